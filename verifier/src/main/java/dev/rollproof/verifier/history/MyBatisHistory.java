package dev.rollproof.verifier.history;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.SqliteDatabase.Row;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * MyBatis Migrations' {@code CHANGELOG}: a row for each id, with the time on the clock of the machine that applied it. Nothing in
 * it tells an edited file. The first migration makes the table, so each project has its own. Seen on 3.5.0.
 */
final class MyBatisHistory implements ReadOnlyHistory {
    private final MigrationSet migrations;
    private final HistoryTable table;

    MyBatisHistory(MigrationSet migrations) {
        this.migrations = migrations;
        this.table = new HistoryTable(migrations.tracking().table(), List.of("ID", "APPLIED_AT", "DESCRIPTION"));
    }

    @Override
    public String table() {
        return table.name();
    }

    @Override
    public Optional<String> keptBy() {
        return Optional.of("MyBatis Migrations");
    }

    @Override
    public List<AppliedMigration> read(SqliteDatabase database) {
        return table.read(database, "ORDER BY \"APPLIED_AT\", \"ID\"", this::applied);
    }

    private AppliedMigration applied(Row row) {
        String id = String.valueOf(row.text(1));
        return AppliedMigration.of(
                Order.versioned(migrations, version(id)),
                "%s %s".formatted(id, row.text(3)),
                TextTime.read(row.text(2), ZoneId.systemDefault()),
                Optional.empty());
    }

    /** A key without a declared type holds what it was given, 001 as well as 1. */
    private static String version(String id) {
        try {
            return new BigDecimal(id).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return id;
        }
    }

    /** UpOperation takes what comes after the last one; a late one it names in a warning, and {@code migrate pending} runs it. */
    @Override
    public Standing standing(Migration migration, List<AppliedMigration> applied) {
        boolean late = MigrationVersion.isVersion(migration.version().text())
                ? Order.isLate(migrations, migration, applied)
                : !applied.isEmpty();
        return late ? Standing.PASSED_OVER : Standing.PENDING;
    }
}
