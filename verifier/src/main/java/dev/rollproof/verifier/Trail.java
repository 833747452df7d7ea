package dev.rollproof.verifier;

import dev.rollproof.verifier.database.DatabaseImage;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.run.Migrator;
import dev.rollproof.verifier.run.ScriptFailure;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A database on its way up, able to stand again where it stood after any number of first ups. It keeps an image only where
 * one is likely to be needed, and runs the ups since the nearest one again: an image of every step costs more than all the
 * steps together, and on sound migrations without rows none is ever used.
 */
final class Trail {
    /** Past so many bytes every second kept image goes, but the first and the last; going back then takes longer. */
    private static final long IMAGE_BUDGET = 128L << 20;

    private final SqliteDatabase database;
    private final Migrator migrator;
    private final List<MigrationScript> ups = new ArrayList<>();
    /** The schema after each number of first ups, from none on. */
    private final List<SchemaSnapshot> stations = new ArrayList<>();

    private final NavigableMap<Integer, Kept> images = new TreeMap<>();
    private long imageBytes;
    private SchemaSnapshot schema;
    private boolean tableCopied;

    private Trail(SqliteDatabase database, boolean foreignKeys) {
        this.database = database;
        this.migrator = Migrator.on(database, foreignKeys);
        this.schema = SchemaSnapshot.capture(database);
        stations.add(schema);
        keepImage();
    }

    /** A trail that begins at {@code database} as it is. */
    static Trail from(SqliteDatabase database, boolean foreignKeys) {
        return new Trail(database, foreignKeys);
    }

    SqliteDatabase database() {
        return database;
    }

    /** How many first ups lie behind. */
    int height() {
        return ups.size();
    }

    /** The schema as it stands now. */
    SchemaSnapshot schema() {
        return schema;
    }

    /** The schema after the first {@code height} ups. */
    SchemaSnapshot schemaAt(int height) {
        return stations.get(height);
    }

    /** Run a script where the database stands. After a failure only {@link #returnTo} leads on. */
    ScriptRun run(MigrationScript script) {
        ScriptRun run = migrator.run(script);
        tableCopied |= run.statements().stream().anyMatch(Trail::copiesTable);
        if (run.succeeded()) {
            schema = SchemaSnapshot.capture(database, schema, run.statements());
        }
        return run;
    }

    /** The up just run is the next of the first ups. */
    void climbed(MigrationScript up) {
        ups.add(up);
        stations.add(schema);
    }

    /** Whether any table may hold a row: then equal schemas do not make equal databases. */
    boolean holdsRows() {
        return database.totalChanges() > 0 || tableCopied;
    }

    /** Keep what the database is now, the state after all first ups so far. */
    void keepImage() {
        keepImage(height());
    }

    private void keepImage(int height) {
        if (!images.containsKey(height)) {
            DatabaseImage image = database.image();
            images.put(height, new Kept(image, schema));
            imageBytes += image.size();
            thinOut();
        }
    }

    /** Drop every second image, but neither the first nor the last, until the others fit. */
    private void thinOut() {
        while (imageBytes > IMAGE_BUDGET && images.size() > 2) {
            boolean second = false;
            Iterator<Kept> earlier = images.headMap(images.lastKey()).values().iterator();
            while (earlier.hasNext()) {
                Kept kept = earlier.next();
                if (second) {
                    imageBytes -= kept.image().size();
                    earlier.remove();
                }
                second = !second;
            }
        }
    }

    /** Make the database what it was after the first {@code height} ups; keeps an image of the state before the last of them. */
    void returnTo(int height) {
        Map.Entry<Integer, Kept> nearest = images.floorEntry(height);
        database.restore(nearest.getValue().image());
        schema = nearest.getValue().schema();
        for (int i = nearest.getKey(); i < height; i++) {
            if (i == height - 1) {
                keepImage(i);
            }
            ScriptRun again = run(ups.get(i));
            if (!again.succeeded()) {
                ScriptFailure failure = again.failure().get();
                throw new InvalidInputException(
                        again.script().file() + ":" + failure.position().line()
                                + ": the migration ran once and fails when it is run again on the same database: "
                                + failure.message()
                                + ". It depends on the clock or on chance, so nothing can be proven of it.");
            }
        }
    }

    /** Read the whole schema once, against what was read of it script by script: a proof on a wrong reading is none. */
    void confirmSchema() {
        if (!SchemaSnapshot.capture(database).equals(schema)) {
            throw new IllegalStateException("the schema read script by script is not the one in the database");
        }
    }

    /** SQLite does not count the rows of CREATE TABLE … AS SELECT as changes. */
    private static boolean copiesTable(SqlStatement statement) {
        List<SqlToken> tokens = statement.tokens();
        return tokens.get(0).is("CREATE")
                && tokens.stream().limit(3).anyMatch(token -> token.is("TABLE"))
                && tokens.stream().anyMatch(token -> token.is("AS"));
    }

    /** An image and the schema in it, with the places of its rows: two histories may bring equal schemas with other places. */
    private record Kept(DatabaseImage image, SchemaSnapshot schema) {}
}
