package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Drizzle Kit writes: up to 0.x files that {@code meta/_journal.json} lists, from 1.0 on a folder for each migration.
 */
final class DrizzleLayout implements FileConventions {
    @Override
    public Layout layout() {
        return Layout.DRIZZLE;
    }

    @Override
    public String example() {
        return "0001_create_users.sql with meta/_journal.json, or 20240101120000_create_users/migration.sql with snapshot.json";
    }

    @Override
    public Fit fit(FolderListing folder, ReadingOptions options) {
        if (folder.holds(DrizzleJournal.FILE) || DrizzleFolders.areIn(folder)) {
            return Fit.WRITTEN_BY_TOOL;
        }
        return lostItsJournal(folder) ? Fit.CERTAIN : Fit.NONE;
    }

    /** Files with breakpoints that have rollbacks in another layout's way are that layout's: a breakpoint is a comment there. */
    private static boolean lostItsJournal(FolderListing folder) {
        List<String> files = folder.sqlFiles();
        return Stream.concat(files.stream(), folder.sqlFilesIn(DrizzleRollbacks.FOLDER).stream())
                        .noneMatch(file -> file.endsWith(".rollback.sql") || file.endsWith(".down.sql"))
                && files.stream()
                        .map(folder::readableText)
                        .flatMap(Optional::stream)
                        .anyMatch(text -> text.contains(DrizzleScript.BREAKPOINT));
    }

    @Override
    public MigrationSet read(FolderListing folder, ReadingOptions options) {
        if (DrizzleFolders.areIn(folder)) {
            return new DrizzleFolders(folder).read();
        }
        if (folder.holds(DrizzleJournal.FILE)) {
            return new DrizzleFiles(folder).read();
        }
        throw new InvalidInputException(
                "%s: Drizzle's files, but not their journal: without meta/_journal.json Drizzle applies none of them (\"Can't find"
                                .formatted(folder.directory())
                        + " meta/_journal.json file\"). Restore it from version control; where something else applies these files,"
                        + " name it with --layout, for example --layout numbered");
    }

    /**
     * The versions of migrations: the number that a name begins with, and the whole name where there is none or another one
     * has it too. Drizzle itself asks for no number.
     */
    static Map<String, MigrationVersion> versions(List<String> names) {
        Map<String, MigrationVersion> versions = new HashMap<>();
        UniqueNumbers numbers =
                UniqueNumbers.among(names.stream().flatMap(name -> MigrationVersion.leading(name).stream()));
        names.forEach(name -> versions.put(name, numbers.version(MigrationVersion.leading(name), name, name + ".sql")));
        return versions;
    }

    /** A name without its number. */
    static String description(String name) {
        int underscore = name.indexOf('_');
        boolean numbered = name.chars().limit(Math.max(underscore, 0)).allMatch(c -> c >= '0' && c <= '9');
        return underscore >= 0 && numbered ? name.substring(underscore + 1) : name;
    }
}
