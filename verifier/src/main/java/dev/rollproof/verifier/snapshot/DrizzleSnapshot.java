package dev.rollproof.verifier.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.sql.SqlSyntaxException;
import java.util.List;
import java.util.Set;

/**
 * What Drizzle Kit writes down of a schema: formats 5 and 6 ({@code meta/NNNN_snapshot.json}) and 7 ({@code snapshot.json} in a
 * migration's folder). It knows tables, columns, keys, checks, indexes and views; no triggers, no virtual tables, no COLLATE,
 * STRICT or WITHOUT ROWID, and no order of columns that a database would have to keep.
 *
 * @param tables with columns in the file's order; none has SQL
 * @param indexes those of CREATE INDEX; none has SQL
 * @param views those that Drizzle makes; none has SQL
 * @param foreign folded names of the views that Drizzle only reads
 */
public record DrizzleSnapshot(List<Table> tables, List<Index> indexes, List<View> views, Set<String> foreign) {
    /** Keeps its own copies. */
    public DrizzleSnapshot {
        tables = List.copyOf(tables);
        indexes = List.copyOf(indexes);
        views = List.copyOf(views);
        foreign = Set.copyOf(foreign);
    }

    /** Whether a text is JSON that Drizzle writes: alone of the snapshots it names a dialect. */
    public static boolean isOne(String json) {
        try {
            return new ObjectMapper().readTree(json).has("dialect");
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /**
     * Reads a snapshot.
     *
     * @param name how the user calls the file, for messages
     * @throws InvalidInputException when it is no JSON, no snapshot of SQLite in one of these formats, or holds SQL that is none
     */
    public static DrizzleSnapshot read(String name, String json) {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(
                    "%s:%d:%d: no valid JSON: %s"
                            .formatted(
                                    name,
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr(),
                                    e.getOriginalMessage()),
                    e);
        }
        if (!root.path("dialect").asText().equals("sqlite")) {
            throw new InvalidInputException(
                    "%s is no snapshot of Drizzle for SQLite: its \"dialect\" is not sqlite".formatted(name));
        }
        if (root.path("entries").isArray()) {
            throw new InvalidInputException(
                    "%s is Drizzle's journal, in which its migrations stand and no schema; the snapshots are beside it: NNNN_snapshot.json"
                            .formatted(name));
        }
        try {
            return switch (root.path("version").asText()) {
                case "5", "6" -> DrizzleObjects.read(root);
                case "7" -> DrizzleEntities.read(root);
                default ->
                    throw new InvalidInputException(
                            "%s: the format \"%s\" of Drizzle's snapshots is not known; those that are: 5, 6, 7"
                                    .formatted(name, root.path("version").asText()));
            };
        } catch (SqlSyntaxException e) {
            throw new InvalidInputException("%s holds SQL that is none: %s".formatted(name, e.getMessage()), e);
        }
    }
}
