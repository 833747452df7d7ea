package dev.rollproof.verifier.check;

import dev.rollproof.verifier.check.Release.Text;
import dev.rollproof.verifier.check.SnapshotComparison.StaleLatest;
import dev.rollproof.verifier.check.SnapshotComparison.Unreadable;
import dev.rollproof.verifier.diff.SchemaChange;
import dev.rollproof.verifier.diff.SchemaDiff;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.snapshot.CommittedSnapshot;
import dev.rollproof.verifier.snapshot.CommittedSnapshots;
import dev.rollproof.verifier.snapshot.SchemaScript;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds where differences from the committed schemas begin. A change in one version is in all later ones too: behind it a
 * migration whose text is the released one is not asked, and another only for what its predecessor does not differ in already.
 */
final class ReleaseComparison {
    private final MigrationSet migrations;
    private final MigrationSet whole;
    private final ReleasedTexts released;
    private final List<MadeSchema> made;

    /** The schema to compare with: the last one that is committed. */
    private SchemaSnapshot base = SchemaSnapshot.NOTHING;

    /** What differs from it already, as keys. */
    private Set<String> known = Set.of();

    /** Whether the migrations so far are others than were released. */
    private boolean disturbed;

    ReleaseComparison(MigrationSet migrations, MigrationSet whole, ReleasedTexts released, List<MadeSchema> made) {
        this.migrations = migrations;
        this.whole = whole;
        this.released = released;
        this.made = made;
        this.disturbed = !released.gone().isEmpty();
    }

    SnapshotComparison compare(boolean complete, CommittedSnapshots snapshots, String command) {
        List<Migration> chosen = migrations.migrations();
        List<Migration> moved = whole.migrations().stream()
                .filter(migration -> text(migration) == Text.MOVED)
                .toList();
        disturbed |= !moved.isEmpty();
        List<Release> releases = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            releases.add(release(chosen, i));
        }
        // One that is not asked about may be gone from among those that are.
        moved.stream()
                .filter(migration -> !chosen.contains(migration))
                .map(this::unasked)
                .forEach(releases::add);
        List<Unreadable> unreadable = chosen.stream()
                .flatMap(migration -> released.unreadable(migration.version()).stream())
                .toList();
        boolean asReleased = !disturbed
                && unreadable.isEmpty()
                && releases.stream().noneMatch(release -> release.text() == Text.EDITED);
        return new SnapshotComparison(
                migrations,
                snapshots.folder(),
                command,
                releases,
                released.gone(),
                unreadable,
                complete && asReleased ? latest(snapshots) : Optional.empty());
    }

    private Release release(List<Migration> chosen, int index) {
        Migration migration = chosen.get(index);
        Text text = text(migration);
        Optional<CommittedSnapshot> snapshot = released.snapshot(migration.version());
        Optional<MadeSchema> schema = index < made.size() ? Optional.of(made.get(index)) : Optional.empty();
        boolean asked = snapshot.isPresent() && text != Text.MOVED && !(text == Text.SAME && disturbed);
        List<SchemaChange> beginning = schema.map(
                        it -> differences(it.schema(), snapshot.filter(own -> text != Text.MOVED)))
                .filter(changes -> asked)
                .orElse(List.of());
        disturbed |= text == Text.NEW || !beginning.isEmpty();
        return new Release(migration, schema, text, snapshot, beginning, nextReleased(chosen, index));
    }

    private Release unasked(Migration migration) {
        Optional<CommittedSnapshot> snapshot = released.snapshot(migration.version());
        return new Release(migration, Optional.empty(), text(migration), snapshot, List.of(), Optional.empty());
    }

    /** The differences that no migration before this one has. */
    private List<SchemaChange> differences(SchemaSnapshot schema, Optional<CommittedSnapshot> own) {
        base = own.map(CommittedSnapshot::schema).orElse(base);
        List<SchemaChange> changes = SchemaDiff.between(base, schema).changes();
        Set<String> before = known;
        known = changes.stream().map(ReleaseComparison::key).collect(Collectors.toSet());
        return changes.stream().filter(change -> !before.contains(key(change))).toList();
    }

    private Text text(Migration migration) {
        return released.text(migration.version());
    }

    private Optional<String> nextReleased(List<Migration> chosen, int index) {
        return chosen.stream()
                .skip(index + 1L)
                .filter(migration -> Set.of(Text.SAME, Text.EDITED).contains(text(migration)))
                .map(migration -> migration.up().file())
                .findFirst();
    }

    /** What stays the same of a difference while other migrations go on changing the table. */
    private static String key(SchemaChange change) {
        return change instanceof SchemaChange.ColumnOrder ? "order of " + change.object() : change.describe();
    }

    /** Held against the last snapshot, not against the migrations: a comment in one of them may change without harm. */
    private Optional<StaleLatest> latest(CommittedSnapshots snapshots) {
        MadeSchema last = made.get(made.size() - 1);
        String name = last.migration().name();
        Optional<String> latest = snapshots.latest();
        if (latest.isEmpty()) {
            return Optional.of(new StaleLatest(0, name));
        }
        List<String> written = latest.get().lines().toList();
        List<String> wanted =
                SchemaScript.of(base, last.migration().version()).lines().toList();
        int same = 0;
        while (same < written.size()
                && same < wanted.size()
                && written.get(same).equals(wanted.get(same))) {
            same++;
        }
        return same == written.size() && same == wanted.size()
                ? Optional.empty()
                : Optional.of(new StaleLatest(Math.min(same + 1, Math.max(written.size(), 1)), name));
    }
}
