package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes folders of migrations, and says in short what was read from them. */
final class MigrationsOnDisk {
    private MigrationsOnDisk() {}

    /** Writes each file with its own name in a comment. */
    static Path write(Path folder, String... files) throws IOException {
        for (String file : files) {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "-- " + file);
        }
        return folder;
    }

    /** Says for each migration: its version, its up file and its rollback file. */
    static List<String> pairs(MigrationSet migrations) {
        return migrations.migrations().stream().map(MigrationsOnDisk::pair).toList();
    }

    private static String pair(Migration migration) {
        return "%s: %s, %s"
                .formatted(
                        migration.version(),
                        migration.up().file(),
                        migration.rollback().map(MigrationScript::file).orElse("none"));
    }
}
