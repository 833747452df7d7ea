package dev.rollproof.verifier.layout;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
        return FoldersAbove.of(directory).stream()
                .map(folder -> folder.resolve("package.json"))
                .filter(Files::isRegularFile)
                .map(file -> named(DataFile.read(file)))
                .filter(driver -> driver != UNKNOWN)
                .findFirst()
                .orElse(UNKNOWN);
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
