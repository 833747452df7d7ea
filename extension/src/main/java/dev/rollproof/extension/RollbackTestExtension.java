package dev.rollproof.extension;

import dev.rollproof.verifier.RollbackVerifier;
import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link RollbackTest} does: verifies all migrations at once, then gives out a test for each. */
final class RollbackTestExtension implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), RollbackTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        RollbackTest annotation = AnnotationSupport.findAnnotation(context.getTestMethod(), RollbackTest.class)
                .orElseThrow();
        VerificationReport report = verify(annotation, context);
        FindingEntries.publishMild(report.findings(), context);
        List<Finding> errors = report.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        Stream<TestTemplateInvocationContext> folder = errors.isEmpty()
                ? Stream.empty()
                : Stream.of(new FolderInvocation(report.source().directory(), errors));
        return Stream.concat(folder, report.migrations().stream().map(MigrationInvocation::new));
    }

    private static VerificationReport verify(RollbackTest annotation, ExtensionContext context) {
        MigrationChoice own = MigrationChoice.of(annotation);
        MigrationChoice choice = DeclaredDatabase.nearest(context)
                .map(declared -> MigrationChoice.of(declared.annotation()))
                .filter(inherited -> own.database().isEmpty() || own.database().equals(inherited.database()))
                .map(own::completedBy)
                .orElse(own);
        try {
            ChosenMigrations chosen = choice.read();
            return new RollbackVerifier(chosen.options(annotation.allowMissing())).verify(chosen.migrations());
        } catch (InvalidInputException e) {
            throw new ExtensionConfigurationException(
                    "@RollbackTest on %s.%s: %s"
                            .formatted(
                                    context.getRequiredTestClass().getSimpleName(),
                                    context.getRequiredTestMethod().getName(),
                                    e.getMessage()),
                    e);
        }
    }
}
