package dev.rollproof.verifier.report;

import dev.rollproof.verifier.SnapshotUpdate;
import dev.rollproof.verifier.SnapshotUpdate.Change;
import dev.rollproof.verifier.SnapshotUpdate.SnapshotFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is said to people of snapshots that were written, or were not. */
public final class SnapshotText {
    private SnapshotText() {}

    /** Why nothing was written: the migrations that fail. */
    public static String ofFailures(List<ReportSource> sources) {
        List<String> lines = new ArrayList<>();
        Optional<SourceQuotes> quotes = Optional.of(new SourceQuotes());
        for (ReportSource source : sources) {
            lines.add(Printable.of(
                    source.directory() + ", " + source.report().source().layout()));
            source.report()
                    .findings()
                    .forEach(finding -> lines.addAll(FindingText.lines(Screen.FILE, source, finding, quotes)));
        }
        lines.add("");
        lines.add("FAILED: no snapshot was written, because a migration fails");
        return String.join("\n", lines) + "\n";
    }

    /**
     * What was written for one database: a line a file that is not what it was, and one for all.
     *
     * @param folder the folder of the snapshots as the user would write it
     */
    public static String of(String folder, SnapshotUpdate update) {
        StringBuilder text = new StringBuilder();
        for (SnapshotFile file : update.files()) {
            if (file.change() != Change.UNCHANGED) {
                text.append(Printable.of("%-7s  %s/%s".formatted(word(file.change()), folder, file.name())))
                        .append('\n');
            }
        }
        List<String> counts = new ArrayList<>();
        for (Change change : Change.values()) {
            if (update.count(change) > 0) {
                counts.add(update.count(change) + " " + word(change));
            }
        }
        return text.append(Printable.of(folder))
                .append(": ")
                .append(String.join(", ", counts))
                .append('\n')
                .toString();
    }

    private static String word(Change change) {
        return change.name().toLowerCase(Locale.ROOT);
    }
}
