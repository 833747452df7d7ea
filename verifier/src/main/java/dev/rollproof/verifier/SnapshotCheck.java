package dev.rollproof.verifier;

import dev.rollproof.verifier.check.Checks;
import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.check.SnapshotComparison;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.snapshot.CommittedSnapshots;
import dev.rollproof.verifier.verdict.SnapshotReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds migrations against the snapshots that are committed of them: whether anyone changed what was released. */
public final class SnapshotCheck {
    private final Map<String, Severity> severities;
    private final String command;

    /**
     * A comparison.
     *
     * @param severities by check id, in place of the checks' own
     * @param command what writes the snapshots anew, as the user would type it
     */
    public SnapshotCheck(Map<String, Severity> severities, String command) {
        this.severities = Map.copyOf(severities);
        this.command = command;
    }

    /** Compare each version, as the other does, and tell nobody how far it is. */
    public SnapshotReport compare(MigrationSet migrations, MigrationSet whole, Path folder) {
        return compare(migrations, whole, folder, Progress.UNTOLD);
    }

    /**
     * Compare each version. A migration that fails is a finding, and what comes after it is not compared.
     *
     * @param migrations those that are asked about
     * @param whole all migrations of the database
     * @param folder where its snapshots are, absolute
     * @param progress who is told how far it is
     * @throws InvalidInputException when there is no snapshot, or no migration
     */
    public SnapshotReport compare(MigrationSet migrations, MigrationSet whole, Path folder, Progress progress) {
        CommittedSnapshots snapshots = CommittedSnapshots.read(folder);
        requireSnapshots(snapshots, whole);
        SchemaHistory history = SchemaHistory.of(migrations, progress);
        SnapshotComparison comparison = SnapshotComparison.of(
                migrations, whole, history.made(), history.reachesEndOf(whole), snapshots, command);
        Checks checks = Checks.with(severities);
        Stream<Finding> failure =
                history.failure().map(checks::failure).stream().flatMap(List::stream);
        return new SnapshotReport(
                migrations,
                comparison.compared(),
                comparison.asReleased(),
                Stream.concat(failure, checks.examine(comparison).stream()).toList());
    }

    /** Nothing is green because nothing was compared. */
    private void requireSnapshots(CommittedSnapshots snapshots, MigrationSet whole) {
        Set<MigrationVersion> versions =
                whole.migrations().stream().map(Migration::version).collect(Collectors.toSet());
        if (versions.stream().noneMatch(snapshots::holds)
                && snapshots.besides(versions).isEmpty()) {
            throw new InvalidInputException("there is no snapshot in %s to compare with; %s writes them"
                    .formatted(snapshots.folder(), command));
        }
    }
}
