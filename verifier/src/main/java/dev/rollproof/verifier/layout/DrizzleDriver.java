package dev.rollproof.verifier.layout;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which library Drizzle hands the statements to: the two differ where it gets two statements at once. */
enum DrizzleDriver {
    /** Refuses more than one statement. */
    BETTER_SQLITE3,
    /** Runs the first statement and drops the rest, without a word. */
    LIBSQL,
    /** Another one, or none that is named anywhere. */
    UNKNOWN;

    private static final List<String> SECTIONS = List.of("dependencies", "devDependencies", "peerDependencies");

    /**
     * Reads what the nearest {@code package.json} above a folder depends on, up to the root of the repository. Where it has
     * both, better-sqlite3 counts: its refusal is the one that nobody overlooks.
     */
    static DrizzleDriver of(Path directory) {
        for (@Nullable Path folder = directory; folder != null; folder = folder.getParent()) {
            Path file = folder.resolve("package.json");
            DrizzleDriver driver = Files.isRegularFile(file) ? named(DataFile.read(file)) : UNKNOWN;
            if (driver != UNKNOWN || Files.exists(folder.resolve(".git"))) {
                return driver;
            }
        }
        return UNKNOWN;
    }

    private static DrizzleDriver named(JsonNode project) {
        if (dependsOn(project, "better-sqlite3")) {
            return BETTER_SQLITE3;
        }
        return dependsOn(project, "@libsql/client") ? LIBSQL : UNKNOWN;
    }

    private static boolean dependsOn(JsonNode project, String library) {
        return SECTIONS.stream().anyMatch(section -> project.path(section).has(library));
    }
}
