package dev.rollproof.verifier.layout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollproof.verifier.layout.LiquibaseSplitting.Unsplit;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.ScriptRemark;
import dev.rollproof.verifier.sql.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The SQL of one changeset in YAML, JSON or XML: its {@code sql} and {@code sqlFile} changes, and its rollback. */
final class ChangelogSql {
    private static final LiquibaseSplitting PLAIN_ROLLBACK =
            new LiquibaseSplitting(true, Optional.of(";"), true, new Unsplit("", ""));

    private final String file;
    private final String text;
    private final SourcePosition position;
    private final LiquibaseChangelogs changelogs;

    /**
     * Of a changeset.
     *
     * @param file the changelog
     * @param text its whole text
     * @param position where the changeset begins in it
     */
    ChangelogSql(String file, String text, SourcePosition position, LiquibaseChangelogs changelogs) {
        this.file = file;
        this.text = text;
        this.position = position;
        this.changelogs = changelogs;
    }

    static boolean isSql(String change) {
        return change.equals("sql") || change.equals("sqlFile");
    }

    /** A script of one {@code sqlFile} is that file; several changes are one text, as if they stood in the changelog. */
    MigrationScript script(List<Map.Entry<String, JsonNode>> changes) {
        List<MigrationScript> scripts =
                changes.stream().flatMap(change -> script(change).stream()).toList();
        return scripts.size() == 1 ? scripts.get(0) : together(scripts);
    }

    private MigrationScript together(List<MigrationScript> scripts) {
        StringBuilder all = new StringBuilder();
        List<ScriptRemark> misread = new ArrayList<>();
        Optional<ScriptRemark> refusal = Optional.empty();
        for (MigrationScript script : scripts) {
            all.append(script.text().stripTrailing()).append("\n;\n");
            misread.addAll(script.misreadings());
            refusal = refusal.or(script::refusal);
        }
        MigrationScript whole = new MigrationScript(file, all.toString()).misread(misread);
        return refusal.map(why -> whole.refused(why.position(), why.message(), why.help()))
                .orElse(whole);
    }

    private Optional<MigrationScript> script(Map.Entry<String, JsonNode> change) {
        JsonNode node = change.getValue();
        LiquibaseSplitting splitting = new LiquibaseSplitting(
                StructuredChangelog.flag(node, "splitStatements", true),
                StructuredChangelog.value(node, "endDelimiter").filter(delimiter -> !delimiter.isEmpty()),
                StructuredChangelog.flag(node, "stripComments", false),
                new Unsplit(
                        "The change says splitStatements:false",
                        "Give each statement a change of its own, or let Liquibase split."));
        if (change.getKey().equals("sql")) {
            String sql = node.isTextual()
                    ? node.asText()
                    : StructuredChangelog.value(node, "sql")
                            .or(() -> StructuredChangelog.value(node, XmlChangelog.TEXT))
                            .orElse("");
            return Optional.of(inChangelog(sql, splitting));
        }
        String named = StructuredChangelog.value(node, "path").orElse("");
        boolean relative = StructuredChangelog.flag(node, "relativeToChangelogFile", false);
        Optional<String> found = changelogs.files().find(named, relative ? Optional.of(file) : Optional.empty());
        if (found.isEmpty()) {
            changelogs.missing(file, named);
        }
        return found.map(
                path -> LiquibaseSql.script(path, expanded(changelogs.files().text(path)), splitting));
    }

    private String expanded(String sql) {
        return changelogs.properties().expand(sql.replace("\r\n", "\n"));
    }

    /** The text with as many lines before it as there are in the changelog, where its first line is found again. */
    private MigrationScript inChangelog(String sql, LiquibaseSplitting splitting) {
        String first = sql.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
        List<String> lines = text.lines().toList();
        int line = position.line() - 1;
        while (line < lines.size() && !lines.get(line).contains(first)) {
            line++;
        }
        int before = line < lines.size() ? line : position.line() - 1;
        return LiquibaseSql.script(file, "\n".repeat(before) + expanded(sql).stripLeading(), splitting);
    }

    Optional<MigrationScript> rollback(LiquibaseChangeset own, JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (node.isTextual()) {
            return Optional.of(inChangelog(node.asText(), PLAIN_ROLLBACK));
        }
        List<MigrationScript> scripts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(item -> rollbackPart(own, item).ifPresent(scripts::add));
        } else {
            rollbackPart(own, node).ifPresent(scripts::add);
        }
        return Optional.of(scripts.size() == 1 ? scripts.get(0) : together(scripts));
    }

    /** One change, or one {@code <rollback>} with its text, its changes or the changeset that it names. */
    private Optional<MigrationScript> rollbackPart(LiquibaseChangeset own, JsonNode node) {
        Optional<String> again = StructuredChangelog.value(node, "changeSetId");
        if (again.isPresent()) {
            String author = StructuredChangelog.value(node, "changeSetAuthor").orElse("");
            String path = StructuredChangelog.value(node, "changeSetPath").orElse(own.path());
            return changelogs.again(own, again.get(), author, path, position);
        }
        String written = node.isTextual()
                ? node.asText()
                : StructuredChangelog.value(node, XmlChangelog.TEXT).orElse("");
        if (!written.isBlank()) {
            return Optional.of(inChangelog(written, PLAIN_ROLLBACK));
        }
        List<Map.Entry<String, JsonNode>> changes =
                StructuredChangelog.changes(node.has("changes") ? node.path("changes") : node);
        List<String> others = changes.stream()
                .map(Map.Entry::getKey)
                .filter(change -> !isSql(change) && !change.equals("empty") && !change.startsWith("#"))
                .toList();
        MigrationScript script =
                script(changes.stream().filter(change -> isSql(change.getKey())).toList());
        return Optional.of(
                others.isEmpty()
                        ? script
                        : script.refused(
                                position,
                                "the rollback of %s:%s is %s: Liquibase makes the SQL of it, and Rollproof cannot"
                                        .formatted(own.author(), own.id(), String.join(", ", others)),
                                "Write it as sql or sqlFile to have it proven."));
    }
}
