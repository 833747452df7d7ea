package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.TextFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The next migration of a folder, not yet written: its files as the layout's own tool would call them, with comments in them and
 * nothing that runs.
 *
 * @param directory the migrations folder, absolute
 * @param name what the migration will be called: {@code 0004_add_phone}
 * @param files its file, and its rollback's where that is a file of its own; none where {@code section} is what there is
 * @param section what belongs into a file that is there already, where the tool keeps several migrations in one
 */
public record NewMigration(Path directory, String name, List<NewFile> files, Optional<Section> section) {
    /** Keeps its own copy of the list. */
    public NewMigration {
        files = List.copyOf(files);
    }

    /**
     * A file to write.
     *
     * @param file relative to the folder, with {@code /}; may begin with {@code ../}
     */
    public record NewFile(String file, String text) {}

    /**
     * A part of a file that is there already.
     *
     * @param place where it belongs, to stand in a sentence: {@code at the end of changelog.sql}
     */
    public record Section(String place, String text) {}

    /**
     * The migration that comes after all that are in a folder, numbered and placed as they are.
     *
     * @param given what the user calls it; white space and dots become underscores
     * @param now for names that begin with the time, which are in UTC
     * @throws InvalidInputException when the name is none, or another program writes such migrations
     */
    public static NewMigration after(MigrationSet existing, String given, Instant now) {
        return new NewMigrationWriter(
                        existing.directory(), Layout.of(existing.layout()), existing.all(), cleaned(given), now)
                .next();
    }

    /**
     * The first migration of a folder that is empty or not there yet, as the layout's own tool would begin.
     *
     * @throws InvalidInputException as {@link #after}
     */
    public static NewMigration first(Path directory, Layout layout, String given, Instant now) {
        return new NewMigrationWriter(directory, layout, List.of(), cleaned(given), now).next();
    }

    /**
     * Whether a database that takes only some of the folder's migrations would take this one.
     *
     * @param existing all of the folder
     */
    public boolean isChosen(MigrationSet existing, List<String> include, List<String> exclude) {
        Migration next = NewMigrationWriter.placeholder(name, files);
        List<Migration> all = new ArrayList<>(existing.all());
        all.add(next);
        try {
            return existing.withMigrations(all)
                    .select(include, exclude)
                    .migrations()
                    .contains(next);
        } catch (InvalidInputException e) {
            // No glob chooses anything, so none chooses this.
            return false;
        }
    }

    /**
     * Writes the files.
     *
     * @throws InvalidInputException when one of them is there already, then none is written; or when one cannot be written
     */
    public void write() {
        for (NewFile file : files) {
            if (Files.exists(directory.resolve(file.file()))) {
                throw new InvalidInputException("%s is there already and is not overwritten".formatted(path(file)));
            }
        }
        for (NewFile file : files) {
            try {
                Files.createDirectories(path(file).getParent());
                Files.writeString(path(file), file.text(), StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException e) {
                throw new InvalidInputException("%s is there already and is not overwritten".formatted(path(file)), e);
            } catch (IOException e) {
                throw new InvalidInputException(
                        "%s cannot be written: %s".formatted(path(file), TextFile.reason(e)), e);
            }
        }
    }

    private Path path(NewFile file) {
        return directory.resolve(file.file()).normalize();
    }

    /** A dot would read as the beginning of an ending: {@code add.down}. */
    private static String cleaned(String given) {
        if (given.isBlank()) {
            throw new InvalidInputException("the name of a migration is missing: rollproof new [DIR] add_phone");
        }
        if (given.contains("/") || given.contains("\\") || given.contains("..")) {
            throw new InvalidInputException(
                    "\"%s\" is no name of a migration: it must hold no /, no \\ and no ..; where it goes, DIR says"
                            .formatted(given));
        }
        if (given.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidInputException("the name of a migration must hold no control characters");
        }
        return given.strip().replaceAll("[\\s.<>:\"|?*]+", "_");
    }
}
