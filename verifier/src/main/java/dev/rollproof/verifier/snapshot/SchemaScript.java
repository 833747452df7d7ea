package dev.rollproof.verifier.snapshot;

import dev.rollproof.verifier.migration.MigrationVersion;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A schema as SQL that makes it: the statements as SQLite stores them, in an order in which they run. Equal schemas have the
 * same text, on every machine.
 */
public final class SchemaScript {
    private SchemaScript() {}

    /**
     * Writes the statements, below a line that says at which version they are; with a line end after the last line.
     *
     * <p>Tables come first and then indexes, views, virtual tables and triggers, each by name: a change is found at its place
     * in a diff. A virtual table may read the columns of a view when it is made, as FTS4's {@code content=} does.
     */
    public static String of(SchemaSnapshot schema, MigrationVersion version) {
        StringBuilder script = new StringBuilder(firstLine(version)).append('\n');
        Comparator<StoredObject> byName = Comparator.comparing(StoredObject::foldedName);
        List<Stream<StoredObject>> parts = List.of(
                objects(schema, row -> row.isTable() && !row.isVirtualTable()).sorted(byName),
                objects(schema, row -> !row.isRelation() && !row.isTrigger()).sorted(byName),
                objects(schema, StoredObject::isView).sorted(byName),
                objects(schema, StoredObject::isVirtualTable).sorted(byName),
                objects(schema, StoredObject::isTrigger).sorted(byName));
        parts.forEach(part -> part.forEach(
                row -> script.append('\n').append(statement(row.parsed().sql())).append('\n')));
        setting(script, "user_version", schema.userVersion());
        setting(script, "application_id", schema.applicationId());
        return script.toString();
    }

    /** Whether a text begins as these scripts do. */
    public static boolean isOne(String text) {
        return text.startsWith("-- The schema at version ");
    }

    private static String firstLine(MigrationVersion version) {
        String shown = version.text().chars().anyMatch(Character::isISOControl) ? "?" : version.text();
        return "-- The schema at version " + shown + ". Written by rollproof snapshot, which writes it anew.";
    }

    private static Stream<StoredObject> objects(SchemaSnapshot schema, Predicate<StoredObject> which) {
        return schema.visible().filter(which);
    }

    /** SQLite keeps a comment at the end of a statement, which would take a semicolon behind it for its own. */
    private static String statement(String sql) {
        String stripped = sql.stripTrailing();
        String last = stripped.substring(stripped.lastIndexOf('\n') + 1);
        return stripped + (last.contains("--") ? "\n;" : ";");
    }

    private static void setting(StringBuilder script, String name, long value) {
        if (value != 0) {
            script.append("\nPRAGMA ").append(name).append(" = ").append(value).append(";\n");
        }
    }
}
