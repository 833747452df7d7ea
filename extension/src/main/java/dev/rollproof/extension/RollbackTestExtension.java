package dev.rollproof.extension;

import dev.rollproof.verifier.RollbackVerifier;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.seed.SeedAt;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        String where = "@RollbackTest on " + Notice.nameOf(context);
        MigrationChoice own = MigrationChoice.of(annotation);
        Optional<DeclaredDatabase> declared = DeclaredDatabases.of(context).optional(own.database(), where);
        MigrationChoice choice = declared.map(inherited -> inherited.settings().migrations())
                .map(own::completedBy)
                .orElse(own);
        try {
            requireRows(annotation.rows());
            ChosenMigrations chosen = Databases.migrations(context, choice);
            List<SeedAt> seeds = new ArrayList<>();
            declared.ifPresent(inherited -> seeds.addAll(seedsOf(inherited, annotation, chosen.migrations())));
            Stream.of(annotation.seeds())
                    .map(DatabasePlan::seed)
                    .map(seed -> new SeedAt(seed, Optional.empty()))
                    .forEach(seeds::add);
            VerificationOptions options =
                    chosen.options(annotation.allowMissing()).withRows(annotation.rows());
            return new RollbackVerifier(seeds.isEmpty() ? options : options.withSeeds(seeds))
                    .verify(chosen.migrations());
        } catch (InvalidInputException e) {
            throw new ExtensionConfigurationException("%s: %s".formatted(where, e.getMessage()), e);
        }
    }

    private static void requireRows(int rows) {
        if (rows < 0 || rows > VerificationOptions.MOST_ROWS) {
            throw new InvalidInputException(
                    "rows = %d is not from 0 to %d".formatted(rows, VerificationOptions.MOST_ROWS));
        }
    }

    /** The files of a database's seeds; those at the end only where the test names none of its own. */
    private static List<SeedAt> seedsOf(DeclaredDatabase declared, RollbackTest annotation, MigrationSet migrations) {
        List<SeedAt> seeds = new ArrayList<>();
        if (annotation.seeds().length == 0) {
            declared.settings()
                    .seeds()
                    .forEach(file -> seeds.add(new SeedAt(DatabasePlan.seed(file), Optional.empty())));
        }
        declared.seeds().stream()
                .filter(seed -> !seed.isJava())
                .map(seed -> new SeedAt(DatabasePlan.seed(seed.annotation().value()), placeOf(seed, migrations)))
                .forEach(seeds::add);
        return seeds;
    }

    /** The last of the migrations that are before it. */
    private static Optional<MigrationVersion> placeOf(DeclaredSeed seed, MigrationSet migrations) {
        if (!seed.isEarly()) {
            return Optional.empty();
        }
        List<Migration> before = seed.version().of(migrations).migrations();
        if (before.isEmpty()) {
            throw new InvalidInputException(seed + " goes in before the first migration that is applied");
        }
        return Optional.of(before.get(before.size() - 1).version());
    }
}
