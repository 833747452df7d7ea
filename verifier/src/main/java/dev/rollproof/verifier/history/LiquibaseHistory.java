package dev.rollproof.verifier.history;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.SqliteDatabase.Row;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;
import java.util.Optional;

/**
 * Liquibase's {@code DATABASECHANGELOG}: a row for each changeset, by its id, its author and its file. The path of the file begins
 * where Liquibase's search path does, so the end of one path must be the other. MD5SUM is Liquibase's own to make: whether a
 * changeset was edited is not told. Seen on 5.0.4.
 */
final class LiquibaseHistory implements ReadOnlyHistory {
    private static final String CLASS_PATH = "classpath:";

    private final MigrationSet migrations;
    private final HistoryTable table;

    LiquibaseHistory(MigrationSet migrations) {
        this.migrations = migrations;
        this.table = new HistoryTable(
                migrations.tracking().table(), List.of("ID", "AUTHOR", "FILENAME", "DATEEXECUTED", "ORDEREXECUTED"));
    }

    @Override
    public String table() {
        return table.name();
    }

    @Override
    public Optional<String> keptBy() {
        return Optional.of("Liquibase");
    }

    @Override
    public List<AppliedMigration> read(SqliteDatabase database) {
        return table.read(database, "ORDER BY \"DATEEXECUTED\", \"ORDEREXECUTED\"", this::applied);
    }

    private AppliedMigration applied(Row row) {
        String changeset = "::%s::%s".formatted(row.text(1), row.text(2));
        String path = String.valueOf(row.text(3));
        return AppliedMigration.of(
                migration(path, changeset), path + changeset, TextTime.read(row.text(4)), Optional.empty());
    }

    /** Two changesets of one id and author are of files in different folders: the whole path decides between them. */
    private Optional<Migration> migration(String path, String changeset) {
        List<Migration> found = migrations.all().stream()
                .filter(migration -> migration
                        .trackedAs()
                        .filter(identity -> identity.endsWith(changeset))
                        .filter(identity ->
                                isSamePath(path, identity.substring(0, identity.length() - changeset.length())))
                        .isPresent())
                .toList();
        return found.stream()
                .filter(migration -> migration.trackedAs().orElse("").equals(path + changeset))
                .findFirst()
                .or(() -> found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty());
    }

    private static boolean isSamePath(String recorded, String file) {
        String a = "/" + withoutScheme(recorded);
        String b = "/" + withoutScheme(file);
        return a.endsWith(b) || b.endsWith(a);
    }

    private static String withoutScheme(String path) {
        String rest = path.startsWith(CLASS_PATH) ? path.substring(CLASS_PATH.length()) : path;
        return rest.startsWith("/") ? rest.substring(1) : rest;
    }

    @Override
    public Standing standing(Migration migration, List<AppliedMigration> applied) {
        return Order.isLate(migrations, migration, applied) ? Standing.LATE : Standing.PENDING;
    }
}
