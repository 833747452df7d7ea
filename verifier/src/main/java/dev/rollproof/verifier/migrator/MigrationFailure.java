package dev.rollproof.verifier.migrator;

import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.run.ScriptFailure;
import dev.rollproof.verifier.sql.SourcePosition;
import java.util.Optional;

/**
 * A migration that did not go up, or down.
 *
 * @param file the script, relative to the migrations folder
 * @param position of the statement that failed; of the last one where what the script left was not accepted
 * @param cause what kind of failure it is
 * @param resultCode SQLite's extended result code, {@code SQLITE_BUSY} for example; empty when it was not asked
 * @param message why, in SQLite's own words or ours
 * @param statements how many statements the script has
 * @param kept how many of them are in the database for good; 0 where it is exactly as it was before the migration
 * @param lastKept the position of the last of these
 */
public record MigrationFailure(
        Migration migration,
        Direction direction,
        String file,
        SourcePosition position,
        ScriptFailure.Cause cause,
        Optional<String> resultCode,
        String message,
        int statements,
        int kept,
        Optional<SourcePosition> lastKept) {}
