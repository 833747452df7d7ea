package dev.rollproof.extension;

import dev.rollproof.verifier.diff.SchemaDiff;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.TextFile;
import dev.rollproof.verifier.snapshot.CommittedSnapshot;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SnapshotJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A schema that is kept in a file beside the tests.
 *
 * @param name the path as the test has it
 * @param path the same, absolute
 */
record SnapshotFile(String name, Path path) {
    static final String UPDATE_COMMAND = "mvn test -Drollproof.update-snapshots=true";

    /**
     * A file that need not be there.
     *
     * @throws InvalidInputException when it is no path, or one of the class path: nothing can be written there
     */
    static SnapshotFile of(String name) {
        if (name.startsWith("classpath:")) {
            throw new InvalidInputException(
                    "\"%s\" is on the class path, where no snapshot can be written; give a path in the project, such as %s"
                            .formatted(name, name.replace("classpath:", "src/test/resources/")));
        }
        return new SnapshotFile(name, UserPath.of(name));
    }

    /** Whether this run writes snapshots rather than compare with them. */
    static boolean toBeUpdated() {
        return Boolean.getBoolean("rollproof.update-snapshots");
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Reads it; {@link InvalidInputException} when it is no snapshot. */
    SchemaSnapshot read() {
        return SnapshotJson.read(name, TextFile.read(path));
    }

    /**
     * Writes this schema, and says so, unless it is what the file holds. What the file says of the migration stays. What is no
     * snapshot is never overwritten.
     */
    void update(SchemaSnapshot schema) {
        if (!exists()) {
            write(SnapshotJson.write(schema), "wrote the snapshot " + name);
            return;
        }
        CommittedSnapshot old = oldSnapshot();
        String text = SnapshotJson.write(schema, old.lock());
        if (!SnapshotJson.write(old.schema(), old.lock()).equals(text)) {
            int changes = SchemaDiff.between(old.schema(), schema).changes().size();
            String what = changes == 0
                    ? "the same schema, its SQL written differently"
                    : changes + (changes == 1 ? " difference" : " differences");
            write(text, "rewrote the snapshot %s: %s".formatted(name, what));
        }
    }

    private CommittedSnapshot oldSnapshot() {
        try {
            return SnapshotJson.readCommitted(name, TextFile.read(path));
        } catch (InvalidInputException e) {
            throw new InvalidInputException(e.getMessage() + "; not rewritten: delete it, and it is written anew", e);
        }
    }

    private void write(String text, String told) {
        try {
            Path folder = Objects.requireNonNull(path.getParent(), "an absolute path of a file has a folder");
            // Before JDK 20 createDirectories refuses a link to a folder.
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
            TextFile.replace(path, text);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the snapshot %s cannot be written: %s".formatted(name, TextFile.reason(e)), e);
        }
        // The test passes, and an assertion has nothing but this to tell that it compared nothing.
        Notice.print(told);
    }
}
