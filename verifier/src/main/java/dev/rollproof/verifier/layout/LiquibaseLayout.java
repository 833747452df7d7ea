package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import dev.rollproof.verifier.sql.SqlScript;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Liquibase's formatted SQL: each changeset is one migration. The changelog in the folder says what is read; without one, all files
 * below the folder are, in the order of includeAll.
 */
final class LiquibaseLayout implements FileConventions {
    private static final String HEADING = "--rollback …";
    /** The root of a changelog, as a key or an element: other files may mention the word. */
    private static final Pattern CHANGELOG = Pattern.compile(
            "(^\\s*|\\{\\s*)\"?%1$s\"?\\s*:|<(\\w+:)?%1$s\\b".formatted(StructuredChangelog.ROOT), Pattern.MULTILINE);

    @Override
    public Layout layout() {
        return Layout.LIQUIBASE;
    }

    @Override
    public String example() {
        return "a .sql file that begins with --liquibase formatted sql, or a changelog that includes such";
    }

    @Override
    public Fit fit(FolderListing folder, ReadingOptions options) {
        boolean fits = !changelogs(folder).isEmpty()
                || folder.sqlFiles().stream()
                        .map(folder::readableText)
                        .flatMap(Optional::stream)
                        .anyMatch(FormattedSqlFile::isFormatted);
        return fits ? Fit.CERTAIN : Fit.NONE;
    }

    private static List<String> changelogs(FolderListing folder) {
        return folder.files().stream()
                .filter(ChangelogFiles::isStructured)
                .filter(file -> folder.readableText(file)
                        .filter(text -> text.contains(StructuredChangelog.ROOT))
                        .filter(text -> CHANGELOG.matcher(text).find())
                        .isPresent())
                .toList();
    }

    @Override
    public MigrationSet read(FolderListing folder, ReadingOptions options) {
        LiquibaseChangelogs changelogs = new LiquibaseChangelogs(new ChangelogFiles(folder), options);
        roots(folder).forEach(changelogs::read);
        List<LiquibaseChangeset> changesets = changelogs.changesets();
        if (changesets.isEmpty()) {
            refuseNothing(folder, changelogs);
        }
        return new MigrationSet(
                folder.directory(), layout().id(), false, migrations(changesets), changelogs.problems());
    }

    /** The changelogs that no other one in the folder names: one that is called master before all others. */
    private static List<String> roots(FolderListing folder) {
        List<String> changelogs = changelogs(folder);
        List<String> masters = changelogs.stream()
                .filter(file -> file.contains("master") || file.contains("root"))
                .toList();
        if (masters.size() == 1) {
            return masters;
        }
        List<String> unnamed = changelogs.stream()
                .filter(file -> changelogs.stream()
                        .noneMatch(other ->
                                !other.equals(file) && folder.text(other).contains(file)))
                .toList();
        return changelogs.isEmpty()
                ? new ChangelogFiles(folder)
                        .below("").stream().filter(ChangelogFiles::isSql).toList()
                : unnamed;
    }

    private static void refuseNothing(FolderListing folder, LiquibaseChangelogs changelogs) {
        if (!changelogs.elsewhere().isEmpty()) {
            throw new InvalidInputException(
                    "the changesets in %s are not for SQLite but for dbms:%s; Rollproof runs SQLite"
                            .formatted(folder.directory(), String.join(", dbms:", changelogs.elsewhere())));
        }
        List<String> roots = changelogs(folder);
        if (changelogs.problems().isEmpty() && !roots.isEmpty()) {
            throw new InvalidInputException(
                    "%s holds no changeset and includes none, so Liquibase applies nothing; write them there, or give the folder without it"
                            .formatted(folder.directory().resolve(roots.get(0))));
        }
        changelogs.problems().stream().findFirst().ifPresent(problem -> {
            throw nothing(folder, problem, changelogs.problems().size());
        });
    }

    private static InvalidInputException nothing(FolderListing folder, DirectoryProblem first, int problems) {
        String said = first instanceof ToolBehaviour behaviour
                ? "%s: %s. %s".formatted(behaviour.file(), behaviour.message(), behaviour.help())
                : first.toString();
        return new InvalidInputException("%s holds no changeset of SQL that Rollproof can run%s. %s"
                .formatted(
                        folder.directory(),
                        problems > 1 ? ", for %d reasons; the first".formatted(problems) : "",
                        said));
    }

    private static List<Migration> migrations(List<LiquibaseChangeset> changesets) {
        Map<String, String> files =
                shortNames(changesets.stream().map(LiquibaseChangeset::path).collect(Collectors.toSet()));
        UniqueNumbers numbers =
                UniqueNumbers.among(changesets.stream().flatMap(changeset -> number(changeset).stream()));
        return changesets.stream()
                .map(changeset -> {
                    String name = files.get(changeset.path()) + changeset.id() + "::" + changeset.author();
                    return migration(changeset, name, numbers.version(number(changeset), name, name));
                })
                .toList();
    }

    private static Optional<MigrationVersion> number(LiquibaseChangeset changeset) {
        return Optional.of(changeset.id()).filter(MigrationVersion::isVersion).map(MigrationVersion::of);
    }

    /** The file's part of a name: none where there is one file, its last part where that tells it from all others. */
    private static Map<String, String> shortNames(Set<String> paths) {
        Set<String> lasts = new HashSet<>();
        boolean distinct = paths.stream().allMatch(path -> lasts.add(last(path)));
        return paths.stream()
                .collect(Collectors.toMap(
                        Function.identity(), path -> paths.size() == 1 ? "" : (distinct ? last(path) : path) + "::"));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Migration migration(LiquibaseChangeset changeset, String name, MigrationVersion version) {
        return new Migration(
                        version,
                        name,
                        changeset.comment(),
                        changeset.up(),
                        changeset.rollback(),
                        RollbackPlace.section(
                                changeset.file(),
                                HEADING,
                                new RollbackLines(changeset.author() + ":" + changeset.id())))
                .trackedAs(changeset.identity());
    }

    /** Writes a rollback as it stands below its changeset's line, which comes first to show where that is. */
    private record RollbackLines(String changeset) implements UnaryOperator<String> {
        @Override
        public String apply(String sql) {
            // Liquibase would send what is only a comment to SQLite as a statement, and fail.
            String lines = SqlScript.read(sql).statements().isEmpty()
                    ? "--rollback empty\n"
                    : sql.lines().map(line -> "--rollback " + line + "\n").collect(Collectors.joining());
            return "--changeset %s\n".formatted(changeset) + lines;
        }
    }
}
