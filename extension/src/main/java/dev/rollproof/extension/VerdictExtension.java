package dev.rollproof.extension;

import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import dev.rollproof.verifier.verdict.Verdict;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Makes one verdict the outcome of one invocation. */
record VerdictExtension(MigrationVerdict verdict)
        implements BeforeEachCallback, InvocationInterceptor, ParameterResolver {

    /** Here and not around the body: what the user's own methods need may be what the broken migration lacks. */
    @Override
    public void beforeEach(ExtensionContext context) {
        FindingEntries.publishMild(verdict.findings(), context);
        FindingEntries.publishDeclared(verdict.declarations(), context);
        String name = verdict.migration().name();
        if (verdict.verdict() == Verdict.UNVERIFIED) {
            throw new TestAbortedException(name + " is unverified: an earlier migration fails");
        }
        List<Finding> errors = verdict.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        boolean fails = verdict.verdict() == Verdict.FAILED || verdict.verdict() == Verdict.BROKEN;
        if (fails || !errors.isEmpty()) {
            throw new AssertionFailedError(FindingEntries.failure(verdict, errors));
        }
    }

    /** Where a rollback may be missing, there is nothing that the body could assert. */
    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        if (verdict.verdict() == Verdict.MISSING) {
            invocation.skip();
        } else {
            invocation.proceed();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MigrationVerdict.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return verdict;
    }
}
