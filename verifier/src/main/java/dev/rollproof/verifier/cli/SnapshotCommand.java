package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.SchemaHistory;
import dev.rollproof.verifier.SnapshotUpdate;
import dev.rollproof.verifier.check.Checks;
import dev.rollproof.verifier.check.Step;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.project.Project;
import dev.rollproof.verifier.project.ProjectDatabase;
import dev.rollproof.verifier.report.ReportSource;
import dev.rollproof.verifier.report.SnapshotText;
import dev.rollproof.verifier.verdict.SnapshotReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code snapshot}: write what the migrations make, to be committed with them. */
@Command(
        name = "snapshot",
        description =
                "Write the schema after each migration as VERSION.json, with a checksum of the migration, and the latest"
                        + " as latest.sql. Commit them: check tells when anybody changes what was released.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SnapshotCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private MigrationChoice choice = new MigrationChoice();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description =
                    "Where they go, each database of several into a folder of its own below it (default: \"snapshots\""
                            + " in rollproof.json).")
    private @Nullable Path out;

    @Option(names = "--quiet", description = "No progress on standard error; what went wrong stays.")
    private boolean quiet;

    SnapshotCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Surroundings heard = quiet ? surroundings.hushed() : surroundings;
        Project project = choice.project(heard);
        SnapshotFolder folder = SnapshotFolder.of("--out", out, project, surroundings);
        Map<ProjectDatabase, SchemaHistory> histories = new LinkedHashMap<>();
        List<ReportSource> failed = new ArrayList<>();
        for (ProjectDatabase database : choice.databases(project)) {
            try (ProgressLine progress = ProgressLine.ticking(heard, "applying")) {
                SchemaHistory history = SchemaHistory.of(choice.migrations(database), progress);
                histories.put(database, history);
                history.failure().ifPresent(step -> failed.add(failure(folder, database, step)));
            }
        }
        if (!failed.isEmpty()) {
            surroundings.out().print(SnapshotText.ofFailures(failed));
            return ExitCode.ERRORS;
        }
        histories.forEach((database, history) -> write(folder.of(database), choice.wholeOf(database), history));
        return ExitCode.HOLDS;
    }

    private ReportSource failure(SnapshotFolder folder, ProjectDatabase database, Step step) {
        return new ReportSource(
                database.name(),
                surroundings.shown(database.directory()),
                Optional.of(surroundings.shown(folder.of(database))),
                new SnapshotReport(step.source(), 0, 0, Checks.with(Map.of()).failure(step)));
    }

    private void write(Path folder, MigrationSet whole, SchemaHistory history) {
        SnapshotUpdate update = SnapshotUpdate.write(history, whole, folder);
        surroundings.out().print(SnapshotText.of(surroundings.shown(folder), update));
    }
}
