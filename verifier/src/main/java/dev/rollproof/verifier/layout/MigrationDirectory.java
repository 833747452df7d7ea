package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.layout.FileConventions.Fit;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationSet;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a folder of migrations, whatever tool it is for. */
public final class MigrationDirectory {
    private MigrationDirectory() {}

    /**
     * Reads every migration of a folder.
     *
     * @param directory the folder that holds the files themselves
     * @param layout how they are named; {@link Layout#AUTO} finds out
     * @return at least one migration
     * @throws InvalidInputException when there is no such folder, it cannot be read, it holds no migrations, a script
     *     is no text, or two layouts fit equally
     */
    public static MigrationSet read(Path directory, Layout layout) {
        FolderListing folder = FolderListing.read(directory);
        FileConventions conventions = conventions(folder, layout);
        MigrationSet migrations = conventions.read(folder);
        if (migrations.all().isEmpty()) {
            throw new InvalidInputException(withoutMigrations(folder, conventions.layout()));
        }
        if (layout == Layout.AUTO && conventions.layout() == Layout.NUMBERED) {
            OtherTool.refuseIn(migrations);
        }
        return migrations;
    }

    /**
     * Says whether a folder holds files that the layout, or with {@link Layout#AUTO} any layout, would read.
     *
     * @throws InvalidInputException when there is no such folder or it cannot be read
     */
    public static boolean isOne(Path directory, Layout layout) {
        FolderListing folder = FolderListing.read(directory);
        return candidates(layout).anyMatch(candidate -> candidate.fit(folder) != Fit.NONE);
    }

    /**
     * Says in one line what a folder without migrations holds instead, and what was looked for.
     *
     * @throws InvalidInputException when there is no such folder or it cannot be read
     */
    public static String whyNot(Path directory, Layout layout) {
        return withoutMigrations(FolderListing.read(directory), layout);
    }

    private static Stream<FileConventions> candidates(Layout layout) {
        return FileConventions.ALL.stream().filter(candidate -> layout == Layout.AUTO || candidate.layout() == layout);
    }

    private static FileConventions conventions(FolderListing folder, Layout layout) {
        return layout == Layout.AUTO
                ? detect(folder)
                : candidates(layout).findFirst().orElseThrow();
    }

    private static FileConventions detect(FolderListing folder) {
        for (Fit fit : List.of(Fit.CERTAIN, Fit.POSSIBLE)) {
            List<FileConventions> fitting = FileConventions.ALL.stream()
                    .filter(candidate -> candidate.fit(folder) == fit)
                    .toList();
            if (fitting.size() > 1) {
                throw ambiguous(folder, fitting);
            }
            if (fitting.size() == 1) {
                return fitting.get(0);
            }
        }
        throw new InvalidInputException(withoutMigrations(folder, Layout.AUTO));
    }

    private static InvalidInputException ambiguous(FolderListing folder, List<FileConventions> fitting) {
        String layouts = fitting.stream().map(fits -> fits.layout().id()).collect(Collectors.joining(" and "));
        String options =
                fitting.stream().map(fits -> "--layout " + fits.layout().id()).collect(Collectors.joining(" or "));
        return new InvalidInputException(
                "%s fits the layouts %s equally; say which with %s".formatted(folder.directory(), layouts, options));
    }

    private static String withoutMigrations(FolderListing folder, Layout lookedFor) {
        String examples = candidates(lookedFor)
                .map(layout ->
                        "%s (%s)".formatted(layout.example(), layout.layout().id()))
                .collect(Collectors.joining(", or "));
        return "%s; looked for %s".formatted(whatThereIs(folder), examples);
    }

    private static String whatThereIs(FolderListing folder) {
        List<String> files = folder.sqlFiles();
        if (folder.entries().isEmpty()) {
            return folder.directory() + " is empty";
        }
        if (files.isEmpty()) {
            return folder.directory() + " holds no .sql files";
        }
        return "%s holds no migrations that Rollproof can read yet, only %s%s"
                .formatted(
                        folder.directory(),
                        files.get(0),
                        files.size() == 1 ? "" : " and %d other .sql files".formatted(files.size() - 1));
    }
}
