package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.snapshot.CommittedSnapshot;
import dev.rollproof.verifier.snapshot.CommittedSnapshots;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Migrations held against the snapshots that are committed of them.
 *
 * @param migrations those that were compared
 * @param folder where the snapshots are, absolute
 * @param command what writes the snapshots anew, as the user would type it
 * @param releases those that were compared, and those of the others that were released under another version; in the order
 *     in which they are applied
 * @param gone the snapshots of which there is no migration any more
 * @param unreadable the files that should be snapshots and are none, and why, by version
 * @param latest what is wrong with the latest schema as SQL, where nothing else is and it was looked at
 */
public record SnapshotComparison(
        MigrationSet migrations,
        Path folder,
        String command,
        List<Release> releases,
        List<CommittedSnapshot> gone,
        List<Unreadable> unreadable,
        Optional<StaleLatest> latest) {

    /**
     * A file that is no snapshot.
     *
     * @param file its name in the folder
     * @param why the message, which begins with that name
     */
    public record Unreadable(String file, String why) {}

    /**
     * A {@code latest.sql} that is not what the migrations make.
     *
     * @param line the first that differs, from 1; 0 where there is no such file
     * @param version the latest, as the migration's name
     */
    public record StaleLatest(int line, String version) {}

    /** Copies the lists. */
    public SnapshotComparison {
        releases = List.copyOf(releases);
        gone = List.copyOf(gone);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * Compares.
     *
     * @param migrations those that are asked about
     * @param whole all migrations of the database
     * @param made what {@code migrations} make, up to the first that fails
     * @param complete whether that is all up to the latest
     * @param command what writes the snapshots anew, as the user would type it
     */
    public static SnapshotComparison of(
            MigrationSet migrations,
            MigrationSet whole,
            List<MadeSchema> made,
            boolean complete,
            CommittedSnapshots snapshots,
            String command) {
        return new ReleaseComparison(migrations, whole, ReleasedTexts.of(whole, snapshots), made)
                .compare(complete, snapshots, command);
    }

    /** How many migrations make a schema that was held against the committed one. */
    public long compared() {
        return releases.stream().filter(Release::isCompared).count();
    }

    /** How many of them have the text that was released. */
    public long asReleased() {
        return releases.stream()
                .filter(release -> release.isCompared() && release.text() == Release.Text.SAME)
                .count();
    }

    /** Where a file of the folder is for findings: seen from the migrations. */
    Location at(String file) {
        return Location.of(place(file));
    }

    /** The path of a file of the folder, from the migrations, with {@code /}. */
    String place(String file) {
        return migrations
                .directory()
                .relativize(folder.resolve(file))
                .toString()
                .replace(File.separatorChar, '/');
    }
}
