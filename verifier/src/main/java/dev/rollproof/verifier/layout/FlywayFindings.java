package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.layout.FlywayChain.FlywayFile;
import dev.rollproof.verifier.layout.FlywayName.Kind;
import dev.rollproof.verifier.layout.FlywayName.Mistake;
import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.UnrecognisedFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What Flyway does otherwise than a person sees in the folder, in words. */
final class FlywayFindings {
    static final String WHY_REPEATABLE =
            "a repeatable migration has no rollback: Flyway runs the file again whenever it changes";
    static final String WHY_BASELINE = "a baseline has no rollback: what stands before it is an empty database";

    private static final Map<String, String> LANGUAGES =
            Map.of(".java", "Java", ".kt", "Kotlin", ".groovy", "Groovy", ".scala", "Scala");
    private static final List<String> ROLLBACK_WORDS = List.of(".rollback", ".down", ".undo");

    private FlywayFindings() {}

    static ToolBehaviour reserved(String path, String word) {
        return ToolBehaviour.of(
                ToolBehaviour.Kind.FILE_STOPS_TOOL,
                path,
                "Flyway stops at %s: \"%s\" is a word that it keeps for itself".formatted(path, word),
                "It does so at once or when it runs the next time. Give the migration a number.");
    }

    /** A name that looks like a migration's is one that somebody believes in. */
    static DirectoryProblem passedOver(String path, String file) {
        if (!FlywayName.looksLikeAMigration(file)) {
            return new UnrecognisedFile(path, "Flyway runs V1__name.sql and R__name.sql");
        }
        Mistake mistake = FlywayName.mistake(file);
        return SkippedFile.of("Flyway", path, mistake.why(), "Rename it to %s.".formatted(mistake.right()));
    }

    static ToolBehaviour sameVersion(List<FlywayFile> same) {
        return ToolBehaviour.of(
                ToolBehaviour.Kind.FILE_STOPS_TOOL,
                same.get(1).path(),
                "Flyway stops at several migrations of version %s: %s"
                        .formatted(same.get(0).name().migrationVersion(), list(same)),
                "It applies nothing at all. " + wayOut(same));
    }

    private static String wayOut(List<FlywayFile> same) {
        Optional<FlywayFile> rollback = same.stream()
                .filter(file -> ROLLBACK_WORDS.stream()
                        .anyMatch(word -> file.name().stem().endsWith(word)))
                .findFirst();
        if (rollback.isPresent()) {
            return "%s is a migration to it, whatever its ending says: move it to ../rollback, which Flyway does not scan."
                    .formatted(rollback.get().path());
        }
        List<String> folders =
                same.stream().map(FlywayFindings::topFolder).distinct().toList();
        return folders.size() == same.size() && !folders.contains("")
                ? "If the folders %s are for different databases, give the one to verify; else give one of the files another version."
                        .formatted(String.join(" and ", folders))
                : "Give one of them another version.";
    }

    private static String topFolder(FlywayFile file) {
        return file.path().substring(0, Math.max(0, file.path().indexOf('/')));
    }

    static ToolBehaviour sameDescription(FlywayFile first, FlywayFile second) {
        return ToolBehaviour.of(
                ToolBehaviour.Kind.FILE_STOPS_TOOL,
                second.path(),
                "Flyway stops at two repeatable migrations of one description: %s"
                        .formatted(list(List.of(first, second))),
                "It applies nothing at all. Give one of them another name.");
    }

    private static String list(List<FlywayFile> files) {
        return files.stream().map(FlywayFile::path).collect(Collectors.joining(" and "));
    }

    static ToolBehaviour callbacks(List<FlywayFile> callbacks) {
        return ToolBehaviour.of(
                ToolBehaviour.Kind.SCRIPT_LEFT_OUT,
                callbacks.get(0).path(),
                "Flyway runs %s around the migrations, Rollproof does not"
                        .formatted(callbacks.stream().map(FlywayFile::path).collect(Collectors.joining(", "))),
                "What is done there is in none of the schemas here. Changes to the schema belong into migrations.");
    }

    static ToolBehaviour baseline(FlywayFile file, boolean followsAnother) {
        String version = file.name().migrationVersion().text();
        return ToolBehaviour.of(
                ToolBehaviour.Kind.SCRIPT_LEFT_OUT,
                file.path(),
                "Flyway runs %s on a new database in place of every version up to %s; Rollproof leaves it out and proves those"
                        .formatted(file.path(), version),
                followsAnother
                        ? "That it makes the same schema is not proven."
                        : "That it makes the same schema is not proven here; rollproof diff DIR@%s DIR/%s says so."
                                .formatted(version, file.path()));
    }

    /** Migrations in other languages by file, with their names; other classes are none. */
    static Map<String, FlywayName> named(List<String> codeFiles) {
        Map<String, FlywayName> named = new LinkedHashMap<>();
        for (String file : codeFiles) {
            String name = file.substring(file.lastIndexOf('/') + 1);
            FlywayName.ofStem(name.substring(0, name.lastIndexOf('.')))
                    .filter(parts -> parts.kind() == Kind.REPEATABLE
                            || (parts.kind() != Kind.CALLBACK && parts.stem().contains("__")))
                    .ifPresent(parts -> named.put(file, parts));
        }
        return named;
    }

    static List<DirectoryProblem> inCode(List<String> codeFiles, Set<FlywayName> versions) {
        List<DirectoryProblem> problems = new ArrayList<>();
        named(codeFiles).entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.comparing(FlywayName::migrationVersion)))
                .forEach(entry -> problems.add(inCode(entry.getKey(), entry.getValue(), versions)));
        return problems;
    }

    private static ToolBehaviour inCode(String file, FlywayName name, Set<FlywayName> versions) {
        String language = LANGUAGES.get(file.substring(file.lastIndexOf('.')));
        Optional<FlywayName> after = name.version().isEmpty()
                ? Optional.empty()
                : versions.stream()
                        .filter(version -> FlywayName.BY_VERSION.compare(version, name) > 0)
                        .findFirst();
        String when = after.map(next -> "before " + next.label()).orElse("after all others");
        return ToolBehaviour.of(
                ToolBehaviour.Kind.MIGRATION_NOT_SQL,
                file,
                "%s is a migration written in %s, which Flyway runs %s and Rollproof does not"
                        .formatted(name.stem(), language, when),
                (after.isPresent()
                                ? "What it changes is missing here in every later schema, so a later migration may fail here that passes in production."
                                : "What it changes is in none of the schemas here.")
                        + " Where it changes the schema, write that part in SQL.");
    }
}
