package dev.rollproof.verifier.check;

import dev.rollproof.verifier.Linter;
import dev.rollproof.verifier.TestMigrations;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code lint} says of a migration that finds a schema. */
final class LintedUps {
    private LintedUps() {}

    /** Each finding: {@code check file:line:column message}, then its help. */
    static List<String> findings(MigrationSet migrations) {
        return new Linter(VerificationOptions.DEFAULT)
                .lint(migrations)
                .allFindings()
                .flatMap(f -> List.of(f.check() + " " + place(f) + " " + f.message(), f.help()).stream())
                .toList();
    }

    /** Of each finding the check and the message. */
    static List<String> messages(MigrationSet migrations) {
        return new Linter(VerificationOptions.DEFAULT)
                .lint(migrations)
                .allFindings()
                .map(f -> f.check() + ": " + f.message())
                .toList();
    }

    /** The schema, then the migration, {@code 2.sql}. */
    static MigrationSet ups(String schema, String up) {
        return ups(schema, up, null);
    }

    /** The same with the migration's rollback, {@code 2.rollback.sql}. */
    static MigrationSet ups(String schema, String up, @Nullable String rollback) {
        return TestMigrations.of(schema, null).then(up, rollback).set();
    }

    private static String place(Finding finding) {
        return finding.location().file()
                + finding.location()
                        .position()
                        .map(at -> ":" + at.line() + ":" + at.column())
                        .orElse("");
    }
}
