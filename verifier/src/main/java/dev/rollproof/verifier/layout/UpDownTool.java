package dev.rollproof.verifier.layout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whose {@code .up.sql} and {@code .down.sql} files they are: the two tools name them alike and run them otherwise. */
enum UpDownTool {
    GOLANG_MIGRATE,
    SQLX,
    /** Neither sign is there. Then only what both have in common is a rule. */
    UNKNOWN;

    private static final List<String> SIGNS_OF_SQLX = List.of("Cargo.toml", "sqlx.toml", ".sqlx");

    /** Finds out: the nearest sign decides, up to the root of the repository. */
    static UpDownTool of(Path directory) {
        for (Path folder : FoldersAbove.of(directory)) {
            if (SIGNS_OF_SQLX.stream().map(folder::resolve).anyMatch(Files::exists)) {
                return SQLX;
            }
            if (Files.exists(folder.resolve("go.mod"))) {
                return GOLANG_MIGRATE;
            }
        }
        return UNKNOWN;
    }
}
