package dev.rollproof.extension;

import dev.rollproof.verifier.database.DatabaseImage;
import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.seed.Seed;
import java.util.List;

/** A database that is built once, and copied for each test. */
record Template(DatabaseImage image) {

    /**
     * Runs the migrations and the seeds of a plan.
     *
     * @throws InvalidInputException when one fails; the message names file, line and column
     */
    static Template of(DatabasePlan plan) {
        MigrationSet migrations = plan.migrations();
        List<MigrationScript> ups = migrations.migrations().stream()
                .limit(plan.applied())
                .map(Migration::up)
                .toList();
        try (SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
            new Scripts(database, migrations.directory(), migrations.foreignKeys())
                    .run(ups)
                    .ifPresent(failure -> {
                        throw new InvalidInputException("a migration fails, so there is no database: " + failure);
                    });
            plan.seeds().forEach(seed -> apply(seed, database, plan.foreignKeys()));
            return new Template(database.image());
        }
    }

    private static void apply(Seed seed, SqliteDatabase database, boolean foreignKeys) {
        try {
            seed.apply(database, foreignKeys);
        } catch (InvalidInputException e) {
            throw new InvalidInputException("a seed fails, so there is no database: " + e.getMessage(), e);
        }
    }
}
