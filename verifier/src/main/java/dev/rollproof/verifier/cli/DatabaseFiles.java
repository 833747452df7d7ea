package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.project.Project;
import dev.rollproof.verifier.project.ProjectDatabase;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The files that a command works on: {@code --db}, and what rollproof.json says where that does not. */
final class DatabaseFiles {
    @Option(
            names = "--db",
            paramLabel = "[NAME=]FILE",
            description =
                    "The SQLite file; NAME=FILE where there are several databases, once for each (default: \"db\" in"
                            + " rollproof.json).")
    private List<String> given = List.of();

    /**
     * The file of each of {@code chosen}.
     *
     * @throws InvalidInputException when one has none, or two have one
     */
    Map<ProjectDatabase, Path> of(List<ProjectDatabase> chosen, Project project, Surroundings surroundings) {
        Map<ProjectDatabase, Path> named = new HashMap<>();
        for (String text : given) {
            ProjectDatabase database = database(text, chosen, project, surroundings);
            if (named.put(database, path(file(text, project, surroundings), surroundings)) != null) {
                throw new InvalidInputException("--db gives two files for %s".formatted(database.name()));
            }
        }
        Map<ProjectDatabase, Path> files = new LinkedHashMap<>();
        for (ProjectDatabase database : chosen) {
            files.put(
                    database,
                    Optional.ofNullable(named.get(database))
                            .or(database::file)
                            .orElseThrow(() -> noFile(database, chosen, project)));
        }
        requireDifferent(files);
        return files;
    }

    /** Whether the command line says which files. */
    boolean isGiven() {
        return !given.isEmpty();
    }

    private static ProjectDatabase database(
            String text, List<ProjectDatabase> chosen, Project project, Surroundings surroundings) {
        Optional<String> name = name(text, project, surroundings);
        if (name.isEmpty() && chosen.size() > 1) {
            throw new InvalidInputException(
                    "--db %s is for which of the databases %s? Write --db %s=%s, or choose one with --database"
                            .formatted(text, names(chosen), chosen.get(0).name(), text));
        }
        if (name.isEmpty()) {
            return chosen.get(0);
        }
        ProjectDatabase database = project.database(name.get());
        if (!chosen.contains(database)) {
            throw new InvalidInputException("--db %s is for a database that --database leaves out".formatted(text));
        }
        return database;
    }

    /** What stands before the '=', unless all of it is a file's name. */
    private static Optional<String> name(String text, Project project, Surroundings surroundings) {
        int end = text.indexOf('=');
        if (end <= 0) {
            return Optional.empty();
        }
        String before = text.substring(0, end);
        boolean known = project.databases().stream()
                .anyMatch(database -> database.name().equals(before));
        boolean isPath = before.contains("/") || before.contains("\\") || Files.exists(path(text, surroundings));
        if (!known && !isPath && project.databases().size() == 1) {
            throw new InvalidInputException(
                    "--db %s names a database %s, and there is only one here; write --db %s, or --db ./%s if all of it is the name of the file"
                            .formatted(text, before, text.substring(end + 1), text));
        }
        return known || !isPath ? Optional.of(before) : Optional.empty();
    }

    private static String file(String text, Project project, Surroundings surroundings) {
        return name(text, project, surroundings).isPresent() ? text.substring(text.indexOf('=') + 1) : text;
    }

    private static Path path(String file, Surroundings surroundings) {
        if (file.isBlank()) {
            throw new InvalidInputException("--db names no file");
        }
        try {
            return surroundings.workingDirectory().resolve(file).normalize();
        } catch (InvalidPathException e) {
            throw new InvalidInputException("--db \"%s\" is no path: %s".formatted(file, e.getReason()), e);
        }
    }

    private static InvalidInputException noFile(
            ProjectDatabase database, List<ProjectDatabase> chosen, Project project) {
        if (project.databases().size() == 1) {
            return new InvalidInputException(
                    "which database? Give --db FILE, or \"db\": \"FILE\" for it in a rollproof.json");
        }
        return new InvalidInputException(
                "which file is the database %s? Give --db %s=FILE, or \"db\": \"FILE\" for it in rollproof.json%s"
                        .formatted(
                                database.name(),
                                database.name(),
                                chosen.size() > 1 ? "; --database chooses one of " + names(chosen) : ""));
    }

    private static void requireDifferent(Map<ProjectDatabase, Path> files) {
        Map<Path, ProjectDatabase> databases = new HashMap<>();
        files.forEach((database, file) -> {
            ProjectDatabase other = databases.put(file, database);
            if (other != null) {
                throw new InvalidInputException("the databases %s and %s cannot both be the file %s"
                        .formatted(other.name(), database.name(), file));
            }
        });
    }

    private static String names(List<ProjectDatabase> databases) {
        return databases.stream().map(ProjectDatabase::name).collect(Collectors.joining(", "));
    }
}
