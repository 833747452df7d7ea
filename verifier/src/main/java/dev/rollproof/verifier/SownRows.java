package dev.rollproof.verifier;

import dev.rollproof.verifier.check.SeedRows;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.rows.TableDigests;
import dev.rollproof.verifier.seed.Seed;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which seed put rows into which tables. A table that is renamed afterwards is lost sight of. */
final class SownRows {
    /** The names of the seeds' files by the folded name of the table. */
    private final Map<String, Set<String>> seeds = new TreeMap<>();

    /** The same, to be noted in by another. */
    SownRows copy() {
        SownRows copy = new SownRows();
        seeds.forEach((table, names) -> copy.seeds.put(table, new LinkedHashSet<>(names)));
        return copy;
    }

    /** Put seeds into the database of {@code lane}, and note where their rows came in. */
    void sow(List<Seed> some, Lane lane, boolean foreignKeys) {
        for (Seed seed : some) {
            Map<String, Long> before = count(lane.database(), lane.schema());
            again(List.of(seed), lane, foreignKeys);
            note(Path.of(seed.name()).getFileName().toString(), before, count(lane.database(), lane.schema()));
        }
    }

    /** Put seeds in where it was noted before. */
    static void again(List<Seed> some, Lane lane, boolean foreignKeys) {
        if (!some.isEmpty()) {
            some.forEach(seed -> seed.apply(lane.database(), foreignKeys));
            // One in SQL may do whatever a script may.
            lane.rereadSchema();
        }
    }

    /** How many rows stand in each table; by folded name. */
    private static Map<String, Long> count(SqliteDatabase database, SchemaSnapshot schema) {
        return TableDigests.count(
                database,
                schema,
                schema.tables().stream()
                        .map(table -> SqlName.fold(table.name()))
                        .toList());
    }

    /** Note where rows came in with {@code seed}, as the counts before and after it say. */
    private void note(String seed, Map<String, Long> before, Map<String, Long> after) {
        after.forEach((table, rows) -> {
            if (rows > before.getOrDefault(table, 0L)) {
                seeds.computeIfAbsent(table, none -> new LinkedHashSet<>()).add(seed);
            }
        });
    }

    /** Whether no seed put in a row. */
    boolean isEmpty() {
        return seeds.isEmpty();
    }

    /** Those in some tables that hold rows at all, in the order of their names; folded names. */
    List<SeedRows> in(Set<String> tables, SqliteDatabase database, SchemaSnapshot schema) {
        List<SeedRows> found = new ArrayList<>();
        TableDigests.count(database, schema, tables).forEach((table, rows) -> {
            if (rows > 0 && seeds.containsKey(table)) {
                found.add(new SeedRows(
                        List.copyOf(seeds.get(table)),
                        schema.relation(table).orElseThrow().name()));
            }
        });
        return found;
    }
}
