package dev.rollproof.extension;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.run.Engine;
import dev.rollproof.verifier.run.ScriptFailure;
import dev.rollproof.verifier.run.ScriptRunner;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Runs scripts on an open database.
 *
 * @param directory what the scripts' files are relative to
 * @param engine what each script finds
 */
record Scripts(SqliteDatabase database, Path directory, Engine engine) {

    /** For the scripts of {@code migrations}. */
    static Scripts of(MigrationSet migrations, SqliteDatabase database) {
        return new Scripts(database, migrations.directory(), Engine.of(migrations, Optional.empty()));
    }

    /** Runs a script; where it fails, says where and why: {@code FILE:LINE:COLUMN: MESSAGE}. */
    Optional<String> run(MigrationScript script) {
        return ScriptRunner.on(database, engine).run(script).failure().map(failure -> describe(script, failure));
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
