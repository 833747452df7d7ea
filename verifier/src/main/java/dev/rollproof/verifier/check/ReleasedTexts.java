package dev.rollproof.verifier.check;

import dev.rollproof.verifier.check.Release.Text;
import dev.rollproof.verifier.check.SnapshotComparison.Unreadable;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.snapshot.CommittedSnapshot;
import dev.rollproof.verifier.snapshot.CommittedSnapshots;
import dev.rollproof.verifier.snapshot.MigrationLock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which snapshot is of which migration: the one of its version if that has its text; else any that has; else, if nobody else
 * has the text of that, the one of its version again, because the migration was edited.
 */
final class ReleasedTexts {
    private final Map<MigrationVersion, MigrationLock> locks;
    private final Map<MigrationVersion, CommittedSnapshot> committed = new LinkedHashMap<>();
    private final Map<MigrationVersion, Unreadable> unreadable = new HashMap<>();
    private final Map<MigrationVersion, Text> texts = new HashMap<>();
    private final Map<MigrationVersion, CommittedSnapshot> claimed = new HashMap<>();
    private final List<CommittedSnapshot> unclaimed = new ArrayList<>();

    private ReleasedTexts(Map<MigrationVersion, MigrationLock> locks) {
        this.locks = locks;
    }

    /** Finds them for all migrations of a database. */
    static ReleasedTexts of(MigrationSet whole, CommittedSnapshots snapshots) {
        ReleasedTexts released = new ReleasedTexts(MigrationLock.of(whole));
        List<MigrationVersion> versions =
                whole.migrations().stream().map(Migration::version).toList();
        versions.forEach(version -> released.read(version, snapshots));
        released.unclaimed.addAll(snapshots.besides(Set.copyOf(versions)));
        released.committed.forEach(released::pairByVersion);
        List<MigrationVersion> open = versions.stream()
                .filter(version -> !released.texts.containsKey(version))
                .toList();
        open.forEach(released::pairByText);
        open.forEach(released::pairEdited);
        return released;
    }

    Text text(MigrationVersion version) {
        return texts.getOrDefault(version, Text.NEW);
    }

    /** The snapshot of a migration, though it may stand under another version. */
    Optional<CommittedSnapshot> snapshot(MigrationVersion version) {
        return Optional.ofNullable(claimed.get(version));
    }

    Optional<Unreadable> unreadable(MigrationVersion version) {
        return Optional.ofNullable(unreadable.get(version));
    }

    /** The snapshots of which there is no migration any more. */
    List<CommittedSnapshot> gone() {
        return unclaimed;
    }

    private void read(MigrationVersion version, CommittedSnapshots snapshots) {
        try {
            snapshots.of(version).ifPresent(snapshot -> committed.put(version, snapshot));
        } catch (InvalidInputException e) {
            String file = CommittedSnapshots.fileName(version);
            unreadable.put(version, new Unreadable(file, String.valueOf(e.getMessage())));
            texts.put(version, Text.UNREADABLE);
        }
    }

    private void pairByVersion(MigrationVersion version, CommittedSnapshot snapshot) {
        if (!locks.containsKey(version)) {
            claim(version, Text.REPEATABLE, snapshot);
        } else if (snapshot.lock().isEmpty()) {
            claim(version, Text.UNKNOWN, snapshot);
        } else if (isOfText(snapshot, version)) {
            claim(version, Text.SAME, snapshot);
        } else {
            unclaimed.add(snapshot);
        }
    }

    private void pairByText(MigrationVersion version) {
        unclaimed.stream()
                .filter(snapshot -> isOfText(snapshot, version))
                .findFirst()
                .ifPresent(snapshot -> claim(version, Text.MOVED, snapshot));
    }

    private void pairEdited(MigrationVersion version) {
        CommittedSnapshot own = committed.get(version);
        if (own != null && !texts.containsKey(version) && unclaimed.contains(own)) {
            claim(version, Text.EDITED, own);
        }
    }

    private boolean isOfText(CommittedSnapshot snapshot, MigrationVersion version) {
        MigrationLock lock = locks.get(version);
        return lock != null && snapshot.lock().filter(lock::sameText).isPresent();
    }

    private void claim(MigrationVersion version, Text text, CommittedSnapshot snapshot) {
        texts.put(version, text);
        claimed.put(version, snapshot);
        unclaimed.removeIf(other -> other.file().equals(snapshot.file()));
    }
}
