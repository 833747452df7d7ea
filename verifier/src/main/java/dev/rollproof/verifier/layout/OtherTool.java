package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;
import java.util.Locale;

/**
 * A tool that keeps both directions in one file, told apart by directives in comments. Its files look numbered; run
 * whole, the rollback would run right behind the migration, and everything would seem to come back.
 *
 * @param name the tool's name
 * @param directive how a line with a directive begins; a space counts as any number of spaces, and case does not count
 */
record OtherTool(String name, String directive) {
    private static final List<OtherTool> ALL = List.of(
            new OtherTool("goose", "-- +goose "),
            new OtherTool("dbmate", "-- migrate:up"),
            new OtherTool("sql-migrate", "-- +migrate "),
            new OtherTool("Liquibase", "-- liquibase formatted "),
            new OtherTool("MyBatis Migrations", "-- //@UNDO"));

    /**
     * Refuses what was taken for numbered by its names alone.
     *
     * @throws InvalidInputException when a migration has such a directive; the message names the file and the line
     */
    static void refuseIn(MigrationSet migrations) {
        for (Migration migration : migrations.all()) {
            List<String> lines = migration.up().text().lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                refuse(migrations, migration, i + 1, lines.get(i).strip());
            }
        }
    }

    private static void refuse(MigrationSet migrations, Migration migration, int number, String line) {
        for (OtherTool tool : ALL) {
            if (tool.begins(line)) {
                throw new InvalidInputException("%s:%d: \"%s\" is a directive of %s, whose files are not read yet"
                        .formatted(migrations.directory().resolve(migration.up().file()), number, line, tool.name()));
            }
        }
    }

    private boolean begins(String line) {
        return line.startsWith("--") && withoutSpaces(line).startsWith(withoutSpaces(directive));
    }

    private static String withoutSpaces(String text) {
        return text.replace(" ", "").replace("\t", "").toLowerCase(Locale.ROOT);
    }
}
