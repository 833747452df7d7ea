package dev.rollproof.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.Linter;
import dev.rollproof.verifier.RollbackVerifier;
import dev.rollproof.verifier.SnapshotCheck;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.check.Check;
import dev.rollproof.verifier.check.Checks;
import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each folder of {@code broken} goes wrong in one way, and that is what is said of it. */
class BrokenSamplesTest {
    private static final Path BROKEN = Path.of("broken");

    /** The folders that are not named after the check that finds their fault. */
    private static final Map<String, String> CHECKS = Map.of(
            "index-missing", "schema-not-restored",
            "trigger-lost-in-rebuild", "schema-not-restored",
            "default-case", "schema-not-restored",
            "foreign-key-action-lost", "schema-not-restored",
            "column-left-behind", "schema-not-restored",
            "view-body-differs", "schema-not-restored");

    @TestFactory
    Stream<DynamicTest> hasItsOneFault() throws IOException {
        return folders().stream()
                .map(folder -> DynamicTest.dynamicTest(folder, () -> {
                    List<Finding> findings = findings(folder);

                    assertThat(findings)
                            .extracting(Finding::check)
                            .containsExactly(CHECKS.getOrDefault(folder, folder));
                    assertThat(findings.get(0).severity()).isEqualTo(Severity.ERROR);
                }));
    }

    @Test
    void everyErrorHasAFolder() throws IOException {
        assertThat(folders())
                .containsAll(Checks.ALL.stream()
                        .filter(check -> check.severity() == Severity.ERROR)
                        .map(Check::id)
                        .toList());
    }

    private static List<String> folders() throws IOException {
        try (Stream<Path> folders = Files.list(BROKEN)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static List<Finding> findings(String folder) {
        VerificationOptions options = VerificationOptions.DEFAULT.withLimits(
                DatabaseLimits.DEFAULT.withStatementTimeout(Duration.ofSeconds(1)));
        Project project = Project.read(BROKEN.resolve(folder), ReadingOptions.of(Layout.AUTO));
        MigrationSet migrations = project.databases().get(0).migrations(project.reading());
        if (Checks.OF_LINT.contains(folder) && !CHECKS.containsKey(folder)) {
            return new Linter(options)
                    .lint(migrations)
                    .allFindings()
                    .filter(finding -> finding.severity() == Severity.ERROR)
                    .toList();
        }
        Stream<Finding> verified =
                new RollbackVerifier(options).verify(migrations).allFindings();
        Stream<Finding> compared = project.snapshots().stream()
                .flatMap(snapshots -> new SnapshotCheck(Map.of(), "rollproof snapshot")
                        .compare(migrations, migrations, snapshots).findings().stream());
        return Stream.concat(verified, compared)
                .filter(finding -> finding.severity() != Severity.NOTE)
                .toList();
    }
}
