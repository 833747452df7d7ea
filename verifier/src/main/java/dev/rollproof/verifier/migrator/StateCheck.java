package dev.rollproof.verifier.migrator;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.diff.SchemaChange;
import dev.rollproof.verifier.diff.SchemaDiff;
import dev.rollproof.verifier.history.TrackingTables;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.rows.Violation;
import dev.rollproof.verifier.run.RejectedException;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.TableReach;
import dev.rollproof.verifier.sql.SqlStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a script left, looked at before it is committed: SQLite's own checks on the tables that it reached, and the schema
 * against the committed snapshot. What was wrong before the run is told at its beginning, and does not stop it.
 */
final class StateCheck {
    private static final int MOST_LINES = 10;

    private final MigrationSet migrations;
    private final SqliteDatabase database;
    private final String historyTable;
    private final MigratorOptions options;
    private final List<Violation> known;
    private SchemaSnapshot schema;
    private SchemaSnapshot looked;
    private Set<SchemaChange> knownDrift = Set.of();

    private StateCheck(
            MigrationSet migrations,
            SqliteDatabase database,
            String historyTable,
            MigratorOptions options,
            SchemaSnapshot schema,
            List<Violation> known) {
        this.migrations = migrations;
        this.database = database;
        this.historyTable = historyTable;
        this.options = options;
        this.schema = schema;
        this.looked = schema;
        this.known = known;
    }

    /** Looks at the whole database once. */
    static StateCheck of(
            MigrationSet migrations, SqliteDatabase database, String historyTable, MigratorOptions options) {
        SchemaSnapshot schema = SchemaSnapshot.capture(database);
        List<Violation> known = database.untimed(() -> violations(database, schema, options));
        return new StateCheck(migrations, database, historyTable, options, schema, known);
    }

    private static List<Violation> violations(SqliteDatabase database, SchemaSnapshot schema, MigratorOptions options) {
        List<String> faults = database.query("PRAGMA integrity_check(10)", row -> String.valueOf(row.text(1))).stream()
                .filter(line -> !line.equals("ok"))
                .toList();
        if (faults.isEmpty() && foreignKeysHold(database)) {
            return List.of();
        }
        Set<String> tables = schema.tables().stream().map(table -> table.name()).collect(Collectors.toSet());
        List<Violation> found = Violation.findAll(database, schema, tables);
        List<String> warnings =
                new ArrayList<>(found.stream().map(Violation::describe).toList());
        if (found.stream().noneMatch(violation -> violation.kind() == Violation.Kind.INTEGRITY)) {
            // Of the file, and of no table: pages that nothing uses, for example.
            warnings.addAll(faults);
        }
        warnings.forEach(
                warning -> options.listener().accept(new MigratorEvent.Warning("before this run: " + warning)));
        return found;
    }

    private static boolean foreignKeysHold(SqliteDatabase database) {
        try {
            return database.query("SELECT 1 FROM pragma_foreign_key_check LIMIT 1", row -> 1)
                    .isEmpty();
        } catch (StatementException mismatch) {
            // One refers to columns that are no key; the others are asked one by one.
            return false;
        }
    }

    /** Holds the schema against the snapshot of the migration that the database stands at before the run. */
    void standingAt(Optional<Migration> last) {
        List<SchemaChange> drift = last.map(at -> drift(at, schema)).orElse(List.of());
        if (!drift.isEmpty()) {
            options.listener()
                    .accept(new MigratorEvent.Warning(
                            "before this run the schema is not that of the committed snapshot of version "
                                    + last.get().version() + ": " + lines(drift)));
        }
        knownDrift = new HashSet<>(drift);
    }

    /**
     * Looks at what a script left, in its transaction.
     *
     * @throws RejectedException when it is not to be committed
     */
    void look(Migration migration, Direction direction, List<SqlStatement> executed) {
        SchemaSnapshot after = SchemaSnapshot.capture(database, schema, executed);
        Set<String> reached = new HashSet<>(TableReach.of(schema, executed));
        reached.addAll(TableReach.of(after, executed));
        List<Violation> added =
                Violation.added(known, database.untimed(() -> Violation.findAll(database, after, reached)));
        if (!added.isEmpty()) {
            throw new RejectedException("it leaves rows that break the schema's own rules: "
                    + added.stream().map(Violation::describe).collect(Collectors.joining("; ")));
        }
        standing(migration, direction).ifPresent(at -> {
            List<SchemaChange> fresh = drift(at, after).stream()
                    .filter(change -> !knownDrift.contains(change))
                    .toList();
            if (!fresh.isEmpty()) {
                throw new RejectedException("it leaves another schema than the committed snapshot of version "
                        + at.version() + ": " + lines(fresh));
            }
        });
        looked = after;
    }

    /** Another program has written: perhaps to the schema. */
    void reread() {
        schema = SchemaSnapshot.capture(database);
    }

    /** What was looked at last is committed. */
    void passed() {
        schema = looked;
    }

    /** The migration that the database stands at afterwards. */
    private Optional<Migration> standing(Migration migration, Direction direction) {
        if (direction == Direction.UP) {
            return Optional.of(migration);
        }
        int place = migrations.migrations().indexOf(migration);
        return place > 0 ? Optional.of(migrations.migrations().get(place - 1)) : Optional.empty();
    }

    private List<SchemaChange> drift(Migration at, SchemaSnapshot schema) {
        return options.snapshots()
                .apply(at.version())
                .map(snapshot -> SchemaDiff.between(
                                TrackingTables.leftOutOf(snapshot, historyTable),
                                TrackingTables.leftOutOf(schema, historyTable))
                        .changes())
                .orElse(List.of());
    }

    private static String lines(List<SchemaChange> changes) {
        List<String> lines = new ArrayList<>(
                changes.stream().limit(MOST_LINES).map(SchemaChange::describe).toList());
        if (changes.size() > MOST_LINES) {
            lines.add("%d more".formatted(changes.size() - MOST_LINES));
        }
        return String.join("; ", lines);
    }
}
