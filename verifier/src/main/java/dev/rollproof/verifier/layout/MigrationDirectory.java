package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.layout.FileConventions.Fit;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.Target;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a folder of migrations, whatever tool it is for. */
public final class MigrationDirectory {
    private MigrationDirectory() {}

    /**
     * Reads every migration of a folder, for the engine that its files or the options name.
     *
     * @param directory the folder that holds the files themselves
     * @return at least one migration
     * @throws InvalidInputException when there is no such folder, it cannot be read, it holds no migrations, a script
     *     is no text, it is for PostgreSQL, or two layouts fit equally
     */
    public static MigrationSet read(Path directory, ReadingOptions options) {
        FolderListing folder = FolderListing.read(directory);
        FileConventions conventions = conventions(folder, options);
        MigrationSet migrations = conventions.read(folder, options).withStubFunctions(options.stubFunctions());
        if (migrations.all().isEmpty()) {
            throw new InvalidInputException(withoutMigrations(folder, conventions.layout()));
        }
        PostgresScripts.requireNone(migrations);
        return options.target()
                .map(target -> target == Target.D1 ? migrations.onD1() : migrations.onSqlite(target))
                .orElse(migrations);
    }

    /**
     * Says whether a folder holds files that the layout, or with {@link Layout#AUTO} any layout, would read.
     *
     * @throws InvalidInputException when there is no such folder or it cannot be read
     */
    public static boolean isOne(Path directory, ReadingOptions options) {
        FolderListing folder = FolderListing.read(directory);
        return candidates(options.layout()).anyMatch(candidate -> candidate.fit(folder, options) != Fit.NONE);
    }

    /**
     * Says what a folder without migrations holds instead, and what was looked for: a line for each, the later ones indented.
     *
     * @throws InvalidInputException when there is no such folder or it cannot be read
     */
    public static String whyNot(Path directory, Layout layout) {
        return withoutMigrations(FolderListing.read(directory), layout);
    }

    private static Stream<FileConventions> candidates(Layout layout) {
        return FileConventions.ALL.stream().filter(candidate -> layout == Layout.AUTO || candidate.layout() == layout);
    }

    private static FileConventions conventions(FolderListing folder, ReadingOptions options) {
        return options.layout() == Layout.AUTO
                ? detect(folder, options)
                : candidates(options.layout()).findFirst().orElseThrow();
    }

    private static FileConventions detect(FolderListing folder, ReadingOptions options) {
        Map<FileConventions, Fit> fits = new LinkedHashMap<>();
        FileConventions.ALL.forEach(candidate -> fits.put(candidate, candidate.fit(folder, options)));
        Fit best = Collections.max(fits.values());
        if (best == Fit.NONE) {
            throw new InvalidInputException(withoutMigrations(folder, Layout.AUTO));
        }
        List<FileConventions> fitting = fits.keySet().stream()
                .filter(candidate -> fits.get(candidate) == best)
                .toList();
        if (fitting.size() > 1) {
            throw ambiguous(folder, fitting);
        }
        return fitting.get(0);
    }

    private static InvalidInputException ambiguous(FolderListing folder, List<FileConventions> fitting) {
        String layouts = fitting.stream().map(fits -> fits.layout().id()).collect(Collectors.joining(" and "));
        String options =
                fitting.stream().map(fits -> "--layout " + fits.layout().id()).collect(Collectors.joining(" or "));
        return new InvalidInputException(
                "%s fits the layouts %s equally; say which with %s".formatted(folder.directory(), layouts, options));
    }

    private static String withoutMigrations(FolderListing folder, Layout lookedFor) {
        if (folder.entries().isEmpty()) {
            return folder.directory() + " is empty";
        }
        String looked = candidates(lookedFor)
                .map(layout -> lookedFor == Layout.AUTO ? layout.layout().id() : layout.example())
                .collect(Collectors.joining(", "));
        String below = migrationsBelow(folder);
        if (!below.isEmpty()) {
            return whatThereIs(folder, lookedFor) + below;
        }
        return lookedFor == Layout.AUTO
                ? "%s\n  none of the layouts fits: %s".formatted(whatThereIs(folder, lookedFor), looked)
                : "%s\n  looked for %s (%s)".formatted(whatThereIs(folder, lookedFor), looked, lookedFor.id());
    }

    private static String whatThereIs(FolderListing folder, Layout lookedFor) {
        List<String> files = folder.sqlFiles();
        if (files.isEmpty()) {
            return folder.directory() + " holds no .sql files" + inCode(folder);
        }
        return "%s holds no migrations, only %s%s%s"
                .formatted(
                        folder.directory(),
                        files.get(0),
                        switch (files.size()) {
                            case 1 -> "";
                            case 2 -> " and " + files.get(1);
                            default -> " and %d other .sql files".formatted(files.size() - 1);
                        },
                        NumberedLayout.mistake(files.get(0))
                                .filter(mistake -> lookedFor == Layout.AUTO || lookedFor == Layout.NUMBERED)
                                .map(" (%s)"::formatted)
                                .orElse(""));
    }

    private static String inCode(FolderListing folder) {
        return CodeMigrations.in(folder).stream()
                .findFirst()
                .map(first -> "; its migrations, such as %s, are in %s, and Rollproof runs SQL"
                        .formatted(
                                first.file(),
                                CodeMigrations.language(first.file()).orElseThrow()))
                .orElse("");
    }

    /** People keep one folder for each engine, and name the one above them. */
    private static String migrationsBelow(FolderListing folder) {
        if (!folder.sqlFiles().isEmpty()) {
            return "";
        }
        List<String> below = folder.folders().stream()
                .filter(name -> isOneToo(folder.directory().resolve(name)))
                .toList();
        return below.isEmpty()
                ? ""
                : below.stream()
                        .map(name -> "\n    " + folder.directory().resolve(name))
                        .collect(Collectors.joining(
                                "", "\n  there are migrations below it; give one of these folders:", ""));
    }

    private static boolean isOneToo(Path below) {
        try {
            return isOne(below, ReadingOptions.of(Layout.AUTO));
        } catch (InvalidInputException e) {
            // Nobody asked for that folder.
            return false;
        }
    }
}
