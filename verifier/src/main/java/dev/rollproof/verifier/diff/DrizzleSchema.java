package dev.rollproof.verifier.diff;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.snapshot.DrizzleSnapshot;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.snapshot.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A snapshot of Drizzle as a whole schema. */
public final class DrizzleSchema {
    private final DrizzleSnapshot snapshot;
    private final SchemaSnapshot other;
    private final List<String> statements = new ArrayList<>();
    /** Folded names of the relations that are made. */
    private final Set<String> made = new HashSet<>();

    private DrizzleSchema(DrizzleSnapshot snapshot, SchemaSnapshot other) {
        this.snapshot = snapshot;
        this.other = other;
    }

    /**
     * The schema that the snapshot stands for, made by the statements that drizzle-kit would write. What Drizzle cannot say is
     * as in {@code other}, so that comparing the two tells what it does say otherwise and nothing else: triggers, virtual tables,
     * views that Drizzle only reads, COLLATE, STRICT, WITHOUT ROWID, names of keys, the order of columns, {@code user_version},
     * whether a column of the primary key is NOT NULL, and whether what is unique is so by a constraint or by an index.
     *
     * @param functions functions that only the application registers
     * @throws InvalidInputException where SQLite refuses what the snapshot says
     */
    public static SchemaSnapshot beside(SchemaSnapshot other, DrizzleSnapshot snapshot, List<String> functions) {
        return new DrizzleSchema(snapshot, other).schema(functions);
    }

    private SchemaSnapshot schema(List<String> functions) {
        tables();
        views();
        other.triggers().stream()
                .filter(trigger -> made.contains(SqlName.fold(trigger.table())))
                .forEach(trigger -> statements.add(trigger.sql()));
        return new HashSet<>(statements).equals(statementsOfOther()) ? other : run(functions);
    }

    private void tables() {
        List<String> indexes = new ArrayList<>();
        other.virtualTables().forEach(table -> add(table.name(), table.sql()));
        for (Table said : snapshot.tables()) {
            Optional<SchemaObject> there = other.relation(said.name());
            if (isMade(said.name())) {
                continue;
            }
            if (there.isPresent() && there.get() instanceof Table table) {
                DrizzleTable beside = new DrizzleTable(said, DrizzleTable.of(said, snapshot.indexes()), table, other);
                add(said.name(), beside.statement());
                indexes.addAll(beside.indexes());
            } else {
                add(said.name(), TableText.of(said));
                DrizzleTable.of(said, snapshot.indexes()).forEach(index -> indexes.add(TableText.of(index)));
            }
        }
        statements.addAll(indexes);
    }

    private void views() {
        for (View view : other.views()) {
            boolean kept = snapshot.foreign().contains(SqlName.fold(view.name()))
                    || snapshot.views().stream()
                            .anyMatch(said -> SqlName.same(said.name(), view.name())
                                    && select(said).equals(select(view)));
            if (kept) {
                add(view.name(), view.sql());
            }
        }
        for (View said : snapshot.views()) {
            if (!isMade(said.name())) {
                add(
                        said.name(),
                        "CREATE VIEW " + SqlName.quoted(said.name()) + " AS "
                                + said.select().text());
            }
        }
    }

    private List<String> select(View view) {
        return CanonicalSql.of(view.select(), Scope.of(List.of(view.select()), other));
    }

    private boolean isMade(String relation) {
        return made.contains(SqlName.fold(relation));
    }

    private void add(String relation, String statement) {
        made.add(SqlName.fold(relation));
        statements.add(statement);
    }

    private Set<String> statementsOfOther() {
        Set<String> all = new HashSet<>();
        List.of(other.tables(), other.virtualTables(), other.indexes(), other.views(), other.triggers())
                .forEach(objects -> objects.forEach(object -> all.add(object.sql())));
        return all;
    }

    private SchemaSnapshot run(List<String> functions) {
        try (SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
            functions.forEach(database::stubFunction);
            for (String statement : statements) {
                try {
                    database.command(statement);
                } catch (StatementException e) {
                    throw new InvalidInputException(
                            "what the snapshot says cannot be made: SQLite refuses %s (%s)"
                                    .formatted(statement, e.getMessage()),
                            e);
                }
            }
            database.command("PRAGMA user_version=" + other.userVersion());
            database.command("PRAGMA application_id=" + other.applicationId());
            return SchemaSnapshot.capture(database);
        }
    }
}
