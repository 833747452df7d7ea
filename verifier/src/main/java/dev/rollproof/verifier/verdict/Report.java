package dev.rollproof.verifier.verdict;

import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;
import java.util.stream.Stream;

/** What a command says of the migrations of one database. */
public sealed interface Report permits VerificationReport, LintReport, SnapshotReport {
    /** What was looked at. */
    MigrationSet source();

    /** What was found in the directory as a whole, in the order of the checks. */
    List<Finding> findings();

    /** What is said of each migration that was looked at, in the order in which they are applied; none where none is judged alone. */
    List<? extends MigrationReport> migrations();

    /** Every finding: the directory's, then each migration's. */
    default Stream<Finding> allFindings() {
        return Stream.concat(
                findings().stream(),
                migrations().stream().map(MigrationReport::findings).flatMap(List::stream));
    }

    /** How many findings weigh {@code severity}. */
    default int count(Severity severity) {
        return (int) allFindings().filter(f -> f.severity() == severity).count();
    }

    /** Whether there is no error. */
    default boolean passed() {
        return count(Severity.ERROR) == 0;
    }
}
