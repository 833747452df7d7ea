package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.SnapshotCheck;
import dev.rollproof.verifier.check.Checks;
import dev.rollproof.verifier.project.Project;
import dev.rollproof.verifier.project.ProjectDatabase;
import dev.rollproof.verifier.report.ReportSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code check}: hold the migrations against the committed snapshots. */
@Command(
        name = "check",
        description =
                "Compare the migrations with the committed snapshots: whether anybody changed, renamed or deleted what was"
                        + " released, or added a migration without its snapshot.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CheckCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private MigrationChoice choice = new MigrationChoice();

    @Option(
            names = "--snapshots",
            paramLabel = "FOLDER",
            description = "What the command snapshot wrote (default: \"snapshots\" in rollproof.json).")
    private @Nullable Path snapshots;

    @Mixin
    private ReportChoice reports = new ReportChoice();

    CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        reports.requireDifferentFiles(surroundings);
        Surroundings heard = reports.heard(surroundings);
        Project project = choice.project(heard);
        SnapshotFolder folder = SnapshotFolder.of("--snapshots", snapshots, project, surroundings);
        SnapshotCheck check = new SnapshotCheck(Checks.severities(project.severities(), false), command());
        List<ReportSource> sources = new ArrayList<>();
        for (ProjectDatabase database : choice.databases(project)) {
            Path own = folder.of(database);
            try (ProgressLine progress = ProgressLine.ticking(heard, "comparing")) {
                sources.add(new ReportSource(
                        database.name(),
                        surroundings.shown(database.directory()),
                        Optional.of(surroundings.shown(own)),
                        check.compare(choice.migrations(database), choice.wholeOf(database), own, progress)));
            }
        }
        return reports.write(surroundings, sources);
    }

    /** What writes these snapshots anew. */
    private String command() {
        String directory = choice.directory().toString();
        return "rollproof snapshot" + (directory.equals(".") ? "" : " " + quoted(directory))
                + (snapshots == null ? "" : " --out " + quoted(snapshots.toString()));
    }

    private static String quoted(String argument) {
        return argument.contains(" ") ? "'" + argument + "'" : argument;
    }
}
