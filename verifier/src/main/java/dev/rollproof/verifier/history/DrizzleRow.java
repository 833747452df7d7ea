package dev.rollproof.verifier.history;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.SqliteDatabase.Row;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every version of Drizzle keeps of a migration. Two equal rows mean the same one.
 *
 * @param hash the SHA-256 of its file
 * @param createdAt when it was generated, in milliseconds since 1970
 */
record DrizzleRow(String hash, @Nullable String createdAt) {
    static final List<String> COLUMNS = List.of("hash", "created_at");

    /** Reads a row whose first columns are {@code COLUMNS}. */
    static DrizzleRow of(Row row) {
        return new DrizzleRow(String.valueOf(row.text(1)), row.text(2));
    }

    /** The one of {@code candidates} whose file has this text; empty where none has it, or several. */
    Optional<Migration> ofItsText(MigrationSet migrations, List<Migration> candidates) {
        List<Migration> same = candidates.stream()
                .filter(m ->
                        MigrationFile.of(migrations, m).sha256WithAnyLineEnds().contains(hash))
                .toList();
        return same.size() == 1 ? same.stream().findFirst() : Optional.empty();
    }

    /** Says that the file has another text than was applied, where it has. */
    AppliedMigration compared(AppliedMigration applied, MigrationSet migrations, HistoryTable table) {
        List<String> now = applied.migration()
                .map(m -> MigrationFile.of(migrations, m).sha256WithAnyLineEnds())
                .orElse(List.of());
        return now.isEmpty() || now.contains(hash)
                ? applied
                : applied.but(
                        AppliedMigration.State.EDITED,
                        "its text is not the one that was applied: the hash in %s is another's"
                                .formatted(table.name()));
    }

    void deleteFrom(SqliteDatabase database, HistoryTable table) {
        database.update("DELETE FROM " + table.quoted() + " WHERE hash = ? AND created_at IS ?", hash, createdAt);
    }
}
