package dev.rollproof.verifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.RollbackVerifier;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The page of pairs shows what is said of each, word for word. */
class RowsPageTest {
    private static final Path PAGE = Path.of("docs", "rows.md");

    /** A section of the page: its title, and its blocks, {@code sql} ones and then what is printed. */
    private record Section(String title, List<String> blocks) {
        String up() {
            return blocks.get(0);
        }

        /** A section that shows none says that the file is empty. */
        String rollback() {
            return blocks.size() == 3 ? blocks.get(1) : "";
        }

        String said() {
            return blocks.get(blocks.size() - 1);
        }
    }

    @TestFactory
    Stream<DynamicTest> eachPairIsToldWhatThePageShows() throws IOException {
        List<Section> sections = sections();
        String tables = sections.get(0).up();
        assertThat(sections).hasSizeGreaterThan(20);
        if (Boolean.getBoolean("rollproof.update-page")) {
            update(tables, sections);
        }
        return sections.stream()
                .skip(1)
                .map(pair -> DynamicTest.dynamicTest(
                        pair.title(), () -> assertThat(said(tables, pair)).isEqualTo(pair.said())));
    }

    /** Writes what is said now into the page, to be read and committed; the tests compare with what stood there. */
    private static void update(String tables, List<Section> sections) throws IOException {
        String page = Files.readString(PAGE);
        for (Section pair : sections.subList(1, sections.size())) {
            page = page.replace("```text\n" + pair.said() + "```", "```text\n" + said(tables, pair) + "```");
        }
        Files.writeString(PAGE, page);
    }

    /** The part of the report that is about the pair. */
    private static String said(String tables, Section pair) {
        MigrationSet set = new MigrationSet(
                Path.of("migrations"),
                "numbered",
                true,
                List.of(
                        migration("0001", "create", tables, Optional.empty()),
                        migration("0002", "change", pair.up(), Optional.of(pair.rollback()))),
                List.of());
        ReportSource source =
                new ReportSource("main", "migrations", new RollbackVerifier(VerificationOptions.DEFAULT).verify(set));
        return TextReport.of(List.of(source), Screen.FILE)
                .lines()
                .dropWhile(line -> !line.contains("0002_change "))
                .takeWhile(line -> !line.isEmpty())
                .map(line -> withoutTimes(line).substring(2) + "\n")
                .collect(Collectors.joining());
    }

    private static Migration migration(String version, String description, String up, Optional<String> rollback) {
        String name = version + "_" + description;
        return new Migration(
                MigrationVersion.of(version),
                name,
                description,
                new MigrationScript(name + ".sql", up),
                rollback.map(text -> new MigrationScript(name + ".rollback.sql", text)),
                RollbackPlace.file(name + ".rollback.sql"));
    }

    private static String withoutTimes(String line) {
        return line.replaceAll("  up \\d+\\.\\d ms.*", "").stripTrailing();
    }

    private static List<Section> sections() throws IOException {
        List<Section> sections = new ArrayList<>();
        Optional<StringBuilder> block = Optional.empty();
        for (String line : Files.readAllLines(PAGE)) {
            if (block.isPresent() && line.equals("```")) {
                sections.get(sections.size() - 1).blocks().add(block.get().toString());
                block = Optional.empty();
            } else if (block.isPresent()) {
                block.get().append(line).append('\n');
            } else if (line.startsWith("#")) {
                sections.add(new Section(line.substring(line.indexOf(' ') + 1), new ArrayList<>()));
            } else if (line.startsWith("```")) {
                block = Optional.of(new StringBuilder());
            }
        }
        return sections;
    }
}
