package dev.rollproof.extension;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** What {@link MigratedDatabase} does. */
final class MigratedDatabaseExtension
        implements BeforeAllCallback,
                TestInstancePreConstructCallback,
                ExecutionCondition,
                BeforeEachCallback,
                ParameterResolver,
                InvocationInterceptor {
    private static final ConditionEvaluationResult ENABLED = ConditionEvaluationResult.enabled(null);

    /** A constructor is given the context of its test, not of its class: the database is the test's. From JUnit 5.12 on. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Keep.of(context);
        DeclaredDatabases databases = DeclaredDatabases.of(context);
        for (Class<? extends Annotation> once : List.of(BeforeAll.class, AfterAll.class)) {
            AnnotationSupport.findAnnotatedMethods(
                            context.getRequiredTestClass(), once, HierarchyTraversalMode.TOP_DOWN)
                    .forEach(method -> requireDatabasesOfClass(method, databases));
        }
        databases.all().forEach(Databases::plan);
        databases.requireHomeForSeeds(context.getRequiredTestClass());
    }

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
        ConstructorDatabases.forget(context);
        RunningContext.enterConstruction(context);
        if (RunningContext.isTest(context)) {
            TestOutcome.watch(context);
        }
    }

    /**
     * No condition, but what JUnit asks first of a class or test: whichever extension prepares it before this one, Spring's
     * perhaps, finds whose database this thread works on.
     */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        RunningContext.enter(context);
        return ENABLED;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        RunningContext.enter(context); // Conditions can be switched off.
        DeclaredDatabases databases = DeclaredDatabases.of(context);
        databases.all().forEach(Databases::plan);
        ConstructorDatabases.adopt(databases, context);
        // There a migration that fails is the finding of one invocation, not an error of each.
        if (!AnnotationSupport.isAnnotated(context.getTestMethod(), RollbackTest.class)) {
            for (DeclaredDatabase declared : databases.all()) {
                Databases.template(declared);
                // A seeder that fails is told as a seed file is, also where nothing takes the database.
                if (Databases.plan(declared).hasSeeder()) {
                    Databases.provide(declared, context);
                }
            }
        }
        TestOutcome.watch(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Executable executable = parameter.getDeclaringExecutable();
        boolean ofSeeder =
                executable instanceof Constructor<?> && Seeder.class.isAssignableFrom(executable.getDeclaringClass());
        return !ofSeeder && new DatabaseParameter(parameter.getParameter()).isOurs();
    }

    @Override
    public Object resolveParameter(ParameterContext parameterContext, ExtensionContext context) {
        DatabaseParameter parameter = new DatabaseParameter(parameterContext.getParameter());
        DeclaredDatabase declared = parameter.among(DeclaredDatabases.of(context));
        // The invocations of a template would find the template's database and take it for theirs.
        if (declared.isOfClass() || RunningContext.isTest(context)) {
            return parameter.valueOf(Databases.provide(declared, context));
        }
        Executable executable = parameterContext.getDeclaringExecutable();
        if (executable instanceof Constructor<?> && isOfInstance(executable, context)) {
            return parameter.valueOf(ConstructorDatabases.provide(declared));
        }
        throw noTestYet(parameter, executable);
    }

    /** Whether a constructor makes the instance for one test; what feeds a test may have constructors too. */
    private static boolean isOfInstance(Executable constructor, ExtensionContext context) {
        return context.getTestMethod().isEmpty()
                && constructor.getDeclaringClass().equals(context.getRequiredTestClass())
                && context.getTestInstanceLifecycle()
                        .filter(Lifecycle.PER_CLASS::equals)
                        .isEmpty();
    }

    /** A dynamic test has its factory's database, and its failure is none of the factory's: it must be told. */
    @Override
    @SuppressWarnings("CatchingThrowable") // Whatever ends a test without success.
    public void interceptDynamicTest(
            Invocation<Void> invocation, DynamicTestInvocationContext invocationContext, ExtensionContext context)
            throws Throwable {
        try {
            invocation.proceed();
        } catch (Throwable thrown) {
            if (ProvidedDatabase.isFailure(thrown)) {
                DeclaredDatabases.of(context).all().forEach(declared -> Databases.markFailed(declared, context));
            }
            throw thrown;
        }
    }

    /** What runs once for all tests of a class can take none of a single test's. */
    private static void requireDatabasesOfClass(Method method, DeclaredDatabases databases) {
        Arrays.stream(method.getParameters())
                .map(DatabaseParameter::new)
                .filter(DatabaseParameter::isOurs)
                .filter(parameter -> !parameter.among(databases).isOfClass())
                .findFirst()
                .ifPresent(parameter -> {
                    throw noTestYet(parameter, method);
                });
    }

    private static ExtensionConfigurationException noTestYet(DatabaseParameter parameter, Executable executable) {
        return new ExtensionConfigurationException(
                "%s cannot take a %s: it runs once for all tests, and each test has a database of its own; take it in a"
                                .formatted(
                                        DatabaseParameter.nameOf(executable),
                                        parameter.parameter().getType().getSimpleName())
                        + " @BeforeEach method or in the test, or give the class one database for all its tests with scope ="
                        + " Scope.CLASS");
    }
}
