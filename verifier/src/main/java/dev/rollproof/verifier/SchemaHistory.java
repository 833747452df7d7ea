package dev.rollproof.verifier;

import dev.rollproof.verifier.check.MadeSchema;
import dev.rollproof.verifier.check.RowsOutcome;
import dev.rollproof.verifier.check.Step;
import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.run.Engine;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The schema after each of a directory's migrations.
 *
 * @param migrations those that were run
 * @param made what each made, in the order in which they are applied, up to the first that fails
 * @param failure the run of the one that fails, if one does
 */
public record SchemaHistory(MigrationSet migrations, List<MadeSchema> made, Optional<Step> failure) {
    /** Copies the list. */
    public SchemaHistory {
        made = List.copyOf(made);
    }

    /**
     * Runs the migrations on a database of Rollproof's own, which starts empty. Line ends are taken for those of a checkout on
     * Linux: SQLite stores them in the schema, and the same commit has others on Windows.
     *
     * @throws InvalidInputException when there is no migration to run
     */
    public static SchemaHistory of(MigrationSet migrations) {
        return of(migrations, Progress.UNTOLD);
    }

    /**
     * The same, and tells how far it is.
     *
     * @throws InvalidInputException when there is no migration to run
     */
    public static SchemaHistory of(MigrationSet migrations, Progress progress) {
        if (migrations.migrations().isEmpty()) {
            throw new InvalidInputException("no migration is left of the %d in %s; look at what chooses them"
                    .formatted(migrations.all().size(), migrations.directory()));
        }
        List<MadeSchema> made = new ArrayList<>();
        progress.begins(migrations.migrations().size());
        try (Lane lane = Lane.empty(DatabaseLimits.DEFAULT, Engine.of(migrations, Optional.empty()))) {
            for (Migration migration : migrations.migrations()) {
                progress.enters(migration);
                ScriptRun run = lane.run(withLineFeeds(migration.up()));
                if (!run.succeeded()) {
                    return new SchemaHistory(
                            migrations, made, Optional.of(failed(migrations, migration, lane.schema(), run)));
                }
                made.add(new MadeSchema(migration, run, lane.schema()));
                progress.leaves(migration);
            }
            lane.confirmSchema();
        }
        return new SchemaHistory(migrations, made, Optional.empty());
    }

    /** Whether the last of all migrations of the database was run. */
    boolean reachesEndOf(MigrationSet whole) {
        List<Migration> all = whole.migrations();
        return !made.isEmpty()
                && made.get(made.size() - 1)
                        .migration()
                        .version()
                        .equals(all.get(all.size() - 1).version());
    }

    private static MigrationScript withLineFeeds(MigrationScript script) {
        return script.withText(script.text().replace("\r\n", "\n"));
    }

    private static Step failed(MigrationSet migrations, Migration migration, SchemaSnapshot before, ScriptRun up) {
        return new Step(
                migrations,
                migration,
                before,
                before,
                up,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                RowsOutcome.NOTHING,
                List.of(),
                List.of());
    }
}
