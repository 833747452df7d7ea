package dev.rollproof.verifier.layout;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a migrations folder that Wrangler applies, in its order: those that a pattern stands for and that are no links.
 * {@code listFilesRelative} of its {@code workers-utils/src/d1-migrations.ts}.
 */
final class WranglerFiles {
    private final FolderListing folder;
    private final WranglerPattern pattern;
    private final List<String> found = new ArrayList<>();

    private WranglerFiles(FolderListing folder, WranglerPattern pattern) {
        this.folder = folder;
        this.pattern = pattern;
    }

    /** Lists them, relative to the folder, with {@code /}. */
    static List<String> matching(FolderListing folder, WranglerPattern pattern) {
        WranglerFiles files = new WranglerFiles(folder, pattern);
        folder.entries().forEach(files::visit);
        return files.found.stream().sorted(WranglerOrder.OF_PATHS).toList();
    }

    private void visit(String name) {
        Path path = folder.directory().resolve(name);
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            if (pattern.reaches(name)) {
                FolderListing.names(path).forEach(inner -> visit(name + "/" + inner));
            }
        } else if (pattern.matches(name) && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            found.add(name);
        }
    }
}
