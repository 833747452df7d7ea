package dev.rollproof.verifier.report;

import dev.rollproof.verifier.migrator.Direction;
import dev.rollproof.verifier.migrator.MigrationResult;
import dev.rollproof.verifier.migrator.MigrationStep;
import java.time.Duration;
import java.util.List;

/** What a run did with a database, for people. What it did meanwhile stands in the log. */
public final class RunText {
    private RunText() {}

    /** The text for a run that was not refused. */
    public static String of(RunReport report) {
        MigrationResult result = report.result().orElseThrow();
        String heading = report.source().heading();
        if (result.failure().isPresent()) {
            return FailureText.of(report, result, result.failure().get());
        }
        if (result.steps().isEmpty()) {
            return Printable.of(heading + ": " + report.unchanged()) + "\n";
        }
        String backup = result.backup()
                .map(file ->
                        "; the copy from before is " + report.source().shown().apply(file))
                .orElse("");
        return Printable.of(heading + ": " + done(result.steps(), report.direction()) + backup) + "\n";
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
