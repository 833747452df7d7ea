package dev.rollproof.verifier.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migrator.Direction;
import dev.rollproof.verifier.migrator.MigrationFailure;
import dev.rollproof.verifier.migrator.MigrationStep;
import dev.rollproof.verifier.migrator.MigratorEvent;
import java.time.Instant;
import java.util.Locale;

/**
 * One line of the log of a run. Its events and keys are described in {@code docs/runner.md}.
 *
 * @param database its name; empty where no database is meant
 * @param said whether people are told its name
 * @param facts what else machines are told
 * @param message the line for people
 */
public record LogLine(Level level, String event, String database, boolean said, ObjectNode facts, String message) {
    /** How much it matters. */
    public enum Level {
        INFO,
        WARNING,
        ERROR
    }

    /** What is told of an event. */
    public static LogLine of(RunnerSource source, MigratorEvent event) {
        if (event instanceof MigratorEvent.Waiting waiting) {
            return info(source, "waiting", object().put("holder", waiting.holder()))
                    .saying("waiting for " + waiting.holder() + " to be done with " + source.file());
        }
        if (event instanceof MigratorEvent.BackedUp backup) {
            String file = source.shown().apply(backup.file());
            return info(source, "backed-up", object().put("file", file))
                    .saying("copied " + source.file() + " to " + file);
        }
        if (event instanceof MigratorEvent.Started started) {
            return info(source, "started", factsOf(started.migration(), started.direction()))
                    .saying((started.direction() == Direction.UP ? "applying " : "rolling back ")
                            + started.migration().name());
        }
        if (event instanceof MigratorEvent.Finished finished) {
            return finished(source, finished.step());
        }
        if (event instanceof MigratorEvent.Failed failed) {
            return failed(source, failed.failure());
        }
        String warning = ((MigratorEvent.Warning) event).message();
        return new LogLine(Level.WARNING, "warning", source.database(), source.several(), object(), warning);
    }

    /** Why nothing was done. */
    public static LogLine refused(String database, String message) {
        return new LogLine(Level.ERROR, "refused", database, !database.isEmpty(), object(), message);
    }

    private static LogLine finished(RunnerSource source, MigrationStep step) {
        ObjectNode facts = factsOf(step.migration(), step.direction())
                .put("milliseconds", Figures.milliseconds(step.took()))
                .put("rows", step.rows())
                .put("bytes", step.databaseBytes());
        return info(source, "finished", facts)
                .saying("%s %s: %s, %s, database %s"
                        .formatted(
                                step.direction() == Direction.UP ? "applied" : "rolled back",
                                step.migration().name(),
                                Figures.time(step.took()),
                                Figures.count(step.rows(), "row"),
                                Figures.bytes(step.databaseBytes())));
    }

    private static LogLine failed(RunnerSource source, MigrationFailure failure) {
        ObjectNode facts = factsOf(failure.migration(), failure.direction())
                .put("file", source.script(failure.file()))
                .put("line", failure.position().line())
                .put("column", failure.position().column())
                .put("statements", failure.statements())
                .put("kept", failure.kept());
        String message = "%s failed: %s".formatted(failure.migration().name(), failure.message());
        return new LogLine(Level.ERROR, "failed", source.database(), source.several(), facts, message);
    }

    private static LogLine info(RunnerSource source, String event, ObjectNode facts) {
        return new LogLine(Level.INFO, event, source.database(), source.several(), facts, "");
    }

    private LogLine saying(String words) {
        return new LogLine(level, event, database, said, facts, words);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode factsOf(Migration migration, Direction direction) {
        return object().put("version", migration.version().text())
                .put("name", migration.name())
                .put("direction", direction.name().toLowerCase(Locale.ROOT));
    }

    /** For people, without its end. */
    public String text() {
        return Printable.of("rollproof: " + (said ? database + ": " : "") + message);
    }

    /** For machines: one object, without a line's end in it or after it. */
    public String json(Instant time) {
        ObjectNode line = object().put("time", time.toString())
                .put("level", level.name().toLowerCase(Locale.ROOT))
                .put("event", event);
        if (!database.isEmpty()) {
            line.put("database", database);
        }
        line.setAll(facts);
        return line.put("message", message).toString();
    }
}
