package dev.rollproof.verifier.layout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a project says what a tool does with its migrations: in files beside them or above. */
final class FoldersAbove {
    private FoldersAbove() {}

    /** The folder itself and those above it, the nearest first, up to the root of the repository; without one, of the file system. */
    static List<Path> of(Path directory) {
        List<Path> folders = new ArrayList<>();
        for (@Nullable Path folder = directory; folder != null; folder = folder.getParent()) {
            folders.add(folder);
            if (Files.exists(folder.resolve(".git"))) {
                break;
            }
        }
        return folders;
    }
}
