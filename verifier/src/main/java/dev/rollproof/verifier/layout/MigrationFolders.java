package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.DirectoryProblem.UnrecognisedFile;
import dev.rollproof.verifier.migration.MigrationVersion;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the layouts have in common in which each migration is a folder.
 *
 * @param tool its name at the beginning of a sentence
 * @param up the name of the up script in each folder
 * @param numberOf what the tool, or a person, takes for the number of a folder's name
 */
record MigrationFolders(String tool, String up, Function<String, Optional<MigrationVersion>> numberOf) {
    /** The rollback in each folder. */
    static final String DOWN = "down.sql";

    /** Numbers with more digits are dates or times. */
    private static final int MOST_DIGITS_OF_A_COUNT = 6;

    /** Tells folders apart by their numbers where these can, else by the whole names; in the order of the names. */
    List<MigrationVersion> versions(List<String> names) {
        UniqueNumbers numbers = UniqueNumbers.among(names.stream().flatMap(name -> numberOf.apply(name).stream()));
        return names.stream()
                .map(name -> numbers.version(numberOf.apply(name), name, name + "/" + up))
                .toList();
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
        return SkippedFile.of(
                tool,
                file,
                "a migration is a folder with a file %s in it".formatted(up),
                "Move it to %s/%s.".formatted(name, up));
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

    /**
     * Where the numbers of the names say another order than the one in which the tool applies them: the first such place. A
     * date is no such number: one without a time is shorter and not earlier.
     */
    Optional<DirectoryProblem> orderProblem(List<String> applied) {
        Optional<String> greatest = Optional.empty();
        for (String name : applied) {
            Optional<MigrationVersion> number = numberOf.apply(name);
            if (number.filter(n -> n.text().length() <= MOST_DIGITS_OF_A_COUNT).isEmpty()) {
                continue;
            }
            Optional<String> before = greatest.filter(other -> number(other).compareTo(number.get()) > 0);
            if (before.isPresent()) {
                return Optional.of(orderProblem(before.get(), name));
            }
            greatest = Optional.of(name);
        }
        return Optional.empty();
    }

    private MigrationVersion number(String name) {
        return numberOf.apply(name).orElseThrow();
    }

    private DirectoryProblem orderProblem(String before, String after) {
        String padded = "0".repeat(Math.max(0, width(before) - width(after))) + after;
        return ToolBehaviour.of(
                Kind.ORDER_DIFFERS,
                after,
                "%s applies %s before %s: it compares them as text, not by number".formatted(tool, before, after),
                ("Every new database gets them in this order. Give the numbers as many digits as the longest has: %s;"
                                + " a database that has it already takes it for another migration then.")
                        .formatted(padded));
    }

    private int width(String name) {
        return Math.max(
                VersionedName.of(name).digits().length(), number(name).text().length());
    }
}
