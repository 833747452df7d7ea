package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.snapshot.CommittedSnapshot;
import dev.rollproof.verifier.snapshot.MigrationLock;
import java.util.List;
import java.util.Optional;

/**
 * A migration held against the snapshot that is committed of it.
 *
 * @param made what it makes now; empty where it was not run, or not to its end
 * @param text how its text compares with what was released
 * @param committed the snapshot; empty where the migration has none
 * @param changes the differences from the committed schema that begin here
 * @param next the next migration that has a snapshot, by its file; empty where none has
 */
public record Release(
        Migration migration,
        Optional<MadeSchema> made,
        Text text,
        Optional<CommittedSnapshot> committed,
        List<SchemaChange> changes,
        Optional<String> next) {

    /** What became of a migration's text. */
    public enum Text {
        /** It is what was released. */
        SAME,
        /** It was released under another version. */
        MOVED,
        /** It is another than was released under this version. */
        EDITED,
        /** Its snapshot does not say what was released. */
        UNKNOWN,
        /** It is there to be changed: its tool runs it again then. */
        REPEATABLE,
        /** Nothing was released. */
        NEW,
        /** Its snapshot cannot be read. */
        UNREADABLE
    }

    /** Copies the list. */
    public Release {
        changes = List.copyOf(changes);
    }

    /** Whether its schema was held against the committed one. */
    public boolean isCompared() {
        return made.isPresent() && committed.isPresent() && text != Text.MOVED;
    }

    String file() {
        return migration.up().file();
    }

    /** The file of the snapshot that it has. */
    String snapshot() {
        return committed.map(CommittedSnapshot::file).orElseThrow();
    }

    /** How the file was called when it was released; empty where nobody wrote that down. */
    Optional<String> releasedFile() {
        return committed.flatMap(CommittedSnapshot::lock).map(MigrationLock::file);
    }

    boolean isRenamed() {
        return releasedFile().filter(file -> !file.equals(file())).isPresent();
    }
}
