package dev.rollproof.extension;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** What {@link MigratedDatabase} does. */
final class MigratedDatabaseExtension
        implements BeforeAllCallback, BeforeEachCallback, ParameterResolver, InvocationInterceptor {

    /** A constructor is given the context of its test, not of its class: the database is the test's. From JUnit 5.12 on. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        for (Class<? extends Annotation> once : List.of(BeforeAll.class, AfterAll.class)) {
            AnnotationSupport.findAnnotatedMethods(
                            context.getRequiredTestClass(), once, HierarchyTraversalMode.TOP_DOWN)
                    .forEach(MigratedDatabaseExtension::requireNoDatabase);
        }
        DeclaredDatabase.nearest(context).ifPresent(declared -> Databases.plan(context, declared));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        DeclaredDatabase.nearest(context).ifPresent(declared -> {
            DatabasePlan plan = Databases.plan(context, declared);
            // There a migration that fails is the finding of one invocation, not an error of each.
            if (!AnnotationSupport.isAnnotated(context.getTestMethod(), RollbackTest.class)) {
                Databases.template(context, declared, plan);
            }
        });
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return DatabaseParameter.isOne(parameter.getParameter());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        requireTest(parameter.getDeclaringExecutable(), context);
        return DatabaseParameter.valueOf(parameter.getParameter(), Databases.ofTest(context));
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
            Databases.failed(context, thrown);
            throw thrown;
        }
    }

    private static void requireNoDatabase(Method method) {
        Arrays.stream(method.getParameters())
                .filter(DatabaseParameter::isOne)
                .findFirst()
                .ifPresent(parameter -> {
                    throw noTestYet(method, parameter.getType());
                });
    }

    private static void requireTest(Executable executable, ExtensionContext context) {
        if (context.getTestMethod().isPresent()) {
            return;
        }
        Class<?> type = Stream.of(executable.getParameters())
                .filter(DatabaseParameter::isOne)
                .findFirst()
                .<Class<?>>map(Parameter::getType)
                .orElse(TestDatabase.class);
        boolean perClass = context.getTestInstanceLifecycle()
                .filter(Lifecycle.PER_CLASS::equals)
                .isPresent();
        if (executable instanceof Constructor<?> && !perClass) {
            throw new ExtensionConfigurationException(
                    "the constructor of %s cannot take a %s before JUnit 5.12; take it in a @BeforeEach method"
                            .formatted(executable.getDeclaringClass().getSimpleName(), type.getSimpleName()));
        }
        throw noTestYet(executable, type);
    }

    private static ExtensionConfigurationException noTestYet(Executable executable, Class<?> type) {
        String className = executable.getDeclaringClass().getSimpleName();
        String name = executable instanceof Method
                ? className + "." + executable.getName()
                : "the constructor of " + className;
        return new ExtensionConfigurationException(
                "%s cannot take a %s: it runs once for all tests, and each test has a database of its own; take it in a"
                                .formatted(name, type.getSimpleName())
                        + " @BeforeEach method or in the test");
    }
}
