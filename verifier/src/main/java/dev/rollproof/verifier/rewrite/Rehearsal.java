package dev.rollproof.verifier.rewrite;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.snapshot.Index;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A database with the schema to start from and no rows, in a transaction with foreign keys on, which is where SQLite refuses
 * most. Each statement runs here when it is written: what SQLite refuses is never part of the result.
 */
final class Rehearsal implements AutoCloseable {
    private static final String DEFER = "PRAGMA defer_foreign_keys = ON;";

    private final SqliteDatabase database;
    private final List<String> statements = new ArrayList<>();
    private SchemaSnapshot schema;
    private boolean deferred;

    private Rehearsal(SqliteDatabase database) {
        this.database = database;
        this.schema = SchemaSnapshot.capture(database);
    }

    static Rehearsal of(SchemaSnapshot schema) {
        SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT);
        try {
            Stream.of(schema.tables(), schema.virtualTables(), schema.indexes(), schema.views(), schema.triggers())
                    .flatMap(List::stream)
                    .map(SchemaObject::sql)
                    .forEach(database::command);
            database.command("PRAGMA user_version=" + schema.userVersion());
            database.command("PRAGMA application_id=" + schema.applicationId());
            database.foreignKeys(true);
            database.command("BEGIN");
            return new Rehearsal(database);
        } catch (StatementException e) {
            database.close();
            throw new UnwritableSchemaException("the schema to start from cannot be made: " + e.getMessage(), e);
        }
    }

    /** What has run so far. */
    List<String> statements() {
        List<String> all = new ArrayList<>(statements);
        if (deferred) {
            all.add(0, DEFER);
        }
        return all;
    }

    /** Lets foreign keys wait for the end of the transaction; it stands before all else, where a reader expects it. */
    void deferForeignKeys() {
        database.command(DEFER);
        deferred = true;
    }

    /** The schema that stands now. */
    SchemaSnapshot schema() {
        return schema;
    }

    /** Whether no index has its name. */
    boolean lacks(Index index) {
        return schema.indexes().stream().noneMatch(other -> SqlName.same(other.name(), index.name()));
    }

    /** A name for a table that no table, view or index has, here or in {@code other}. */
    String freeName(String wished, SchemaSnapshot other) {
        String name = wished;
        for (int i = 2; isTaken(name, schema) || isTaken(name, other); i++) {
            name = wished + "_" + i;
        }
        return name;
    }

    private static boolean isTaken(String name, SchemaSnapshot schema) {
        return schema.relation(name).isPresent()
                || schema.indexes().stream().anyMatch(index -> SqlName.same(index.name(), name));
    }

    /** Drops the triggers of the table. */
    void dropTriggers(Table table) {
        schema.triggers().stream()
                .filter(trigger -> SqlName.same(trigger.table(), table.name()))
                .forEach(trigger -> run("DROP TRIGGER " + Identifier.of(trigger.name()) + ";"));
    }

    /**
     * Drops the triggers that dropping the tables in this order would fire: DROP TABLE fires none for the rows that it
     * deletes, but what foreign keys do to rows that refer to them does, in the same table and in a cycle of tables.
     */
    void dropTriggersFiredByDropping(List<Table> order) {
        for (int i = 0; i < order.size(); i++) {
            if (ForeignKeys.actedOn(order.subList(0, i + 1), schema.tables()).contains(order.get(i))) {
                dropTriggers(order.get(i));
            }
        }
    }

    /** The columns that SELECT * returns. */
    List<String> visibleColumns(String relation) {
        return database.query(
                "SELECT name FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid",
                row -> String.valueOf(row.text(1)),
                relation);
    }

    void run(String statement) {
        run(List.of(statement));
    }

    void run(List<String> some) {
        for (String statement : some) {
            try {
                database.command(statement);
            } catch (StatementException e) {
                throw new UnwritableSchemaException("SQLite refuses " + statement + " (" + e.getMessage() + ")", e);
            }
            statements.add(statement);
        }
        schema = SchemaSnapshot.capture(database);
    }

    /** Whether a part of what is to be done went well. */
    @FunctionalInterface
    interface Part {
        boolean done();
    }

    /** Does the part, or leaves everything as it was. */
    boolean attempt(Part part) {
        SchemaSnapshot before = schema;
        int count = statements.size();
        database.command("SAVEPOINT attempt");
        boolean done = false;
        try {
            done = part.done();
        } catch (UnwritableSchemaException refused) {
            done = false;
        }
        if (!done) {
            database.command("ROLLBACK TO attempt");
            statements.subList(count, statements.size()).clear();
            schema = before;
        }
        database.command("RELEASE attempt");
        return done;
    }

    @Override
    public void close() {
        database.close();
    }
}
