package dev.rollproof.verifier.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Formats 5 and 6 of Drizzle's snapshots: objects by name, a table's within the table (drizzle-kit 0.31,
 * {@code serializer/sqliteSchema.ts}).
 */
final class DrizzleObjects {
    private final JsonNode expressions;
    private final List<Table> tables = new ArrayList<>();
    private final List<Index> indexes = new ArrayList<>();
    private final List<View> views = new ArrayList<>();
    private final Set<String> foreign = new HashSet<>();

    private DrizzleObjects(JsonNode root) {
        this.expressions = root.path("internal").path("indexes");
    }

    static DrizzleSnapshot read(JsonNode root) {
        DrizzleObjects objects = new DrizzleObjects(root);
        root.path("tables").forEach(objects::table);
        root.path("views").forEach(objects::view);
        return new DrizzleSnapshot(objects.tables, objects.indexes, objects.views, objects.foreign);
    }

    private void table(JsonNode table) {
        String name = table.path("name").asText();
        List<Column> columns = new ArrayList<>();
        List<Constraint> constraints = new ArrayList<>();
        for (JsonNode column : table.path("columns")) {
            columns.add(DrizzleFacts.column(column));
            if (column.path("primaryKey").asBoolean()) {
                constraints.add(DrizzleFacts.primaryKey(
                        List.of(column.path("name").asText()),
                        column.path("autoincrement").asBoolean()));
            }
        }
        table.path("compositePrimaryKeys")
                .forEach(key ->
                        constraints.add(DrizzleFacts.primaryKey(DrizzleFacts.strings(key.path("columns")), false)));
        table.path("foreignKeys")
                .forEach(key -> constraints.add(DrizzleFacts.foreignKey(key, key.path("columnsFrom"))));
        table.path("uniqueConstraints").forEach(unique -> constraints.add(DrizzleFacts.unique(unique)));
        table.path("checkConstraints").forEach(check -> constraints.add(DrizzleFacts.check(check)));
        tables.add(new Table(name, columns, constraints, false, false, ""));
        table.path("indexes").forEach(index -> indexes.add(DrizzleFacts.index(name, index, indexed(index))));
    }

    private List<IndexedColumn> indexed(JsonNode index) {
        JsonNode flags = expressions.path(index.path("name").asText()).path("columns");
        return DrizzleFacts.strings(index.path("columns")).stream()
                .map(text -> DrizzleFacts.indexed(
                        text, flags.path(text).path("isExpression").asBoolean()))
                .toList();
    }

    private void view(JsonNode view) {
        if (view.path("isExisting").asBoolean()) {
            foreign.add(SqlName.fold(view.path("name").asText()));
        } else {
            views.add(DrizzleFacts.view(view));
        }
    }
}
