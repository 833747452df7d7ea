package dev.rollproof.verifier.benchmark;

import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A schema change and what takes it back, already cut into statements.
 *
 * @param name the name of its file without the ending, which begins with its version
 * @param rows three rows for the table that it adds, in one statement; empty where it adds none
 */
record Change(String name, List<String> up, List<String> rollback, Optional<String> rows) {
    /** The same with rows for its table. */
    Change with(String insert) {
        return new Change(name, up, rollback, Optional.of(insert));
    }

    /** The changes as a folder of the numbered layout holds them. */
    static MigrationSet migrations(List<Change> changes) {
        return new MigrationSet(
                Path.of("migrations"),
                "numbered",
                true,
                changes.stream().map(Change::migration).toList(),
                List.of());
    }

    private Migration migration() {
        String version = name.substring(0, name.indexOf('_'));
        return new Migration(
                MigrationVersion.of(version),
                name,
                name.substring(version.length() + 1),
                new MigrationScript(upFile(), script(up)),
                Optional.of(new MigrationScript(rollbackFile(), script(rollback))),
                RollbackPlace.file(rollbackFile()));
    }

    String upFile() {
        return name + ".sql";
    }

    String rollbackFile() {
        return name + ".rollback.sql";
    }

    /** The text of a file with these statements. */
    static String script(List<String> statements) {
        return String.join(";\n", statements) + ";\n";
    }
}
