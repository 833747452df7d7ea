package dev.rollproof.verifier.migrator;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** The names of files are the folder's: a file can be on the disk after a power cut, and not be found. */
final class SyncedFolder {
    private SyncedFolder() {}

    /** Has the names in the folder of {@code file}, an absolute path, written to the disk. */
    static void of(Path file) {
        try (FileChannel channel =
                FileChannel.open(Objects.requireNonNull(file.getParent()), StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no folder, and keeps names without being asked to.
        }
    }
}
