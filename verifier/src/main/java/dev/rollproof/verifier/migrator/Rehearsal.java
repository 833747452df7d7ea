package dev.rollproof.verifier.migrator;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.diff.SchemaDiff;
import dev.rollproof.verifier.history.TrackingTables;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.TextFile;
import dev.rollproof.verifier.migrator.DryRun.RowCount;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** A run on a copy of a database, and what it changes there. */
final class Rehearsal {
    private Rehearsal() {}

    /**
     * Runs {@code run} on a copy of {@code file}, or on a new database where there is none.
     *
     * @param historyTable left out of what is compared
     * @param folder where the copy stands meanwhile; it is empty again afterwards
     */
    static DryRun of(Path file, String historyTable, Path folder, Function<Path, MigrationResult> run) {
        Path copy = folder.resolve(file.toAbsolutePath().getFileName());
        try {
            State before = Files.exists(file) ? copy(file, copy, historyTable) : State.EMPTY;
            MigrationResult result = run.apply(copy);
            State after = Files.exists(copy) ? State.of(copy, historyTable) : State.EMPTY;
            return new DryRun(result, SchemaDiff.between(before.schema, after.schema), changed(before, after));
        } finally {
            empty(folder);
        }
    }

    private static State copy(Path file, Path copy, String historyTable) {
        try (SqliteDatabase database = Files.isWritable(file)
                ? SqliteDatabase.file(file, DatabaseLimits.OF_A_REAL_DATABASE)
                : SqliteDatabase.readOnly(file, DatabaseLimits.OF_A_REAL_DATABASE)) {
            database.untimed(() -> {
                database.backupTo(copy);
                return copy;
            });
        } catch (StatementException e) {
            throw new InvalidInputException(
                    "%s cannot be copied to %s for a dry run: %s. Nothing was run"
                            .formatted(file, copy, e.getMessage()),
                    e);
        }
        return State.of(copy, historyTable);
    }

    private static SortedMap<String, RowCount> changed(State before, State after) {
        SortedMap<String, RowCount> changed = new TreeMap<>();
        TreeSet<String> tables = new TreeSet<>(before.rows.keySet());
        tables.addAll(after.rows.keySet());
        for (String table : tables) {
            RowCount count = new RowCount(before.rows.getOrDefault(table, -1L), after.rows.getOrDefault(table, -1L));
            if (count.before() != count.after()) {
                changed.put(table, count);
            }
        }
        return changed;
    }

    private static void empty(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path path : files.toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the copy of a dry run cannot be deleted from %s: %s".formatted(folder, TextFile.reason(e)), e);
        }
    }

    /** A schema without the tables of migration tools, and how many rows each table of it holds. */
    private record State(SchemaSnapshot schema, Map<String, Long> rows) {
        static final State EMPTY;

        static {
            try (SqliteDatabase nothing = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
                EMPTY = new State(SchemaSnapshot.capture(nothing), Map.of());
            }
        }

        static State of(Path file, String historyTable) {
            try (SqliteDatabase database = SqliteDatabase.file(file, DatabaseLimits.OF_A_REAL_DATABASE)) {
                SchemaSnapshot schema = TrackingTables.leftOutOf(SchemaSnapshot.capture(database), historyTable);
                Map<String, Long> rows = new HashMap<>();
                schema.tables().forEach(table -> rows.put(table.name(), count(database, table.name())));
                return new State(schema, rows);
            }
        }

        private static long count(SqliteDatabase database, String table) {
            return database.untimed(
                    () -> database.query("SELECT count(*) FROM " + SqlName.quoted(table), row -> row.number(1))
                            .get(0));
        }
    }
}
