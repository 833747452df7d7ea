package dev.rollproof.verifier.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollproof.verifier.check.Declared;
import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.diff.SchemaChange;
import dev.rollproof.verifier.migration.Declaration;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.verdict.LintReport;
import dev.rollproof.verifier.verdict.MigrationReport;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import dev.rollproof.verifier.verdict.Report;
import dev.rollproof.verifier.verdict.SnapshotReport;
import dev.rollproof.verifier.verdict.Verdict;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The report for machines, {@code formatVersion} 1: keys may be added, never renamed or removed. */
public final class JsonReport {
    private static final int FORMAT_VERSION = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonReport() {}

    /**
     * Write the report of one database, or of several as elements of {@code databases}.
     *
     * @param toolVersion Rollproof's own version
     */
    public static String of(List<ReportSource> sources, String toolVersion) {
        return of(sources.stream().map(source -> database(source, toolVersion)).toList());
    }

    /** The report of one database as it is, or of several as elements of {@code databases}. */
    static String of(List<ObjectNode> reports) {
        if (reports.size() == 1) {
            return text(reports.get(0));
        }
        ObjectNode root = report();
        root.putArray("databases").addAll(reports);
        return text(root);
    }

    /** A report in which nothing stands yet. */
    static ObjectNode report() {
        return MAPPER.createObjectNode().put("formatVersion", FORMAT_VERSION);
    }

    /** A document of its own, with a line's end. */
    static String text(JsonNode root) {
        try {
            return MAPPER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode database(ReportSource source, String toolVersion) {
        Report report = source.report();
        ObjectNode root = report();
        tool(root, toolVersion);
        ObjectNode from = root.putObject("source").put("directory", source.directory());
        source.snapshots().ifPresent(folder -> from.put("snapshots", folder));
        from.put("layout", report.source().layout())
                .put("target", report.source().target().id())
                .put("database", source.database());
        root.put("passed", report.passed());
        ObjectNode summary = root.putObject("summary");
        if (report instanceof VerificationReport proof) {
            conditions(from, proof.foreignKeys(), proof.rows(), proof.rowSeed());
            summary.put("migrations", report.migrations().size());
            for (Verdict verdict : Verdict.values()) {
                summary.put(verdict.id(), proof.count(verdict));
            }
        } else if (report instanceof LintReport lint) {
            conditions(from, lint.foreignKeys(), lint.rows(), lint.rowSeed());
            summary.put("migrations", report.migrations().size());
        } else if (report instanceof SnapshotReport comparison) {
            summary.put("migrations", report.source().migrations().size())
                    .put("compared", comparison.compared())
                    .put("asReleased", comparison.asReleased());
        }
        for (Severity severity : Severity.values()) {
            summary.put(severity.id() + "s", report.count(severity));
        }
        findings(report.findings(), root.putArray("findings"));
        if (!(report instanceof SnapshotReport)) {
            ArrayNode migrations = root.putArray("migrations");
            report.migrations().forEach(m -> migration(m, migrations.addObject()));
        }
        return root;
    }

    private static void conditions(ObjectNode source, boolean foreignKeys, int rows, long rowSeed) {
        source.put("foreignKeys", foreignKeys).put("rows", rows).put("rowSeed", rowSeed);
    }

    static void tool(ObjectNode root, String version) {
        root.putObject("tool")
                .put("name", "rollproof")
                .put("version", version)
                .put("sqlite", SqliteDatabase.sqliteVersion());
    }

    private static void migration(MigrationReport verdict, ObjectNode node) {
        node.put("version", verdict.migration().version().text())
                .put("description", verdict.migration().description())
                .put("file", verdict.migration().up().file())
                .put(
                        "rollback",
                        verdict.migration().rollback().map(r -> r.file()).orElse(null));
        if (verdict instanceof MigrationVerdict judged) {
            node.put("verdict", judged.verdict().id());
        }
        ObjectNode milliseconds = node.putObject("milliseconds");
        milliseconds(milliseconds, "up", verdict.up());
        milliseconds(milliseconds, "rollback", verdict.rollback());
        milliseconds(milliseconds, "reapply", verdict.reapply());
        ArrayNode declarations = node.putArray("declarations");
        verdict.declarations().forEach(declared -> declared(declared, declarations.addObject()));
        findings(verdict.findings(), node.putArray("findings"));
        verdict.suggestion().ifPresent(script -> node.put("suggestion", script));
    }

    private static void declared(Declared declared, ObjectNode node) {
        Declaration declaration = declared.declaration();
        node.put("kind", declaration.kind())
                .put("subject", declaration.subject().orElse(null))
                .put("reason", declaration.reason().orElse(null))
                .put("file", declaration.file())
                .put("line", declaration.position().map(SourcePosition::line).orElse(null))
                .put(
                        "column",
                        declaration.position().map(SourcePosition::column).orElse(null));
        findings(declared.excused(), node.putArray("excused"));
    }

    /** To a thousandth; absent when it was not run. */
    private static void milliseconds(ObjectNode node, String key, Optional<Duration> duration) {
        duration.ifPresent(d -> node.put(key, Math.round(d.toNanos() / 1e3) / 1e3));
    }

    static void findings(List<Finding> findings, ArrayNode array) {
        for (Finding finding : findings) {
            Optional<SourcePosition> position = finding.location().position();
            ObjectNode node = array.addObject()
                    .put("check", finding.check())
                    .put("severity", finding.severity().id())
                    .put("message", finding.message())
                    .put("help", finding.help())
                    .put("file", finding.location().file())
                    .put("line", position.map(SourcePosition::line).orElse(null))
                    .put("column", position.map(SourcePosition::column).orElse(null));
            ArrayNode changes = node.putArray("changes");
            finding.changes().forEach(change -> change(change, changes.addObject()));
        }
    }

    private static void change(SchemaChange change, ObjectNode node) {
        node.put("kind", change.kind())
                .put("object", change.object())
                .put("before", change.before().orElse(null))
                .put("after", change.after().orElse(null));
    }
}
