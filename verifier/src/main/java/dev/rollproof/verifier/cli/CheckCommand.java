package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.SnapshotCheck;
import dev.rollproof.verifier.check.Checks;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.project.Project;
import dev.rollproof.verifier.project.ProjectDatabase;
import dev.rollproof.verifier.report.SnapshotJsonReport;
import dev.rollproof.verifier.report.SnapshotSource;
import dev.rollproof.verifier.report.SnapshotText;
import dev.rollproof.verifier.verdict.SnapshotReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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

    @Option(names = "--strict", description = "Warnings fail the comparison too.")
    private boolean strict;

    @ArgGroup(exclusive = false, multiplicity = "0..*")
    private List<ReportTarget> targets = new ArrayList<>();

    @Option(
            names = "--color",
            paramLabel = "auto|always|never",
            defaultValue = "auto",
            description = "Colours in a text report on standard output (default: ${DEFAULT-VALUE}).")
    private Colour colour = Colour.AUTO;

    CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ReportTarget.requireDifferentFiles(targets, surroundings);
        Project project = choice.project(surroundings);
        SnapshotFolder folder = SnapshotFolder.of("--snapshots", snapshots, project, surroundings);
        SnapshotCheck check = new SnapshotCheck(Checks.severities(project.severities(), false), command());
        List<SnapshotSource> sources = new ArrayList<>();
        for (ProjectDatabase database : choice.databases(project)) {
            Path own = folder.of(database);
            sources.add(new SnapshotSource(
                    database.name(),
                    surroundings.shown(database.directory()),
                    surroundings.shown(own),
                    check.compare(choice.migrations(database), choice.wholeOf(database), own)));
        }
        if (targets.isEmpty()) {
            targets.add(new ReportTarget());
        }
        targets.forEach(target -> target.write(surroundings, document(target, sources)));
        return sources.stream().map(SnapshotSource::report).allMatch(this::holds) ? ExitCode.HOLDS : ExitCode.ERRORS;
    }

    private boolean holds(SnapshotReport report) {
        return report.passed() && !(strict && report.count(Severity.WARNING) > 0);
    }

    private String document(ReportTarget target, List<SnapshotSource> sources) {
        return switch (target.format) {
            case TEXT -> SnapshotText.of(sources, target.file(surroundings).isEmpty() && colour.on(surroundings));
            case JSON -> SnapshotJsonReport.of(sources, Main.version());
        };
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
