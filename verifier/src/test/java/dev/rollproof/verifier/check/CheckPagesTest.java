package dev.rollproof.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.Linter;
import dev.rollproof.verifier.RollbackVerifier;
import dev.rollproof.verifier.SchemaHistory;
import dev.rollproof.verifier.SnapshotCheck;
import dev.rollproof.verifier.SnapshotUpdate;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.project.Project;
import dev.rollproof.verifier.verdict.LintReport;
import dev.rollproof.verifier.verdict.SnapshotReport;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every check has a page, and the page's examples do what it says. */
class CheckPagesTest {
    private static final Path PAGES = Path.of("docs", "checks");

    @TempDir
    private Path folder;

    @Test
    void everyCheckHasItsPageAndEveryPageItsCheck() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString().replace(".md", "")))
                    .containsExactlyInAnyOrderElementsOf(ids());
        }
        assertThat(ids()).doesNotHaveDuplicates();
    }

    @TestFactory
    Stream<DynamicTest> thePageNamesTheCheckAndItsSeverity() {
        return Checks.ALL.stream()
                .map(check -> DynamicTest.dynamicTest(check.id(), () -> {
                    List<String> lines = Files.readAllLines(page(check));
                    assertThat(lines).startsWith("# " + check.id(), "");
                    assertThat(lines.get(2))
                            .startsWith("Severity: " + check.severity().id());
                }));
    }

    @TestFactory
    Stream<DynamicTest> theBadExampleGivesThisFindingAndNoOther() {
        return Checks.ALL.stream()
                .map(check -> DynamicTest.dynamicTest(check.id(), () -> {
                    assertThat(examine(check, "Bad"))
                            .extracting(Finding::check, Finding::severity)
                            .containsExactly(org.assertj.core.groups.Tuple.tuple(check.id(), check.severity()));
                }));
    }

    @TestFactory
    Stream<DynamicTest> theGoodExampleGivesNone() {
        return Checks.ALL.stream()
                .map(check -> DynamicTest.dynamicTest(check.id(), () -> {
                    assertThat(examine(check, "Good")).isEmpty();
                }));
    }

    private List<Finding> examine(Check check, String section) throws IOException {
        Path example = Files.createDirectory(folder.resolve(check.id() + "-" + section));
        List<Map.Entry<String, String>> files = files(page(check), section);
        write(example, files, false);
        if (Checks.OF_LINT.contains(check.id())) {
            return lint(example);
        }
        if (!Checks.OF_THE_SNAPSHOTS.contains(check.id())) {
            return verify(example);
        }
        Path snapshots = example.resolve("schema");
        MigrationSet released = migrations(example.resolve("released"));
        SnapshotUpdate.write(SchemaHistory.of(released), released, snapshots);
        write(example, files, true);
        MigrationSet migrations = migrations(example.resolve("migrations"));
        SnapshotReport report =
                new SnapshotCheck(Map.of(), "rollproof snapshot").compare(migrations, migrations, snapshots);
        assertThat(report.compared()).isPositive();
        return report.findings();
    }

    private static List<Finding> verify(Path example) {
        VerificationReport report = new RollbackVerifier(VerificationOptions.DEFAULT.withLimits(
                        DatabaseLimits.DEFAULT.withStatementTimeout(Duration.ofSeconds(1))))
                .verify(migrations(example));
        assertThat(report.migrations()).isNotEmpty();
        return report.allFindings().toList();
    }

    private static List<Finding> lint(Path example) {
        LintReport report = new Linter(VerificationOptions.DEFAULT).lint(migrations(example));
        assertThat(report.migrations()).isNotEmpty();
        return report.allFindings().toList();
    }

    private static MigrationSet migrations(Path folder) {
        Project project = Project.read(folder, ReadingOptions.of(Layout.AUTO));
        return project.databases().get(0).migrations(project.reading());
    }

    /** Snapshots are written over those of the released migrations. */
    private static void write(Path folder, List<Map.Entry<String, String>> files, boolean snapshots)
            throws IOException {
        for (Map.Entry<String, String> file : files) {
            if (file.getKey().startsWith("schema/") == snapshots) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        }
    }

    /** Each block under the section's heading, with the file name in the line before it: {@code `0001_a.sql`:}. */
    private static List<Map.Entry<String, String>> files(Path page, String section) throws IOException {
        List<Map.Entry<String, String>> files = new ArrayList<>();
        boolean inSection = false;
        Optional<String> name = Optional.empty();
        Optional<StringBuilder> block = Optional.empty();
        for (String line : Files.readAllLines(page)) {
            if (block.isPresent() && line.equals("```")) {
                files.add(Map.entry(name.orElseThrow(), block.get().toString()));
                block = Optional.empty();
            } else if (block.isPresent()) {
                block.get().append(line).append('\n');
            } else if (line.startsWith("## ")) {
                inSection = line.equals("## " + section);
            } else if (inSection && line.startsWith("`") && line.endsWith("`:")) {
                name = Optional.of(line.substring(1, line.length() - 2));
            } else if (inSection && line.startsWith("```")) {
                block = Optional.of(new StringBuilder());
            }
        }
        return files;
    }

    private static Path page(Check check) {
        return PAGES.resolve(check.id() + ".md");
    }

    private static List<String> ids() {
        return Checks.ALL.stream().map(Check::id).toList();
    }
}
