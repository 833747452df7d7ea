package dev.rollproof.verifier.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollproof.verifier.check.Declared;
import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.diff.SchemaChange;
import dev.rollproof.verifier.migration.Declaration;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.rows.RowChange;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.verdict.MigrationReport;
import dev.rollproof.verifier.verdict.Report;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the HTML page knows of one database. The keys are the page's own business and may change with it. */
final class HtmlDatabase {
    private final HtmlTexts texts;
    private final HtmlSchemas schemas;

    private HtmlDatabase(HtmlTexts texts) {
        this.texts = texts;
        this.schemas = new HtmlSchemas(texts);
    }

    static ObjectNode of(ReportSource source, HtmlTexts texts) {
        return new HtmlDatabase(texts).write(source);
    }

    private ObjectNode write(ReportSource source) {
        Report report = source.report();
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("name", source.database())
                .put("directory", source.directory())
                .put("command", source.command())
                .put("passed", report.passed())
                .put("headline", Headline.of(report))
                .put("circumstances", TextReport.circumstances(source));
        findings(report.findings(), node.putArray("findings"));
        ArrayNode migrations = node.putArray("migrations");
        report.migrations().forEach(m -> migration(m, migrations.addObject()));
        schemas.write(node);
        return node;
    }

    private void migration(MigrationReport said, ObjectNode node) {
        Migration migration = said.migration();
        node.put("version", migration.version().text())
                .put("name", migration.name())
                .put("mark", Mark.of(said).name().toLowerCase(Locale.ROOT))
                .put("sign", Mark.of(said).sign(true))
                .put("words", said.words());
        script(migration.up(), node.putObject("up"));
        migration.rollback().ifPresent(rollback -> script(rollback, node.putObject("rollback")));
        ObjectNode milliseconds = node.putObject("ms");
        milliseconds(milliseconds, "up", said.up());
        milliseconds(milliseconds, "rollback", said.rollback());
        milliseconds(milliseconds, "again", said.reapply());
        findings(migration, said.findings(), node.putArray("findings"));
        ArrayNode declarations = node.putArray("declarations");
        said.declarations().forEach(declared -> declared(migration, declared, declarations.addObject()));
        said.suggestion().ifPresent(script -> node.put("suggestion", texts.number(script)));
        said.evidence().ifPresent(evidence -> {
            schemas.add(evidence, node);
            ArrayNode rows = node.putArray("rows");
            evidence.rows().changes().forEach(change -> rows(change, rows.addObject()));
        });
    }

    private void script(MigrationScript script, ObjectNode node) {
        node.put("file", script.file()).put("text", texts.number(script.text()));
        if (texts.cut(script.text()) > 0) {
            node.put("cut", texts.cut(script.text()));
        }
    }

    private static void milliseconds(ObjectNode node, String key, Optional<Duration> duration) {
        duration.ifPresent(d -> node.put(key, Figures.milliseconds(d)));
    }

    private void declared(Migration migration, Declared declared, ObjectNode node) {
        Declaration declaration = declared.declaration();
        node.put("kind", declaration.kind()).put("file", declaration.file());
        declaration.subject().ifPresent(subject -> node.put("subject", subject));
        declaration.reason().ifPresent(reason -> node.put("reason", reason));
        declaration.position().ifPresent(position -> node.put("line", position.line()));
        findings(migration, declared.excused(), node.putArray("excused"));
    }

    /** Those of the directory: what differs stands in them alone. */
    private void findings(List<Finding> findings, ArrayNode array) {
        for (Finding finding : findings) {
            ArrayNode changes = finding(finding, array.addObject()).putArray("changes");
            finding.changes().forEach(change -> {
                ObjectNode node = changes.addObject().put("words", change.describe());
                change.before().ifPresent(sql -> node.put("before", texts.number(sql)));
                change.after().ifPresent(sql -> node.put("after", texts.number(sql)));
            });
        }
    }

    /** Those of a migration, each with the script beside whose line it is shown. */
    private void findings(Migration migration, List<Finding> findings, ArrayNode array) {
        for (Finding finding : findings) {
            ObjectNode node = finding(finding, array.addObject());
            side(migration, finding).ifPresent(side -> node.put("side", side));
        }
    }

    private static ObjectNode finding(Finding finding, ObjectNode node) {
        node.put("check", finding.check())
                .put("severity", finding.severity().id())
                .put("message", message(finding))
                .put("help", finding.help())
                .put("file", finding.location().file());
        finding.location()
                .position()
                .ifPresent(position -> node.put("line", position.line()).put("column", position.column()));
        return node;
    }

    /** Where it lists several differences, a line for each. */
    private static String message(Finding finding) {
        List<SchemaChange> changes = finding.changes();
        int list = changes.size() < 2
                ? -1
                : finding.message().indexOf(changes.get(0).describe());
        return list < 0
                ? finding.message()
                : finding.message().substring(0, list).strip()
                        + changes.stream()
                                .map(change -> "\n– " + change.describe())
                                .collect(Collectors.joining());
    }

    private static Optional<String> side(Migration migration, Finding finding) {
        if (isIn(migration.up(), finding)) {
            return Optional.of("up");
        }
        return migration.rollback().filter(script -> isIn(script, finding)).map(script -> "rollback");
    }

    /** A file may hold both scripts: each has the other's lines blank. */
    private static boolean isIn(MigrationScript script, Finding finding) {
        Optional<Integer> line = finding.location().position().map(SourcePosition::line);
        return script.file().equals(finding.location().file())
                && line.map(script::holds).orElse(true);
    }

    private static void rows(RowChange change, ObjectNode node) {
        node.put("table", change.table())
                .put("kind", change.kind().name().toLowerCase(Locale.ROOT))
                .put("effect", change.effect().name().toLowerCase(Locale.ROOT))
                .put("by", change.byUp() ? "up" : "rollback")
                .put("rows", change.rows())
                .put("total", change.total())
                .put("words", change.describe());
        change.column().ifPresent(column -> node.put("column", column));
        ArrayNode examples = node.putArray("examples");
        change.examples().forEach(examples::add);
    }
}
