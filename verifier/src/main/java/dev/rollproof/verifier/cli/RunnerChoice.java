package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.Tracking;
import dev.rollproof.verifier.project.Project;
import dev.rollproof.verifier.project.ProjectDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Which real databases a command works on, and what it tells while it does. */
final class RunnerChoice {
    /** What has to be said again for another command to read the same migrations. */
    private static final List<String> READING = List.of(
            "--layout", "--include", "--exclude", "--target", "--placeholder", "--stub-function", "--tracking-table");

    @Mixin
    private FolderChoice folder = new FolderChoice();

    @Mixin
    private DatabaseFiles files = new DatabaseFiles();

    @Mixin
    private LogChoice log = new LogChoice();

    @Option(
            names = "--tracking-table",
            paramLabel = "NAME",
            description =
                    "The table in which the migrations' own tool keeps what it applied, where it is configured to another name.")
    private @Nullable String trackingTable;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    private List<RealDatabase> databases = List.of();
    private boolean several;

    /**
     * Works on each database in turn; one that cannot be worked on does not keep the others from it.
     *
     * @param prepare looks at all of them before the first is worked on
     * @param work answers with its exit code
     * @param refused told of a database that could not be worked on, and why, which is logged
     * @return the highest of the exit codes
     */
    int each(
            Surroundings surroundings,
            Consumer<List<RealDatabase>> prepare,
            ToIntFunction<RealDatabase> work,
            BiConsumer<RealDatabase, String> refused) {
        try {
            read(surroundings);
            prepare.accept(databases);
        } catch (InvalidInputException e) {
            log(surroundings).refused("", message(e));
            return ExitCode.UNUSABLE;
        }
        int worst = ExitCode.HOLDS;
        for (RealDatabase database : databases) {
            try {
                worst = Math.max(worst, work.applyAsInt(database));
            } catch (InvalidInputException e) {
                log(surroundings).refused(several ? database.name() : "", message(e));
                refused.accept(database, message(e));
                worst = ExitCode.UNUSABLE;
            }
        }
        return worst;
    }

    private void read(Surroundings surroundings) {
        Project project = folder.project(surroundings);
        several = project.databases().size() > 1;
        List<RealDatabase> found = new ArrayList<>();
        Map<ProjectDatabase, Path> paths = files.of(folder.databases(project), project, surroundings);
        paths.forEach((database, file) ->
                found.add(new RealDatabase(project, database, several, migrations(database), file)));
        databases = List.copyOf(found);
    }

    private MigrationSet migrations(ProjectDatabase database) {
        MigrationSet migrations = folder.migrations(database);
        return trackingTable == null
                ? migrations
                : migrations.trackedIn(new Tracking(migrations.tracking().tool(), trackingTable));
    }

    /**
     * Requires that only one database is worked on.
     *
     * @param why the beginning of a sentence that ends with it
     */
    static void requireOne(List<RealDatabase> databases, String why) {
        if (databases.size() > 1) {
            String names = databases.stream().map(RealDatabase::name).collect(Collectors.joining(", "));
            throw new InvalidInputException(
                    "%s: which of %s is meant? Choose one with --database".formatted(why, names));
        }
    }

    /** What is told while a command works. */
    RunLog log(Surroundings surroundings) {
        return log.of(surroundings);
    }

    /** The words with which another command would work on the same database. */
    String again(String command, RealDatabase database, Surroundings surroundings) {
        List<String> words = new ArrayList<>(List.of("rollproof", command));
        ParseResult given = spec.commandLine().getParseResult();
        String directory = surroundings.shown(
                surroundings.workingDirectory().resolve(folder.directory()).normalize());
        if (!directory.equals(".")) {
            words.add(directory);
        }
        for (OptionSpec option : given.matchedOptions()) {
            if (READING.contains(option.longestName())) {
                option.originalStringValues().forEach(value -> {
                    words.add(option.longestName());
                    words.add(value);
                });
            }
        }
        if (several) {
            words.add("--database");
            words.add(database.name());
        }
        if (files.isGiven()) {
            String file = surroundings.shown(database.file());
            words.add("--db");
            words.add(file.contains("=") && !file.contains("/") ? "./" + file : file);
        }
        return ShellWords.of(words);
    }

    private static String message(InvalidInputException e) {
        return Objects.requireNonNull(e.getMessage());
    }
}
