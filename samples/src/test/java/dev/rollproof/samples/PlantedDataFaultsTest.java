package dev.rollproof.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.RollbackVerifier;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Faults that people make with rows, each beside the script that is right: the first must be found under its name, and of
 * the second nothing may be said. Most of them leave the schema as it was.
 */
class PlantedDataFaultsTest {
    private static final String DROP_ALL = """
            DROP TABLE letters_text;
            DROP TABLE letters;
            DROP TABLE notes;
            DROP TABLE chapters;
            DROP TABLE books;
            DROP TABLE authors;
            DROP TABLE shelves;
            DROP TABLE loans;
            DROP TABLE readers;
            DROP TABLE tickets;
            DROP TABLE stock;
            DROP TABLE steps;
            DROP TABLE payments;
            DROP TABLE settings;
            DROP TABLE reminders;
            DROP TABLE journal;
            DROP TABLE arrivals;
            DROP TABLE departures;
            DROP TABLE shipments;
            """;

    /**
     * One case of the file.
     *
     * @param checks the ids of those that must find the fault
     * @param parts by name, {@code rows}, {@code up} and {@code rollback}: their lines, with the mark in front
     */
    private record Case(String name, List<String> checks, Map<String, List<String>> parts) {
        String wrong(String part) {
            return text(part, '-');
        }

        String right(String part) {
            return text(part, '+');
        }

        private String text(String part, char leftOut) {
            return parts.getOrDefault(part, List.of()).stream()
                    .filter(line -> line.charAt(0) != leftOut)
                    .map(line -> line.substring(1) + "\n")
                    .collect(Collectors.joining());
        }
    }

    @Test
    void thereAreManyKinds() throws IOException {
        assertThat(faults())
                .hasSizeGreaterThanOrEqualTo(60)
                .extracting(Case::name)
                .doesNotHaveDuplicates();
    }

    @TestFactory
    Stream<DynamicTest> eachFaultIsFound() throws IOException {
        String schema = schema();
        return faults().stream()
                .map(fault -> DynamicTest.dynamicTest(fault.name(), () -> {
                    List<Finding> findings =
                            findings(schema + fault.wrong("rows"), fault.wrong("up"), fault.wrong("rollback"));

                    // Several tables may suffer from one fault.
                    assertThat(findings).extracting(Finding::check).hasSameElementsAs(fault.checks());
                    assertThat(findings).extracting(Finding::message).doesNotHaveDuplicates();
                    assertThat(findings)
                            .allSatisfy(finding ->
                                    assertThat(finding.location().file()).startsWith("2_"));
                }));
    }

    @TestFactory
    Stream<DynamicTest> ofItsTwinNothingIsSaid() throws IOException {
        String schema = schema();
        return faults().stream()
                .map(fault -> DynamicTest.dynamicTest(
                        fault.name(),
                        () -> assertThat(findings(
                                        schema + fault.right("rows"), fault.right("up"), fault.right("rollback")))
                                .isEmpty()));
    }

    /** All but the note that a table built anew is stored in other words, which is right in any rebuild. */
    private static List<Finding> findings(String base, String up, String rollback) {
        MigrationSet set = new MigrationSet(
                Path.of("migrations"),
                "numbered",
                true,
                List.of(migration("1", base, DROP_ALL), migration("2", up, rollback)),
                List.of());
        return new RollbackVerifier(VerificationOptions.DEFAULT)
                .verify(set)
                .allFindings()
                .filter(finding -> !finding.check().equals("text-differs"))
                .toList();
    }

    private static Migration migration(String version, String up, String rollback) {
        return new Migration(
                MigrationVersion.of(version),
                version + "_case",
                "case",
                new MigrationScript(version + "_case.sql", up),
                Optional.of(new MigrationScript(version + "_case.rollback.sql", rollback)),
                RollbackPlace.file(version + "_case.rollback.sql"));
    }

    /** The file begins with it. */
    private static String schema() throws IOException {
        return cases().get(0).right("up");
    }

    private static List<Case> faults() throws IOException {
        List<Case> cases = cases();
        return cases.subList(1, cases.size());
    }

    private static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        String part = "";
        for (String line : Files.readAllLines(Path.of("src/test/resources/planted-data-faults.txt"))) {
            if (line.startsWith("[")) {
                int close = line.indexOf(']');
                List<String> checks = List.of(line.substring(close + 2).split(", ", -1));
                cases.add(new Case(line.substring(1, close), checks, new LinkedHashMap<>()));
            } else if (line.endsWith(":") && !line.startsWith(" ")) {
                part = line.substring(0, line.length() - 1);
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                cases.get(cases.size() - 1)
                        .parts()
                        .computeIfAbsent(part, p -> new ArrayList<>())
                        .add(line);
            }
        }
        return cases;
    }
}
