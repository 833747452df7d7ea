package dev.rollproof.verifier.history;

import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which migration a row means, and where one stands among those that are applied. */
final class Order {
    private Order() {}

    /** The migration of a version, in its one way of writing, whether it is chosen or not. */
    static Optional<Migration> versioned(MigrationSet migrations, String version) {
        return migrations.all().stream()
                .filter(migration -> migration.version().text().equals(version))
                .findFirst();
    }

    /** Whether one that comes after {@code migration} in the directory is applied. */
    static boolean isLate(MigrationSet migrations, Migration migration, List<AppliedMigration> applied) {
        List<Migration> chosen = migrations.migrations();
        Set<Migration> done =
                applied.stream().flatMap(row -> row.migration().stream()).collect(Collectors.toSet());
        return chosen.subList(chosen.indexOf(migration) + 1, chosen.size()).stream()
                .anyMatch(done::contains);
    }
}
