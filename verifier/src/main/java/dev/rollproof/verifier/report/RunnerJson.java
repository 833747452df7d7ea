package dev.rollproof.verifier.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.history.AppliedMigration;
import dev.rollproof.verifier.history.MigrationStatus;
import dev.rollproof.verifier.history.MigrationStatus.Kind;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migrator.DryRun;
import dev.rollproof.verifier.migrator.MigrationFailure;
import dev.rollproof.verifier.migrator.MigrationResult;
import dev.rollproof.verifier.migrator.MigrationStep;
import dev.rollproof.verifier.sql.SourcePosition;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the commands say that run migrations on a real database, for machines, {@code formatVersion} 1: keys may be added, never
 * renamed or removed. They are described in {@code docs/runner.md}.
 */
public final class RunnerJson {
    private static final int FORMAT_VERSION = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private RunnerJson() {}

    /** How databases stand. */
    public static String ofStatus(List<StatusReport> reports, String toolVersion) {
        return document(
                reports.stream().map(report -> status(report, toolVersion)).toList());
    }

    /** What runs did. */
    public static String ofRuns(List<RunReport> reports, String toolVersion) {
        return document(reports.stream().map(report -> run(report, toolVersion)).toList());
    }

    private static String document(List<ObjectNode> databases) {
        ObjectNode root = databases.get(0);
        if (databases.size() > 1) {
            root = MAPPER.createObjectNode().put("formatVersion", FORMAT_VERSION);
            root.putArray("databases").addAll(databases);
        }
        try {
            return MAPPER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode database(RunnerSource source, String toolVersion) {
        ObjectNode root = MAPPER.createObjectNode().put("formatVersion", FORMAT_VERSION);
        root.putObject("tool")
                .put("name", "rollproof")
                .put("version", toolVersion)
                .put("sqlite", SqliteDatabase.sqliteVersion());
        root.putObject("source")
                .put("directory", source.directory())
                .put("layout", source.layout())
                .put("target", source.target())
                .put("database", source.database())
                .put("file", source.file());
        return root;
    }

    private static ObjectNode status(StatusReport report, String toolVersion) {
        ObjectNode root = database(report.source(), toolVersion);
        if (report.status().isEmpty()) {
            return root.put("refused", report.refusal().orElse(""));
        }
        MigrationStatus status = report.status().get();
        root.put("inOrder", status.isInOrder());
        ObjectNode summary = root.putObject("summary");
        for (Kind kind : Kind.values()) {
            summary.put(
                    StatusWords.id(kind),
                    status.lines().stream().filter(line -> line.kind() == kind).count());
        }
        ArrayNode migrations = root.putArray("migrations");
        status.lines().forEach(line -> line(line, report.source(), migrations.addObject()));
        return root;
    }

    private static void line(MigrationStatus.Line line, RunnerSource source, ObjectNode node) {
        node.put("version", line.migration().map(m -> m.version().text()).orElse(null))
                .put("name", line.name())
                .put("file", line.migration().map(m -> m.up().file()).orElse(null))
                .put("state", StatusWords.id(line.kind()))
                .put(
                        "appliedAt",
                        line.applied()
                                .flatMap(AppliedMigration::appliedAt)
                                .map(Instant::toString)
                                .orElse(null));
        line.applied()
                .flatMap(AppliedMigration::took)
                .ifPresent(took -> node.put("milliseconds", Figures.milliseconds(took)));
        List<String> remarks = StatusWords.remarks(line, source);
        if (!remarks.isEmpty()) {
            node.put("message", StatusWords.message(line, source)).put("help", StatusWords.help(line));
        }
    }

    private static ObjectNode run(RunReport report, String toolVersion) {
        ObjectNode root = database(report.source(), toolVersion);
        root.put("mode", id(report.mode()).replace('_', '-')).put("direction", id(report.direction()));
        if (report.result().isEmpty()) {
            return root.put("refused", report.refusal().orElse(""));
        }
        MigrationResult result = report.result().get();
        root.put("succeeded", result.succeeded());
        root.put("backup", result.backup().map(report.source().shown()).orElse(null));
        report.warnings().forEach(root.putArray("warnings")::add);
        ArrayNode migrations = root.putArray("migrations");
        result.steps().forEach(step -> step(step, migrations.addObject()));
        report.dryRun().ifPresent(dryRun -> dryRun(dryRun, root));
        result.failure().ifPresent(failure -> failure(failure, report, root.putObject("failure")));
        return root;
    }

    private static void dryRun(DryRun dryRun, ObjectNode root) {
        ArrayNode changes = root.putArray("changes");
        dryRun.schema()
                .changes()
                .forEach(change -> changes.addObject()
                        .put("kind", change.kind())
                        .put("object", change.object())
                        .put("before", change.before().orElse(null))
                        .put("after", change.after().orElse(null)));
        ArrayNode rows = root.putArray("rowCounts");
        dryRun.rows()
                .forEach((table, count) -> rows.addObject()
                        .put("table", table)
                        .put("before", there(count.before()))
                        .put("after", there(count.after())));
    }

    private static @Nullable Long there(long count) {
        return count < 0 ? null : count;
    }

    private static void step(MigrationStep step, ObjectNode node) {
        migration(step.migration(), node)
                .put("file", step.direction().script(step.migration()).file())
                .put("at", step.at().toString())
                .put("milliseconds", Figures.milliseconds(step.took()))
                .put("rows", step.rows())
                .put("bytes", step.databaseBytes());
    }

    private static void failure(MigrationFailure failure, RunReport report, ObjectNode node) {
        migration(failure.migration(), node)
                .put("file", failure.file())
                .put("line", failure.position().line())
                .put("column", failure.position().column())
                .put("cause", failure.cause().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("sqlite", failure.resultCode().orElse(null))
                .put("message", failure.message())
                .put("statements", failure.statements())
                .put("kept", failure.kept())
                .put(
                        "keptUpToLine",
                        failure.lastKept().map(SourcePosition::line).orElse(null));
        if (failure.kept() > 0) {
            node.put("resolve", report.resolve());
        }
    }

    private static ObjectNode migration(Migration migration, ObjectNode node) {
        return node.put("version", migration.version().text()).put("name", migration.name());
    }

    private static String id(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
