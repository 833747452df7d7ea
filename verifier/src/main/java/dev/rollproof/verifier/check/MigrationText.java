package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.sql.SqlScript;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlSyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * What is written in one migration, whether it runs or not.
 *
 * @param source the directory that the migration stands in
 * @param up the statements of the up script; none where its text is no sequence of statements
 * @param rollback those of the rollback, likewise; none where there is no rollback
 * @param run what became of the up; empty where it was not reached
 */
public record MigrationText(
        MigrationSet source,
        Migration migration,
        List<SqlStatement> up,
        List<SqlStatement> rollback,
        Optional<ScriptRun> run) {
    /** Copies the lists. */
    public MigrationText {
        up = List.copyOf(up);
        rollback = List.copyOf(rollback);
    }

    /** The text of {@code migration}, which was not reached. */
    public static MigrationText of(MigrationSet source, Migration migration) {
        return new MigrationText(
                source,
                migration,
                statements(migration.up()),
                migration.rollback().map(MigrationText::statements).orElse(List.of()),
                Optional.empty());
    }

    /** This text, whose up was run. */
    public MigrationText with(ScriptRun of) {
        return new MigrationText(source, migration, up, rollback, Optional.of(of));
    }

    private static List<SqlStatement> statements(MigrationScript script) {
        try {
            return SqlScript.read(script.text()).statements();
        } catch (SqlSyntaxException unreadable) {
            // migration-failed or rollback-failed says so.
            return List.of();
        }
    }
}
