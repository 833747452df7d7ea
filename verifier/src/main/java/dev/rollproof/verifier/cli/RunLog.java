package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.migrator.MigratorEvent;
import dev.rollproof.verifier.report.LogLine;
import dev.rollproof.verifier.report.RunnerSource;
import java.util.function.Consumer;

/** Tells on standard error what happens. */
record RunLog(Surroundings surroundings, LogChoice.Format format, boolean quiet) {
    /** Somebody who is told what happens to a database. */
    Consumer<MigratorEvent> of(RunnerSource source) {
        return quiet ? event -> {} : event -> print(LogLine.of(source, event));
    }

    /**
     * Tells why nothing was done, however quiet.
     *
     * @param database its name; empty where there is only one, or all are meant
     */
    void refused(String database, String message) {
        print(LogLine.refused(database, message));
    }

    private void print(LogLine line) {
        surroundings
                .err()
                .println(
                        format == LogChoice.Format.JSON
                                ? line.json(surroundings.clock().instant())
                                : line.text());
    }
}
