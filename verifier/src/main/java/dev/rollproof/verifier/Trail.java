package dev.rollproof.verifier;

import dev.rollproof.verifier.Lane.Station;
import dev.rollproof.verifier.check.Outcome;
import dev.rollproof.verifier.check.SeedRows;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.run.ScriptFailure;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.seed.Seed;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.TableReach;
import dev.rollproof.verifier.sql.SqlStatement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * The bare lane on its way up, able to stand again where it stood after any number of first ups. It holds only the rows that
 * migrations and seeds wrote. It keeps an image only where one is likely to be needed, and runs the ups since the nearest one
 * again: an image of every step costs more than all the steps together, and on sound migrations none is ever used.
 */
final class Trail implements AutoCloseable {
    /** Past so many bytes every second kept image goes, but the first and the last; going back then takes longer. */
    static final long IMAGE_BUDGET = 128L << 20;

    private final Lane lane;
    private final boolean foreignKeys;
    /** How many first ups lie behind where it begins. */
    private final int base;

    private final long imageBudget;
    private final List<Climb> climbs = new ArrayList<>();
    /** The schema after each number of first ups, from {@link #base} on. */
    private final List<SchemaSnapshot> schemas = new ArrayList<>();

    private final NavigableMap<Integer, Station> images = new TreeMap<>();
    private final SownRows sown;
    private long imageBytes;
    private volatile boolean abandoned;

    private Trail(Lane lane, boolean foreignKeys, int base, SownRows sown, long imageBudget) {
        this.lane = lane;
        this.foreignKeys = foreignKeys;
        this.base = base;
        this.sown = sown;
        this.imageBudget = imageBudget;
        schemas.add(lane.schema());
    }

    /** A trail that begins at the empty database. */
    static Trail of(Verification verification) {
        Lane lane = verification.bareLane();
        Trail trail = new Trail(lane, verification.engine().foreignKeys(), 0, new SownRows(), IMAGE_BUDGET);
        trail.keepImage();
        return trail;
    }

    /**
     * A trail that begins further up.
     *
     * @param imageBudget past so many bytes it keeps no images but the first and the last
     */
    static Trail of(Verification verification, Start start, long imageBudget) {
        Lane lane = verification.bareLane();
        lane.standAt(start.image(), lane.schema());
        Trail trail = new Trail(
                lane,
                verification.engine().foreignKeys(),
                start.height(),
                start.sown().copy(),
                imageBudget);
        trail.keep(start.height(), new Station(start.image(), lane.schema()));
        return trail;
    }

    SqliteDatabase database() {
        return lane.database();
    }

    /** How many first ups lie behind. */
    int height() {
        return base + climbs.size();
    }

    /** The schema as it stands now. */
    SchemaSnapshot schema() {
        return lane.schema();
    }

    /** The schema after the first {@code height} ups. */
    SchemaSnapshot schemaAt(int height) {
        return schemas.get(height - base);
    }

    /** Run a script where the database stands. After a failure only {@link #returnTo} leads on. */
    ScriptRun run(MigrationScript script) {
        return lane.run(script);
    }

    /** Run a script and compare the schema with the one that should stand after it. */
    Outcome outcome(MigrationScript script, SchemaSnapshot expected) {
        return lane.outcome(lane.run(script), expected);
    }

    /** The up just run is the next of the first ups, and these seeds go in after it. */
    void climbed(MigrationScript up, List<Seed> seeds) {
        if (abandoned) {
            throw new CancellationException("what comes of it is of no use any more");
        }
        sown.sow(seeds, lane, foreignKeys);
        climbs.add(new Climb(up, seeds));
        schemas.add(lane.schema());
    }

    /** Let the next up be the last, whoever climbs. The only method for other threads. */
    void abandon() {
        abandoned = true;
    }

    /** Make the database what it is on {@code other}, whose schema stood here too. */
    void takeOver(Trail other) {
        lane.standAt(other.lane.database().image(), schemaAt(height()));
    }

    /** The rows of seeds that stand now in the tables that {@code statements} reach. */
    List<SeedRows> seedRows(List<SqlStatement> statements) {
        return sown.isEmpty()
                ? List.of()
                : sown.in(TableReach.of(lane.schema(), statements), lane.database(), lane.schema());
    }

    /** The rows of seeds on which an up fails that was the last to run: without them it passes. Only {@link #returnTo} leads on. */
    List<SeedRows> seedRowsToBlame(ScriptRun failed) {
        if (sown.isEmpty() || failed.failure().get().cause() != ScriptFailure.Cause.FAILED) {
            return List.of();
        }
        returnTo(height());
        List<SeedRows> all = seedRows(failed.statements());
        // Those of one table say more than those of many.
        return Stream.concat(all.stream().map(List::of), Stream.of(all))
                .filter(some -> !some.isEmpty() && passesWithout(some, failed.script()))
                .findFirst()
                .orElse(List.of());
    }

    private boolean passesWithout(List<SeedRows> rows, MigrationScript up) {
        returnTo(height());
        SqliteDatabase database = lane.database();
        database.foreignKeys(false);
        try {
            rows.forEach(some -> database.command("DELETE FROM " + SqlName.quoted(some.table())));
        } catch (StatementException kept) {
            // A trigger may forbid it.
            return false;
        } finally {
            database.foreignKeys(foreignKeys);
        }
        return run(up).succeeded();
    }

    /** What the database is now, kept by nobody. */
    Station station() {
        return lane.station();
    }

    /** Keep what the database is now, the state after all first ups so far. */
    Station keepImage() {
        return keepImage(height());
    }

    private Station keepImage(int height) {
        Station known = images.get(height);
        if (known != null) {
            return known;
        }
        Station station = lane.station();
        keep(height, station);
        return station;
    }

    private void keep(int height, Station station) {
        images.put(height, station);
        imageBytes += station.image().size();
        thinOut();
    }

    /** Drop every second image, but neither the first nor the last, until the others fit. */
    private void thinOut() {
        while (imageBytes > imageBudget && images.size() > 2) {
            boolean second = false;
            Iterator<Station> earlier =
                    images.headMap(images.lastKey()).values().iterator();
            while (earlier.hasNext()) {
                Station station = earlier.next();
                if (second) {
                    imageBytes -= station.image().size();
                    earlier.remove();
                }
                second = !second;
            }
        }
    }

    /** Make the database what it was after the first {@code height} ups; keeps an image of the state before the last of them. */
    void returnTo(int height) {
        Map.Entry<Integer, Station> nearest = images.floorEntry(height);
        lane.standAt(nearest.getValue());
        for (int i = nearest.getKey(); i < height; i++) {
            if (i == height - 1) {
                keepImage(i);
            }
            ScriptRun again = run(climbs.get(i - base).up());
            if (!again.succeeded()) {
                throw ranOnlyOnce(again);
            }
            SownRows.again(climbs.get(i - base).seeds(), lane, foreignKeys);
        }
    }

    /** What to say of an up that passed once and failed as {@code again} on the same database. */
    static InvalidInputException ranOnlyOnce(ScriptRun again) {
        ScriptFailure failure = again.failure().get();
        return new InvalidInputException(
                again.script().file() + ":" + failure.position().line()
                        + ": the migration ran once and fails when it is run again on the same database: "
                        + failure.message()
                        + ". It depends on the clock or on chance, so nothing can be proven of it.");
    }

    /** Read the whole schema once, against what was read of it script by script. */
    void confirmSchema() {
        lane.confirmSchema();
    }

    @Override
    public void close() {
        lane.close();
    }

    /** One first up, and the seeds that went in after it. */
    private record Climb(MigrationScript up, List<Seed> seeds) {}
}
