package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.DirectoryProblem.UnrecognisedFile;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What the layouts have in common in which each migration is a folder.
 *
 * @param tool its name at the beginning of a sentence
 * @param up the name of the up script in each folder
 */
record MigrationFolders(String tool, String up) {
    /** The rollback in each folder. */
    static final String DOWN = "down.sql";

    /**
     * Tells folders apart by their number where it can, else by the whole name.
     *
     * @param numbers what the tool, or a person, takes for the version of each name; in the order of the names
     */
    static List<MigrationVersion> versions(List<String> names, List<Optional<MigrationVersion>> numbers) {
        List<MigrationVersion> versions = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            versions.add(numbers.get(i)
                    .filter(number -> Collections.frequency(numbers, Optional.of(number)) == 1)
                    .orElseGet(() -> MigrationVersion.of(name)));
        }
        return versions;
    }

    /** The files in the folder itself, none of which the tool reads. */
    List<DirectoryProblem> looseFiles(FolderListing folder) {
        return folder.sqlFiles().stream().map(this::looseFile).toList();
    }

    private DirectoryProblem looseFile(String file) {
        String name = file.substring(0, file.length() - ".sql".length());
        if (MigrationVersion.leading(file).isEmpty()) {
            return new UnrecognisedFile(file, "a migration is a folder with a file %s in it".formatted(up));
        }
        return ToolBehaviour.of(
                Kind.MIGRATION_SKIPPED,
                file,
                "%s passes over %s: a migration is a folder with a file %s in it".formatted(tool, file, up),
                "Nobody applies it, and nothing says so. Move it to %s/%s.".formatted(name, up));
    }

    /** The scripts in a migration's folder that are neither its migration nor its rollback. */
    List<DirectoryProblem> otherScripts(String name, List<String> files) {
        return files.stream()
                .filter(file -> file.endsWith(".sql") && !file.equals(up) && !file.equals(DOWN))
                .<DirectoryProblem>map(file -> new UnrecognisedFile(
                        name + "/" + file,
                        "%s runs %s alone, and the rollback is looked for in %s".formatted(tool, up, DOWN)))
                .toList();
    }

    /** Where the numbers of the names say another order than the one in which the tool applies them. */
    Optional<DirectoryProblem> orderProblem(List<Migration> applied) {
        Optional<Migration> greatest = Optional.empty();
        for (Migration migration : applied) {
            Optional<MigrationVersion> number = MigrationVersion.leading(migration.name());
            if (number.isEmpty()) {
                continue;
            }
            Optional<Migration> before = greatest.filter(m -> number(m).compareTo(number.get()) > 0);
            if (before.isPresent()) {
                return Optional.of(orderProblem(before.get(), migration));
            }
            greatest = Optional.of(migration);
        }
        return Optional.empty();
    }

    private static MigrationVersion number(Migration migration) {
        return MigrationVersion.leading(migration.name()).orElseThrow();
    }

    private DirectoryProblem orderProblem(Migration before, Migration after) {
        int digits = digits(before.name());
        String padded = "0".repeat(Math.max(0, digits - digits(after.name()))) + after.name();
        return ToolBehaviour.of(
                Kind.ORDER_DIFFERS,
                after.name(),
                "%s applies %s before %s: it compares the names as text, not their numbers"
                        .formatted(tool, before.name(), after.name()),
                ("Every new database gets them in this order. Give the numbers as many digits as the longest has: %s;"
                                + " a database that has it already takes it for another migration then.")
                        .formatted(padded));
    }

    private static int digits(String name) {
        return (int) name.chars().takeWhile(c -> c >= '0' && c <= '9').count();
    }
}
