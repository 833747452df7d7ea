package dev.rollproof.verifier.migrator;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.history.MigrationHistory;
import dev.rollproof.verifier.history.MigrationStatus;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.TextFile;
import dev.rollproof.verifier.run.Engine;
import dev.rollproof.verifier.run.ScriptFailure;
import dev.rollproof.verifier.run.ScriptRunner;
import dev.rollproof.verifier.seed.SeedAt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A database made anew beside the one that is there, and put in its place in one transaction: until then, and after any
 * failure, that one is as it was.
 */
final class Reset {
    private final OpenDatabase open;
    private final MigrationSet migrations;
    private final MigrationHistory history;
    private final MigratorOptions options;
    private final Path made;

    Reset(OpenDatabase open, MigrationSet migrations, MigrationHistory history, MigratorOptions options) {
        this.open = open;
        this.migrations = migrations;
        this.history = history;
        this.options = options;
        this.made = open.file().resolveSibling(open.file().getFileName() + ".rollproof-new");
    }

    /** @param dump a script that makes the database before the migrations that it says are applied */
    MigrationResult run(Optional<Path> dump, List<SeedAt> seeds, Optional<Path> backup) {
        delete();
        try {
            MigrationResult result = make(dump, seeds, backup);
            if (result.succeeded()) {
                UnfinishedMark.of(open.file()).clear();
            }
            return result;
        } finally {
            delete();
        }
    }

    private MigrationResult make(Optional<Path> dump, List<SeedAt> seeds, Optional<Path> backup) {
        DatabaseLimits limits = DatabaseLimits.OF_A_REAL_DATABASE.withStatementTimeout(options.statementTimeout());
        try (SqliteDatabase database = SqliteDatabase.file(made, limits, OpenDatabase.patience(options))) {
            // The file that it replaces may be in WAL mode, where the size of its pages is fixed.
            long pageSize = open.database()
                    .query("PRAGMA page_size", row -> row.number(1))
                    .get(0);
            database.command("PRAGMA page_size=" + pageSize);
            dump.ifPresent(script -> load(script, database));
            MigrationStatus status = MigrationStatus.of(migrations, history, database);
            List<Migration> applied = status.applied();
            Optional<Migration> last =
                    applied.isEmpty() ? Optional.empty() : Optional.of(applied.get(applied.size() - 1));
            boolean foreignKeys = Engine.of(migrations, options.foreignKeys()).foreignKeys();
            MigrationRun run = new MigrationRun(database, made, migrations, history, last, options);
            MigrationResult result = new MigrationResult(List.of(), Optional.empty(), backup);
            for (Migration migration : migrations.migrations()) {
                if (!applied.contains(migration)) {
                    result = run.run(List.of(migration), Direction.UP, backup);
                    if (!result.succeeded()) {
                        return result;
                    }
                    sow(seeds, Optional.of(migration), database, foreignKeys);
                }
            }
            sow(seeds, Optional.empty(), database, foreignKeys);
            replaceBy(database);
            return result;
        }
    }

    private void replaceBy(SqliteDatabase database) {
        try {
            database.backupTo(open.file());
        } catch (StatementException e) {
            throw new InvalidInputException(
                    "%s cannot be replaced by the one made anew: %s. It is as it was"
                            .formatted(open.file(), e.getMessage()),
                    e);
        }
    }

    private static void sow(
            List<SeedAt> seeds, Optional<Migration> after, SqliteDatabase database, boolean foreignKeys) {
        seeds.stream()
                .filter(seed -> seed.version().equals(after.map(Migration::version)))
                .forEach(seed -> seed.seed().apply(database, foreignKeys));
    }

    /** An export holds rows before the rows that they refer to. */
    private static void load(Path dump, SqliteDatabase database) {
        MigrationScript script = new MigrationScript(dump.toString(), TextFile.read(dump));
        Optional<ScriptFailure> failure =
                ScriptRunner.on(database, Engine.sqlite(false)).run(script).failure();
        failure.ifPresent(why -> {
            throw new InvalidInputException("%s:%d:%d: %s; the database is as it was"
                    .formatted(dump, why.position().line(), why.position().column(), why.message()));
        });
    }

    private void delete() {
        try {
            Files.deleteIfExists(made);
            Files.deleteIfExists(made.resolveSibling(made.getFileName() + "-journal"));
            UnfinishedMark.of(made).clear();
        } catch (IOException e) {
            throw new InvalidInputException("%s cannot be deleted: %s".formatted(made, TextFile.reason(e)), e);
        }
    }
}
