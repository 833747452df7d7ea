package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Migrations in another language than SQL, where no tool's own rules say which files they are: by their names alone. */
final class CodeMigrations {
    private static final Map<String, String> LANGUAGES = Map.ofEntries(
            Map.entry(".py", "Python"),
            Map.entry(".ts", "TypeScript"),
            Map.entry(".js", "JavaScript"),
            Map.entry(".mjs", "JavaScript"),
            Map.entry(".cjs", "JavaScript"),
            Map.entry(".go", "Go"),
            Map.entry(".php", "PHP"),
            Map.entry(".rb", "Ruby"),
            Map.entry(".java", "Java"),
            Map.entry(".kt", "Kotlin"),
            Map.entry(".rs", "Rust"),
            Map.entry(".cs", "C#"),
            Map.entry(".exs", "Elixir"));

    private CodeMigrations() {}

    /** The files of a folder that are named as migrations are, {@code 0002_b.py}, in their order. */
    static List<FileRole.InCode> in(FolderListing folder) {
        return folder.files().stream()
                .filter(file -> language(file).isPresent() && !file.endsWith(".d.ts") && !file.contains("_test."))
                .flatMap(file -> MigrationVersion.leading(file).stream()
                        .filter(version -> file.matches("[0-9]+[_-].*"))
                        .map(version -> new FileRole.InCode(file, version)))
                .toList();
    }

    /** The language that a file's ending says. */
    static Optional<String> language(String file) {
        return Optional.ofNullable(LANGUAGES.get(file.substring(Math.max(0, file.lastIndexOf('.')))));
    }

    /**
     * Names the migrations in code, and what follows from them.
     *
     * @param files in the order of their versions, none of which a migration in SQL has
     */
    static Optional<ToolBehaviour> problem(List<FileRole.InCode> files, List<Migration> migrations) {
        if (files.isEmpty()) {
            return Optional.empty();
        }
        FileRole.InCode first = files.get(0);
        String language = language(first.file()).orElseThrow();
        String which = files.size() == 1
                ? "%s is a migration in %s, which Rollproof does not run".formatted(first.file(), language)
                : "%d migrations are not in SQL but, as %s, in %s, which Rollproof does not run"
                        .formatted(files.size(), first.file(), language);
        return Optional.of(ToolBehaviour.of(
                Kind.MIGRATION_NOT_SQL,
                first.file(),
                which,
                help(files.size() == 1 ? "it changes" : "they change", first.version(), migrations)));
    }

    /** What it means that the migrations in code are left out from a version on: "what %s" is missing. */
    static String help(String theyChange, MigrationVersion first, List<Migration> migrations) {
        return "What %s is missing here in every later schema, so a later migration may fail here that passes in production. "
                        .formatted(theyChange)
                + migrations.stream()
                        .filter(migration -> migration.version().compareTo(first) < 0)
                        .reduce((one, next) -> next)
                        .map(before -> "Prove what comes before with --to " + before.version() + "; for")
                        .orElse("For")
                + " the rest, put the same changes as SQL in their places in a copy of the folder.";
    }
}
