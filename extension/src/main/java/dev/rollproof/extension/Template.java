package dev.rollproof.extension;

import dev.rollproof.verifier.database.DatabaseImage;
import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A database that is built once, and copied for each test. */
record Template(DatabaseImage image) {

    /** As {@link #of(DatabasePlan, Function)} does, from the beginning. */
    static Template of(DatabasePlan plan) {
        return of(plan, key -> Optional.empty());
    }

    /**
     * Takes the steps of a plan that all its databases share.
     *
     * @param known finds a template that stands on the way, so that a history is not run from its beginning at each of its
     *     versions; empty where there is none
     * @throws InvalidInputException when a step fails; the message names file, line and column
     */
    static Template of(DatabasePlan plan, Function<ContentKey, Optional<Template>> known) {
        List<BuildStep> steps = plan.template();
        List<ContentKey> keys = ContentKey.afterEach(plan.migrations(), steps, plan.foreignKeys());
        try (SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
            int taken = steps.size();
            boolean found = false;
            while (!found && taken > 0) {
                taken--;
                Optional<Template> template = known.apply(keys.get(taken));
                found = template.isPresent();
                template.ifPresent(nearest -> database.restore(nearest.image()));
            }
            steps.subList(taken, steps.size()).forEach(step -> take(step, plan, database));
            return new Template(database.image());
        }
    }

    /** Takes one step that is not in Java. */
    static void take(BuildStep step, DatabasePlan plan, SqliteDatabase database) {
        if (step instanceof BuildStep.Up up) {
            MigrationSet migrations = plan.migrations();
            Scripts.of(migrations, database).run(up.migration().up()).ifPresent(failure -> {
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
