package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.MigrationVersion;

/** What a file is by its name, in layouts where each script is a file of its own. */
sealed interface FileRole {

    /** The file, relative to the migrations folder, with {@code /}. */
    String file();

    /**
     * An up script.
     *
     * @param name the file's name without its ending
     * @param description the name without the version
     */
    record Up(String file, MigrationVersion version, String name, String description) implements FileRole {}

    /** A rollback script. */
    record Rollback(String file, MigrationVersion version) implements FileRole {}

    /** A migration in another language than SQL. */
    record InCode(String file, MigrationVersion version) implements FileRole {}

    /**
     * A file that the layout does not run.
     *
     * @param why as in {@link dev.rollproof.verifier.migration.DirectoryProblem.UnrecognisedFile}
     */
    record Unrecognised(String file, String why) implements FileRole {}
}
