package dev.rollproof.verifier.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Format 7 of Drizzle's snapshots: one list of entities (drizzle-kit 1.0.0-rc.5, {@code dialects/sqlite/ddl.ts}). */
final class DrizzleEntities {
    private final Map<String, List<Column>> columns = new LinkedHashMap<>();
    private final Map<String, List<Constraint>> constraints = new LinkedHashMap<>();
    private final Set<String> autoincrement = new HashSet<>();
    private final List<Index> indexes = new ArrayList<>();
    private final List<View> views = new ArrayList<>();
    private final Set<String> foreign = new HashSet<>();

    private DrizzleEntities() {}

    static DrizzleSnapshot read(JsonNode root) {
        DrizzleEntities entities = new DrizzleEntities();
        // Keys say whether they count up only by their column.
        root.path("ddl").forEach(entities::columnOrTable);
        root.path("ddl").forEach(entities::other);
        List<Table> tables = entities.columns.entrySet().stream()
                .map(table -> new Table(
                        table.getKey(),
                        table.getValue(),
                        entities.constraints.getOrDefault(table.getKey(), List.of()),
                        false,
                        false,
                        ""))
                .toList();
        return new DrizzleSnapshot(tables, entities.indexes, entities.views, entities.foreign);
    }

    private void columnOrTable(JsonNode entity) {
        switch (entity.path("entityType").asText()) {
            case "tables" -> columnsOf(entity.path("name").asText());
            case "columns" -> {
                String table = entity.path("table").asText();
                columnsOf(table).add(DrizzleFacts.column(entity));
                if (entity.path("autoincrement").asBoolean()) {
                    autoincrement.add(table);
                }
            }
            default -> {}
        }
    }

    private List<Column> columnsOf(String table) {
        return columns.computeIfAbsent(table, any -> new ArrayList<>());
    }

    private void other(JsonNode entity) {
        String table = entity.path("table").asText();
        switch (entity.path("entityType").asText()) {
            case "pks" ->
                add(
                        table,
                        DrizzleFacts.primaryKey(
                                DrizzleFacts.strings(entity.path("columns")), autoincrement.contains(table)));
            case "fks" -> add(table, DrizzleFacts.foreignKey(entity, entity.path("columns")));
            case "uniques" -> add(table, DrizzleFacts.unique(entity));
            case "checks" -> add(table, DrizzleFacts.check(entity));
            case "indexes" -> index(table, entity);
            case "views" -> view(entity);
            default -> {}
        }
    }

    private void add(String table, Constraint constraint) {
        constraints.computeIfAbsent(table, any -> new ArrayList<>()).add(constraint);
    }

    private void index(String table, JsonNode index) {
        List<IndexedColumn> indexed = StreamSupport.stream(index.path("columns").spliterator(), false)
                .map(column -> DrizzleFacts.indexed(
                        column.path("value").asText(),
                        column.path("isExpression").asBoolean()))
                .toList();
        indexes.add(DrizzleFacts.index(table, index, indexed));
    }

    private void view(JsonNode view) {
        if (view.path("isExisting").asBoolean()) {
            foreign.add(SqlName.fold(view.path("name").asText()));
        } else {
            views.add(DrizzleFacts.view(view));
        }
    }
}
