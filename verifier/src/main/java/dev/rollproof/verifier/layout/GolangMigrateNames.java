package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.MigrationVersion;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What golang-migrate's rule for names takes in that nobody means: any ending behind {@code .up.} and {@code .down.}. The rule
 * is that of source/parse.go.
 *
 * @param others files that do not end in {@code .sql} and are run all the same
 * @param problems what stops the tool, and what it passes over because its number is too large
 */
record GolangMigrateNames(List<FileRole> others, List<ToolBehaviour> problems) {
    private static final Pattern NAME = Pattern.compile("^([0-9]+)_(.*)\\.(down|up)\\.(.*)$");
    /** 2^64-1: versions are unsigned there. */
    private static final BigInteger GREATEST = new BigInteger("18446744073709551615");

    static GolangMigrateNames of(FolderListing folder) {
        GolangMigrateNames names = new GolangMigrateNames(new ArrayList<>(), new ArrayList<>());
        Map<String, String> first = new HashMap<>();
        // A file that ends as everybody expects is the one that is meant.
        List<String> files = new ArrayList<>(folder.files());
        files.sort((a, b) -> Boolean.compare(!a.endsWith(".sql"), !b.endsWith(".sql")));
        files.forEach(file -> names.add(file, first));
        return names;
    }

    /** Whether the tool passes over the file although its name looks right. */
    static boolean isTooLarge(String file) {
        Matcher name = NAME.matcher(file);
        return name.matches() && new BigInteger(name.group(1)).compareTo(GREATEST) > 0;
    }

    private void add(String file, Map<String, String> first) {
        Matcher name = NAME.matcher(file);
        if (!name.matches()) {
            return;
        }
        if (isTooLarge(file)) {
            problems.add(SkippedFile.of(
                    "golang-migrate",
                    file,
                    "the version is beyond %s".formatted(GREATEST),
                    "Give it a shorter number."));
            return;
        }
        MigrationVersion version = MigrationVersion.of(name.group(1));
        String direction = name.group(3);
        String other = first.putIfAbsent(version + direction, file);
        if (file.endsWith(".sql")) {
            return;
        }
        if (other != null) {
            problems.add(ToolBehaviour.of(
                    Kind.FILE_STOPS_TOOL,
                    file,
                    "golang-migrate stops before it applies anything: whatever follows \".%s.\", %s is a second %s file of version %s beside %s"
                            .formatted(direction, file, direction, version, other),
                    "Move it to another folder, or name it so that no \".%s.\" is in it.".formatted(direction)));
        } else {
            others.add(
                    direction.equals("up")
                            ? new FileRole.Up(file, version, file.substring(0, name.end(2)), name.group(2))
                            : new FileRole.Rollback(file, version));
        }
    }
}
