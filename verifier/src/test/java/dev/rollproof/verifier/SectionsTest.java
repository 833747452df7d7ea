package dev.rollproof.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.report.JsonReport;
import dev.rollproof.verifier.report.ReportSource;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A history in sections, proven in one thread or in several, against the same in one piece. */
class SectionsTest {
    private static final int ONE_PIECE = Integer.MAX_VALUE;
    private static final int HISTORIES = 200;
    private static final int[] SEVERAL = {2, 3, 7};

    @Test
    void theReportIsThatOfOnePiece() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            RandomHistory history = RandomHistory.of(seed);
            String whole = report(history, 1, ONE_PIECE);
            for (int jobs : new int[] {1, SEVERAL[(int) (seed % SEVERAL.length)]}) {
                int length = 1 + (int) ((seed + jobs) % 4);
                assertThat(report(history, jobs, length))
                        .as("history %d, %d jobs, sections of %d", seed, jobs, length)
                        .isEqualTo(whole);
            }
        }
    }

    /** Where these do not occur, nothing is said of them above. */
    @Test
    void theHistoriesShowWhatOneMigrationTellsAnotherOf() {
        Set<String> found = LongStream.range(0, HISTORIES)
                .mapToObj(RandomHistory::of)
                .flatMap(SectionsTest::findings)
                .map(Finding::check)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found)
                .contains(
                        "dangling-reference",
                        "descent-differs",
                        "migration-failed",
                        "rollback-failed",
                        "rollback-missing",
                        "rows-left-behind",
                        "schema-not-restored",
                        "settings-not-restored",
                        "tables-not-populated",
                        "text-differs");
    }

    private static java.util.stream.Stream<Finding> findings(RandomHistory history) {
        try {
            return verify(history, 1, ONE_PIECE).allFindings();
        } catch (InvalidInputException seedDoesNotFit) {
            return java.util.stream.Stream.empty();
        }
    }

    private static String report(RandomHistory history, int jobs, int leastSection) {
        try {
            VerificationReport report = verify(history, jobs, leastSection);
            return JsonReport.of(List.of(new ReportSource("main", "migrations", report)), "test")
                    .replaceAll("(\"(up|rollback|reapply)\" : )[0-9.E-]+", "$1…");
        } catch (InvalidInputException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static VerificationReport verify(RandomHistory history, int jobs, int leastSection) {
        VerificationOptions options =
                VerificationOptions.DEFAULT.withSeeds(history.seeds()).withJobs(jobs);
        return new RollbackVerifier(options, leastSection).verify(history.migrations());
    }
}
