package dev.rollproof.extension;

import dev.rollproof.verifier.database.DatabaseImage;
import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;

/** A database that is built once, and copied for each test. */
record Template(DatabaseImage image) {

    /**
     * Takes the steps of a plan that all its databases share.
     *
     * @throws InvalidInputException when one fails; the message names file, line and column
     */
    static Template of(DatabasePlan plan) {
        try (SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
            plan.template().forEach(step -> take(step, plan, database));
            return new Template(database.image());
        }
    }

    /** Takes one step that is not in Java. */
    static void take(BuildStep step, DatabasePlan plan, SqliteDatabase database) {
        if (step instanceof BuildStep.Up up) {
            MigrationSet migrations = plan.migrations();
            new Scripts(database, migrations.directory(), migrations.foreignKeys())
                    .run(List.of(up.migration().up()))
                    .ifPresent(failure -> {
                        throw new InvalidInputException("a migration fails, so there is no database: " + failure);
                    });
        } else if (step instanceof BuildStep.Rows rows) {
            try {
                rows.seed().apply(database, plan.foreignKeys());
            } catch (InvalidInputException e) {
                throw new InvalidInputException(
                        "a seed fails%s, so there is no database: %s".formatted(rows.when(), e.getMessage()), e);
            }
        }
    }
}
