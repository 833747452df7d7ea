package dev.rollproof.verifier.report;

import dev.rollproof.verifier.ScaffoldedRollback;
import dev.rollproof.verifier.ScaffoldedRollback.Proven;
import dev.rollproof.verifier.ScaffoldedRollback.Unwritten;
import java.io.File;
import java.nio.file.Path;
import java.util.List;

/** What is said of rollbacks that were written, or not: a line each, then one for all. */
public final class ScaffoldText {
    private ScaffoldText() {}

    /**
     * The line of one rollback, without its end.
     *
     * @param folder what stands before the file's name for the user: {@code migrations/}, or nothing
     */
    public static String line(String folder, ScaffoldedRollback rollback) {
        String line = "";
        if (rollback instanceof Proven proven) {
            String losses =
                    proven.losses().isEmpty() ? "" : ", cannot bring back " + String.join(", ", proven.losses());
            String file = shown(folder + proven.migration().rollbackPlace().file());
            line = (proven.isFile()
                            ? "written      " + file
                            : (proven.isAppended() ? "append       to " : "insert       into ") + file)
                    + "  proven"
                    + losses
                    + (proven.isFile() || proven.isAppended() ? "" : "; the first line is there already");
        } else if (rollback instanceof Unwritten unwritten) {
            line = "not written  " + folder + unwritten.migration().name() + ": " + unwritten.reason();
        }
        return Printable.of(line);
    }

    /** The last line, without its end. */
    public static String summary(List<ScaffoldedRollback> rollbacks) {
        long sections = rollbacks.stream()
                .filter(rollback -> rollback instanceof Proven proven && !proven.isFile())
                .count();
        if (sections > 0) {
            boolean appended = rollbacks.stream()
                    .allMatch(rollback -> !(rollback instanceof Proven proven) || proven.isAppended());
            return "%d of %d missing rollback%s printed above; %s each %s its file"
                    .formatted(
                            sections,
                            rollbacks.size(),
                            rollbacks.size() == 1 ? "" : "s",
                            appended ? "append" : "insert",
                            appended ? "to" : "into");
        }
        long written = rollbacks.stream().filter(Proven.class::isInstance).count();
        return "%d of %d missing rollback%s written"
                .formatted(written, rollbacks.size(), rollbacks.size() == 1 ? "" : "s");
    }

    /** A rollback may stand beside the migrations folder: {@code ../rollback}. */
    private static String shown(String file) {
        return Path.of(file).normalize().toString().replace(File.separatorChar, '/');
    }
}
