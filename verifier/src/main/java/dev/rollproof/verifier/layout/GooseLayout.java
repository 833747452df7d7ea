package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code 00003_add_orders.sql} with {@code -- +goose Up} and {@code -- +goose Down} in it, as goose v3's command line runs it. */
final class GooseLayout implements FileConventions {
    private static final String DOWN = GooseAnnotation.DOWN.line();

    @Override
    public Layout layout() {
        return Layout.GOOSE;
    }

    @Override
    public String example() {
        return "00001_create_users.sql with \"-- +goose Up\" in it";
    }

    @Override
    public Fit fit(FolderListing folder, ReadingOptions options) {
        return Directives.anyLine(folder, "+goose", line -> line.startsWith("--")) ? Fit.CERTAIN : Fit.NONE;
    }

    @Override
    public MigrationSet read(FolderListing folder, ReadingOptions options) {
        List<DirectoryProblem> problems = new ArrayList<>();
        SortedMap<Long, String> files = new TreeMap<>();
        folder.files().stream().filter(GooseLayout::isRead).forEach(file -> add(file, files, problems));
        List<Migration> migrations = new ArrayList<>();
        List<String> inGo = new ArrayList<>();
        files.forEach((version, file) -> {
            if (file.endsWith(".go")) {
                inGo.add(file);
            } else {
                migrations.add(migration(version, folder.script(file), options.environment()));
            }
        });
        SortedMap<MigrationVersion, String> versions = new TreeMap<>();
        files.forEach((version, file) -> versions.put(MigrationVersion.of(Long.toString(version)), file));
        problems.addAll(VersionGaps.between(versions));
        folder.sqlFiles().stream()
                .filter(file -> !file.endsWith(".sql"))
                .forEach(file -> problems.add(SkippedFile.endingInCapitals("goose", file)));
        inGo(inGo, migrations).ifPresent(problems::add);
        return new MigrationSet(folder.directory(), layout().id(), false, migrations, problems);
    }

    /** Go's files may hold other things than migrations; those have names that say so. */
    private static boolean isRead(String file) {
        return file.endsWith(".sql")
                || (file.endsWith(".go")
                        && !file.endsWith("_test.go")
                        && GooseName.of(file).mistake().isEmpty());
    }

    private static void add(String file, SortedMap<Long, String> files, List<DirectoryProblem> problems) {
        GooseName name = GooseName.of(file);
        if (name.mistake().isPresent()) {
            problems.add(ToolBehaviour.of(
                    Kind.FILE_STOPS_TOOL,
                    file,
                    "goose stops at %s before it applies anything: %s"
                            .formatted(file, name.mistake().get()),
                    "It takes every .sql file here for a migration. Name it as one, or move it to another folder."));
            return;
        }
        String first = files.putIfAbsent(name.version(), file);
        if (first != null) {
            problems.add(ToolBehaviour.of(
                    Kind.FILE_STOPS_TOOL,
                    file,
                    "goose stops before it applies anything: %s and %s are both version %d"
                            .formatted(first, file, name.version()),
                    "Give the younger one the next free version."));
        }
    }

    private static Migration migration(long version, MigrationScript file, Map<String, String> environment) {
        String name = file.file().substring(0, file.file().length() - ".sql".length());
        boolean down = GoLines.of(file.text()).stream().anyMatch(GooseLayout::isDown);
        return new Migration(
                MigrationVersion.of(Long.toString(version)),
                name,
                name.substring(name.indexOf('_') + 1),
                GooseSection.read(file, false, environment),
                down ? Optional.of(GooseSection.read(file, true, environment)) : Optional.empty(),
                RollbackPlace.section(
                        file.file(),
                        DOWN,
                        sql -> FencedStatements.of(
                                sql, GooseAnnotation.STATEMENT_BEGIN.line(), GooseAnnotation.STATEMENT_END.line())));
    }

    private static boolean isDown(String line) {
        try {
            return GooseAnnotation.isOne(line) && GooseAnnotation.of(line) == GooseAnnotation.DOWN;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<ToolBehaviour> inGo(List<String> files, List<Migration> migrations) {
        if (files.isEmpty()) {
            return Optional.empty();
        }
        String first = files.get(0);
        String which = files.size() == 1
                ? "%s is a migration written in Go, which goose runs and Rollproof does not".formatted(first)
                : "%d migrations are written in Go, which goose runs and Rollproof does not, from %s to %s"
                        .formatted(files.size(), first, files.get(files.size() - 1));
        return Optional.of(ToolBehaviour.of(
                Kind.MIGRATION_NOT_SQL,
                first,
                which,
                CodeMigrations.help(
                        "Go changes",
                        MigrationVersion.of(Long.toString(GooseName.of(first).version())),
                        migrations)));
    }
}
