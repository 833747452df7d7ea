package dev.rollproof.verifier.history;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A folder of one tool's migrations, and a database with what the tool left in it. */
final class ToolDatabase implements AutoCloseable {
    /** When everything is applied that a test does not give a time. */
    static final Instant AT = Instant.parse("2026-11-02T10:14:05.250Z");

    private final MigrationSet migrations;
    private final MigrationHistory history;
    private final SqliteDatabase database;

    private ToolDatabase(MigrationSet migrations, SqliteDatabase database) {
        this.migrations = migrations;
        this.history = MigrationHistory.of(migrations);
        this.database = database;
    }

    /** An empty database, and files by name and text. */
    static ToolDatabase of(Layout layout, Path folder, String... namesAndTexts) throws IOException {
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            Path file = folder.resolve(namesAndTexts[i]);
            Files.createDirectories(file.getParent());
            Files.writeString(file, namesAndTexts[i + 1]);
        }
        return new ToolDatabase(read(layout, folder), SqliteDatabase.inMemory(DatabaseLimits.DEFAULT));
    }

    /** The database of a file to which the tool itself wrote, and the folder that it read. */
    static ToolDatabase of(Layout layout, Path folder, Path file) {
        return new ToolDatabase(read(layout, folder), SqliteDatabase.readOnly(file, DatabaseLimits.DEFAULT));
    }

    private static MigrationSet read(Layout layout, Path folder) {
        return MigrationDirectory.read(folder, ReadingOptions.of(layout));
    }

    /** What the tool did. */
    ToolDatabase after(String... statements) {
        List.of(statements).forEach(database::command);
        return this;
    }

    /** The history of these migrations. */
    MigrationHistory history() {
        return history;
    }

    /** A line for each migration: its name, how it stands, and the remark. */
    List<String> standings() {
        return status().stream()
                .map(line -> line.replaceAll(" [0-9-]+T[0-9:.]+Z( PT[0-9.]+S)?", ""))
                .toList();
    }

    /** A line for each migration: its name, how it stands, when it was applied, how long it took, and the remark. */
    List<String> status() {
        return MigrationStatus.of(migrations, history, database).lines().stream()
                .map(ToolDatabase::line)
                .toList();
    }

    private static String line(MigrationStatus.Line line) {
        String stands = line.standing()
                .map(Enum::name)
                .orElseGet(() -> line.applied().map(ToolDatabase::said).orElseThrow());
        return line.name() + ": " + stands + (line.migration().isEmpty() ? ", without a file" : "");
    }

    private static String said(AppliedMigration row) {
        return row.state()
                + row.appliedAt().map(at -> " " + at).orElse("")
                + row.took().map(took -> " " + took).orElse("")
                + row.remark().map(" (%s)"::formatted).orElse("");
    }

    /** Records migrations as begun. */
    ToolDatabase started(String... versions) {
        List.of(versions).forEach(version -> history.recordStarted(database, migration(version), AT));
        return this;
    }

    /** Records migrations as applied, in 250 milliseconds each. */
    ToolDatabase applied(String... versions) {
        List.of(versions)
                .forEach(version -> history.recordApplied(database, migration(version), AT, Duration.ofMillis(250)));
        return this;
    }

    /** Records a migration as applied by hand. */
    ToolDatabase appliedByHand(String version) {
        history.recordApplied(database, migration(version), AT, Duration.ZERO);
        return this;
    }

    /** Records migrations as rolled back. */
    ToolDatabase rolledBack(String... versions) {
        List.of(versions).forEach(version -> history.recordRolledBack(database, migration(version), AT));
        return this;
    }

    private Migration migration(String given) {
        MigrationVersion version = migrations.version(given);
        return migrations.all().stream()
                .filter(migration -> migration.version().equals(version))
                .findFirst()
                .orElseThrow();
    }

    /** The rows of a query of one column. */
    List<String> rows(String query) {
        return database.query(query, row -> String.valueOf(row.text(1)));
    }

    /** What stands in the schema for everything that is there. */
    List<String> schema() {
        return rows("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid");
    }

    @Override
    public void close() {
        database.close();
    }
}
