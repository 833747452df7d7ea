package dev.rollproof.extension;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.run.Migrator;
import dev.rollproof.verifier.run.ScriptFailure;
import dev.rollproof.verifier.run.ScriptRun;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Runs scripts on an open database.
 *
 * @param directory what the scripts' files are relative to
 * @param foreignKeys whether each script finds {@code PRAGMA foreign_keys} on
 */
record Scripts(SqliteDatabase database, Path directory, boolean foreignKeys) {

    /** Runs the scripts in order to the first that fails; says where and why it does: {@code FILE:LINE:COLUMN: MESSAGE}. */
    Optional<String> run(Iterable<MigrationScript> scripts) {
        Migrator migrator = Migrator.on(database, foreignKeys);
        for (MigrationScript script : scripts) {
            ScriptRun run = migrator.run(script);
            if (run.failure().isPresent()) {
                return run.failure().map(failure -> describe(script, failure));
            }
        }
        return Optional.empty();
    }

    private String describe(MigrationScript script, ScriptFailure failure) {
        return "%s:%d:%d: %s"
                .formatted(
                        directory.resolve(script.file()),
                        failure.position().line(),
                        failure.position().column(),
                        failure.message());
    }
}
