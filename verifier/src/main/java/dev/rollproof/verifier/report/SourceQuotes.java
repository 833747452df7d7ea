package dev.rollproof.verifier.report;

import dev.rollproof.verifier.check.Location;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.verdict.Report;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The lines that the findings of a report point at. Each script is read once: thousands of findings may stand in one. */
final class SourceQuotes {
    private final Map<MigrationScript, QuotedScript> read = new HashMap<>();

    /** The line at {@code location}; empty where the file as a whole is meant, or one that is no script. */
    Optional<SourceQuote> at(Report report, Location location) {
        return location.position().flatMap(position -> at(report, location.file(), position));
    }

    /** In a file of both directions the lines of the other are blank in a script. */
    private Optional<SourceQuote> at(Report report, String file, SourcePosition position) {
        return report.source().all().stream()
                .flatMap(SourceQuotes::scripts)
                .filter(script -> script.file().equals(file))
                .map(script -> read.computeIfAbsent(script, s -> QuotedScript.of(s.text())))
                .filter(script -> !script.line(position.line()).isEmpty())
                .findFirst()
                .flatMap(script -> SourceQuote.of(script, position));
    }

    private static Stream<MigrationScript> scripts(Migration migration) {
        return Stream.concat(Stream.of(migration.up()), migration.rollback().stream());
    }
}
