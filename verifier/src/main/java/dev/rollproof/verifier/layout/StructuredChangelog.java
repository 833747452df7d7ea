package dev.rollproof.verifier.layout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.sql.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A changelog in YAML, JSON or XML: what it includes, and the changesets of SQL that it holds itself. */
final class StructuredChangelog {
    static final String ROOT = "databaseChangeLog";

    /** They change neither schema nor rows. */
    private static final Set<String> NOTHING = Set.of("tagDatabase", "empty", "output");

    private final String file;
    private final String text;
    private final LiquibaseChangelogs changelogs;

    StructuredChangelog(String file, String text, LiquibaseChangelogs changelogs) {
        this.file = file;
        this.text = text;
        this.changelogs = changelogs;
    }

    void read(JsonNode list) {
        for (JsonNode item : list) {
            for (Map.Entry<String, JsonNode> entry : item.properties()) {
                entry(entry.getKey(), entry.getValue());
            }
        }
    }

    private void entry(String name, JsonNode node) {
        switch (name) {
            case "changeSet" -> changeset(node);
            case "include" -> include(node);
            case "includeAll" -> includeAll(node);
            case "property" -> property(node);
            case "modifyChangeSets" -> read(node.path("changes"));
            default -> {}
        }
    }

    private void property(JsonNode node) {
        Optional<String> name = value(node, "name");
        Optional<String> value = value(node, "value");
        if (name.isPresent() && value.isPresent() && LiquibaseAttributes.isForSqlite(value(node, "dbms"))) {
            changelogs.properties().set(name.get(), value.get());
        }
    }

    private void include(JsonNode node) {
        String named = value(node, "file").orElse("");
        if (flag(node, "ignore", false)) {
            return;
        }
        Optional<String> found = find(named, node);
        found.ifPresent(changelogs::read);
        if (found.isEmpty() && flag(node, "errorIfMissing", true)) {
            changelogs.missing(file, named);
        }
    }

    private Optional<String> find(String named, JsonNode node) {
        boolean relative = flag(node, "relativeToChangelogFile", false);
        return changelogs.files().find(named, relative ? Optional.of(file) : Optional.empty());
    }

    private void includeAll(JsonNode node) {
        String named = value(node, "path").orElse("");
        if (flag(node, "ignore", false)) {
            return;
        }
        for (String written : List.of("filter", "resourceFilter", "resourceComparator")) {
            value(node, written).ifPresent(javaClass -> inJava("the " + written + " of its includeAll", javaClass));
        }
        Optional<String> found = find(named, node);
        List<String> files = found.map(changelogs.files()::below).orElse(List.of()).stream()
                .filter(included -> isWanted(included, found.orElse(""), node))
                .toList();
        files.forEach(changelogs::read);
        if (files.isEmpty() && flag(node, "errorIfMissingOrEmpty", true)) {
            changelogs.missing(file, named);
        }
    }

    private static boolean isWanted(String included, String folder, JsonNode node) {
        int depth = names(included) - names(folder);
        String end = value(node, "endsWithFilter").orElse("").strip().toLowerCase(Locale.ROOT);
        return (ChangelogFiles.isSql(included) || ChangelogFiles.isStructured(included))
                && included.toLowerCase(Locale.ROOT).endsWith(end)
                && depth >= number(node, "minDepth", 0)
                && depth <= number(node, "maxDepth", Integer.MAX_VALUE);
    }

    private static int names(String path) {
        return path.isEmpty() ? 0 : path.split("/", -1).length;
    }

    private void inJava(String what, String javaClass) {
        changelogs.problem(
                ToolBehaviour.of(
                        Kind.MIGRATION_NOT_SQL,
                        file,
                        "%s is the Java class %s, which Rollproof cannot run".formatted(what, javaClass),
                        "Which files Liquibase reads, and in which order, may be otherwise than here: all of them, by their paths."));
    }

    private void changeset(JsonNode node) {
        String id = value(node, "id").orElse("");
        String author = value(node, "author").orElse("");
        if (flag(node, "ignore", false) || !changelogs.isForSqlite(value(node, "dbms"))) {
            return;
        }
        SourcePosition position = position(id);
        List<Map.Entry<String, JsonNode>> changes = changes(node.path("changes")).stream()
                .filter(change -> !NOTHING.contains(change.getKey()))
                .filter(change -> LiquibaseAttributes.isForSqlite(value(change.getValue(), "dbms")))
                .toList();
        List<String> others = changes.stream()
                .map(Map.Entry::getKey)
                .filter(change -> !ChangelogSql.isSql(change))
                .distinct()
                .toList();
        if (!others.isEmpty()) {
            notSql(id + "::" + author, others, position);
            return;
        }
        if (!changes.isEmpty()) {
            add(node, id, author, changes, position);
        }
    }

    private void add(
            JsonNode node,
            String id,
            String author,
            List<Map.Entry<String, JsonNode>> changes,
            SourcePosition position) {
        ScriptTransaction transaction =
                flag(node, "runInTransaction", true) ? ScriptTransaction.ALWAYS : ScriptTransaction.NEVER;
        ChangelogSql sql = new ChangelogSql(file, text, position, changelogs);
        LiquibaseChangeset changeset = new LiquibaseChangeset(
                id,
                author,
                value(node, "logicalFilePath").orElse(file),
                file,
                position,
                value(node, "comment").orElse("").strip(),
                sql.script(changes).in(transaction),
                Optional.empty());
        changelogs.add(changeset.withRollback(
                sql.rollback(changeset, node.path("rollback")).map(script -> script.in(transaction))));
    }

    private void notSql(String name, List<String> changes, SourcePosition position) {
        changelogs.problem(ToolBehaviour.at(
                Kind.MIGRATION_NOT_SQL,
                file,
                position,
                "changeset %s is %s: Liquibase makes the SQL of it, and Rollproof passes over it"
                        .formatted(name, String.join(", ", changes)),
                "Its changes are missing in every later schema. Prove what stands before it with --to, or write it as sql or"
                        + " sqlFile; liquibase update-sql prints what Liquibase makes of it."));
    }

    /** The changes of a list, {@code - sql: …}, or of an object. */
    static List<Map.Entry<String, JsonNode>> changes(JsonNode node) {
        List<Map.Entry<String, JsonNode>> changes = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(item -> changes.addAll(item.properties()));
        } else {
            changes.addAll(node.properties());
        }
        return changes;
    }

    /** Where a changeset's id is named: neither parser says where a value stood. */
    private SourcePosition position(String id) {
        int at = -1;
        for (String form : List.of("id: " + id, "id=\"" + id + "\"", "\"id\": \"" + id + "\"", id)) {
            at = at < 0 ? text.indexOf(form) : at;
        }
        return at < 0 ? new SourcePosition(1, 1) : SourcePosition.of(text, at);
    }

    static Optional<String> value(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }

    static boolean flag(JsonNode node, String name, boolean otherwise) {
        return value(node, name).map(Boolean::parseBoolean).orElse(otherwise);
    }

    private static int number(JsonNode node, String name, int otherwise) {
        return node.path(name).asInt(otherwise);
    }
}
