package dev.rollproof.verifier.report;

import dev.rollproof.verifier.migrator.Direction;
import dev.rollproof.verifier.migrator.DryRun;
import dev.rollproof.verifier.migrator.DryRun.RowCount;
import dev.rollproof.verifier.migrator.MigrationResult;
import dev.rollproof.verifier.migrator.MigrationStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a run did with a database, for people. What it did meanwhile stands in the log. */
public final class RunText {
    private RunText() {}

    /**
     * Says what it did, or where it stopped.
     *
     * @param report of a run that was not refused
     */
    public static String of(RunReport report) {
        MigrationResult result = report.result().orElseThrow();
        String heading = report.source().heading();
        if (result.failure().isPresent()) {
            return FailureText.of(report, result, result.failure().get());
        }
        if (result.steps().isEmpty()) {
            return Printable.of(heading + ": " + report.unchanged()) + "\n";
        }
        if (report.dryRun().isPresent()) {
            return dryRun(report, result, report.dryRun().get());
        }
        String backup = result.backup()
                .map(file ->
                        "; the copy from before is " + report.source().shown().apply(file))
                .orElse("");
        String anew = report.mode() == RunReport.Mode.RESET ? "made anew, " : "";
        return Printable.of(heading + ": " + anew + done(result.steps(), report.direction()) + backup) + "\n";
    }

    private static String dryRun(RunReport report, MigrationResult result, DryRun dryRun) {
        List<String> lines = new ArrayList<>();
        lines.add("%s: tried on a copy, %s; %s is as it was"
                .formatted(
                        report.source().heading(),
                        done(result.steps(), report.direction()),
                        report.source().file()));
        for (MigrationStep step : result.steps()) {
            lines.add("  %s  %s, %s"
                    .formatted(step.migration().name(), Figures.time(step.took()), Figures.count(step.rows(), "row")));
        }
        lines.add(dryRun.schema().isEmpty() ? "  the schema stays the same" : "  the schema changes:");
        DiffText.lines(dryRun.schema()).forEach(line -> lines.add("    " + line));
        if (!dryRun.rows().isEmpty()) {
            lines.add("  the number of rows changes:");
        }
        dryRun.rows().forEach((table, count) -> lines.add("    %s: %s".formatted(table, count(count))));
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(Printable.of(line)).append('\n'));
        return text.toString();
    }

    private static String count(RowCount count) {
        if (count.before() < 0) {
            return "new, " + Figures.count(count.after(), "row");
        }
        return count.after() < 0
                ? "gone, with " + Figures.count(count.before(), "row")
                : count.before() + " -> " + count.after();
    }

    /** {@code applied 3 migrations, 0001_a to 0003_c, in 12 ms}. */
    static String done(List<MigrationStep> steps, Direction direction) {
        Duration took = steps.stream().map(MigrationStep::took).reduce(Duration.ZERO, Duration::plus);
        return "%s %s, %s, in %s"
                .formatted(word(direction), Figures.count(steps.size(), "migration"), range(steps), Figures.time(took));
    }

    static String word(Direction direction) {
        return direction == Direction.UP ? "applied" : "rolled back";
    }

    private static String range(List<MigrationStep> steps) {
        String first = steps.get(0).migration().name();
        String last = steps.get(steps.size() - 1).migration().name();
        return steps.size() == 1 ? first : first + " to " + last;
    }
}
