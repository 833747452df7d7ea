package dev.rollproof.verifier;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.TextFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What came of writing the rollback of one migration. */
public sealed interface ScaffoldedRollback {
    /** The migration that had no rollback. */
    Migration migration();

    /**
     * A rollback that is proven.
     *
     * @param text of the whole file; ends with a newline
     * @param losses what it cannot bring back: {@code users.nickname (its values)}; its text begins with a comment that says so
     */
    record Proven(Migration migration, String text, List<String> losses) implements ScaffoldedRollback {
        /** Copies the list. */
        public Proven {
            losses = List.copyOf(losses);
        }

        /** Whether it is a file of its own; else it belongs into the migration's, which is the user's to change. */
        public boolean isFile() {
            return migration.rollbackPlace().heading().isEmpty();
        }

        /** Whether it belongs at the end of the migration's own file; else below a line of it, with which it begins. */
        public boolean isAppended() {
            return migration
                    .rollbackPlace()
                    .heading()
                    .filter(line -> !line.endsWith("…"))
                    .isPresent();
        }

        /**
         * The part of the migration's own file that it is: its heading, unless the file has that already or each line begins
         * with it (it ends in … then), and its text as the tool wants it, which ends with a newline.
         */
        public String section() {
            String heading = migration
                    .rollbackPlace()
                    .heading()
                    .filter(line -> migration.rollback().isEmpty() && !line.endsWith("…"))
                    .map(line -> line + "\n")
                    .orElse("");
            return heading + migration.rollbackPlace().form().apply(text);
        }

        /**
         * Writes the file, whole or not at all, where the migration's layout looks for it.
         *
         * @param directory the migrations folder
         * @throws InvalidInputException when a file is there already, or none can be written
         */
        public Path writeInto(Path directory) {
            Path file = directory.resolve(migration.rollbackPlace().file());
            Path part = file.resolveSibling(
                    file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
            try {
                Files.createDirectories(part.toAbsolutePath().getParent());
                try {
                    Files.writeString(part, text);
                    // Without REPLACE_EXISTING: what somebody else wrote in the meantime stays.
                    Files.move(part, file);
                } finally {
                    Files.deleteIfExists(part);
                }
                return file;
            } catch (FileAlreadyExistsException e) {
                throw new InvalidInputException(
                        file + " is there already and is not overwritten; move it away to have it written", e);
            } catch (IOException e) {
                throw new InvalidInputException(file + " cannot be written: " + TextFile.reason(e), e);
            }
        }
    }

    /**
     * A rollback that could not be written or not be proven.
     *
     * @param reason why, on one line, for the user
     */
    record Unwritten(Migration migration, String reason) implements ScaffoldedRollback {}
}
