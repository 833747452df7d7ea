package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.sql.SourcePosition;
import java.util.Optional;

/**
 * One changeset that Liquibase runs on SQLite.
 *
 * @param path the file that Liquibase knows it by, relative to the migrations folder, or what logicalFilePath says
 * @param file the file that it stands in
 * @param position where it begins there
 * @param comment what {@code --comment} says; empty where nothing does
 */
record LiquibaseChangeset(
        String id,
        String author,
        String path,
        String file,
        SourcePosition position,
        String comment,
        MigrationScript up,
        Optional<MigrationScript> rollback) {

    /** As Liquibase names it in its log. */
    String identity() {
        return path + "::" + id + "::" + author;
    }

    LiquibaseChangeset withRollback(Optional<MigrationScript> other) {
        return new LiquibaseChangeset(id, author, path, file, position, comment, up, other);
    }
}
