package dev.rollproof.verifier.history;

import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;

/** Where a migration stands among those that are applied. */
final class Order {
    private Order() {}

    /** Whether one that comes after {@code migration} in the directory is applied. */
    static boolean isLate(MigrationSet migrations, Migration migration, List<AppliedMigration> applied) {
        List<Migration> chosen = migrations.migrations();
        int place = chosen.indexOf(migration);
        return applied.stream()
                .flatMap(row -> row.migration().stream())
                .anyMatch(other -> chosen.indexOf(other) > place);
    }
}
