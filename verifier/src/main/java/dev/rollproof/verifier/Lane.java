package dev.rollproof.verifier;

import dev.rollproof.verifier.check.Outcome;
import dev.rollproof.verifier.database.DatabaseImage;
import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.diff.SchemaDiff;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.run.Engine;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.run.ScriptRunner;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.TableReach;
import dev.rollproof.verifier.sql.SqlStatement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A database of the verifier's own on which scripts run one after the other, and its schema as it stands. */
final class Lane implements AutoCloseable {
    private final SqliteDatabase database;
    private final ScriptRunner runner;
    private SchemaSnapshot schema;

    private Lane(SqliteDatabase database, Engine engine) {
        this.database = database;
        this.runner = ScriptRunner.on(database, engine);
        this.schema = SchemaSnapshot.capture(database);
    }

    /** A lane that begins at an empty database in memory. */
    static Lane empty(DatabaseLimits limits, Engine engine) {
        return new Lane(SqliteDatabase.inMemory(limits), engine);
    }

    SqliteDatabase database() {
        return database;
    }

    /** The schema as it stands now. */
    SchemaSnapshot schema() {
        return schema;
    }

    /** Run a script where the database stands. After a failure only {@link #standAt} leads on. */
    ScriptRun run(MigrationScript script) {
        ScriptRun run = runner.run(script);
        if (run.succeeded()) {
            schema = SchemaSnapshot.capture(database, schema, run.statements());
        }
        return run;
    }

    /** Run a script and leave the schema unread, until {@link #rereadSchema}. */
    ScriptRun runUnread(MigrationScript script) {
        return runner.run(script);
    }

    /** A run as it compares with the schema that should stand now. */
    Outcome outcome(ScriptRun run, SchemaSnapshot expected) {
        return new Outcome(run, schema, run.succeeded() ? SchemaDiff.between(expected, schema) : SchemaDiff.NONE);
    }

    /**
     * What a script holds, in order.
     *
     * @throws dev.rollproof.verifier.sql.SqlSyntaxException when its text is no sequence of statements
     */
    List<SqlStatement> statements(MigrationScript script) {
        return runner.statements(script);
    }

    /** The folded names of the tables that either script puts rows into and does not make itself. */
    Set<String> insertedInto(MigrationScript up, Optional<MigrationScript> rollback) {
        Set<String> tables = new HashSet<>(TableReach.insertedInto(statements(up)));
        rollback.ifPresent(script -> tables.addAll(TableReach.insertedInto(statements(script))));
        return tables;
    }

    /** Read the whole schema anew, after something else than a script may have changed it. */
    void rereadSchema() {
        schema = SchemaSnapshot.capture(database);
    }

    /** What the database is now. */
    Station station() {
        return new Station(database.image(), schema);
    }

    /** Make the database what it was at {@code station}, of this lane or another. */
    void standAt(Station station) {
        database.restore(station.image());
        schema = station.schema();
    }

    /**
     * Make the database what it was at an image.
     *
     * @param like a schema that is likely to be the same
     */
    void standAt(DatabaseImage image, SchemaSnapshot like) {
        database.restore(image);
        schema = SchemaSnapshot.capture(database, like);
    }

    /** Read the whole schema once, against what was read of it script by script: a proof on a wrong reading is none. */
    void confirmSchema() {
        if (!SchemaSnapshot.capture(database).equals(schema)) {
            throw new IllegalStateException("the schema read script by script is not the one in the database");
        }
    }

    @Override
    public void close() {
        database.close();
    }

    /** A database and the schema in it, with the places of its rows: two histories may bring equal schemas with other places. */
    record Station(DatabaseImage image, SchemaSnapshot schema) {}
}
