package dev.rollproof.verifier.history;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.history.MigrationHistory.Standing;
import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A database and the folder of its migrations: what the tool's table says of them, in short. */
final class TrackedDatabase implements AutoCloseable {
    /** When whatever is recorded here was done. */
    static final Instant AT = Instant.parse("2026-11-21T10:20:57.123Z");

    final SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT);
    private final MigrationSet migrations;
    private final MigrationHistory history;

    TrackedDatabase(Path folder, Layout layout) {
        this.migrations = MigrationDirectory.read(folder, ReadingOptions.of(layout));
        this.history = MigrationHistory.of(migrations);
    }

    /** Writes files, each a name and its text. */
    static void write(Path folder, String... namesAndTexts) throws IOException {
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            Path file = folder.resolve(namesAndTexts[i]);
            Files.createDirectories(file.getParent());
            Files.writeString(file, namesAndTexts[i + 1]);
        }
    }

    /** What a tool wrote. */
    TrackedDatabase with(String... statements) {
        for (String statement : statements) {
            database.command(statement);
        }
        return this;
    }

    TrackedDatabase applied(String name) {
        history.recordApplied(database, migration(name), AT, Duration.ofMillis(4));
        return this;
    }

    TrackedDatabase resolvedAsApplied(String name) {
        history.recordApplied(database, migration(name), AT, Duration.ZERO);
        return this;
    }

    TrackedDatabase started(String name) {
        history.recordStarted(database, migration(name), AT.minusMillis(4));
        return this;
    }

    TrackedDatabase rolledBack(String name) {
        history.recordRolledBack(database, migration(name), AT);
        return this;
    }

    private Migration migration(String name) {
        return migrations.all().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What the tool's table is made with, as SQLite keeps it. */
    String tableSql() {
        return query("SELECT sql FROM sqlite_schema WHERE name = '" + history.table() + "'")
                .get(0);
    }

    /** Each row's first column. */
    List<String> query(String sql) {
        return database.query(sql, row -> String.valueOf(row.text(1)));
    }

    /** What the table says was applied: {@code 0001_a: APPLIED 2026-11-21T10:20:57Z}; those without a file in brackets. */
    List<String> applied() {
        return history.read(database).stream().map(TrackedDatabase::text).toList();
    }

    private static String text(AppliedMigration row) {
        String name = row.migration().map(Migration::name).orElse("[" + row.name() + "]");
        return name + ": " + row.state()
                + row.appliedAt().map(at -> " " + at).orElse("")
                + row.took().map(took -> " " + took.toMillis() + " ms").orElse("")
                + row.remark().map(remark -> ", " + remark).orElse("");
    }

    /** What becomes of a migration; empty when it is applied. */
    Optional<Standing> standing(String name) {
        return MigrationStatus.of(migrations, history, database).lines().stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow()
                .standing();
    }

    @Override
    public void close() {
        database.close();
    }
}
