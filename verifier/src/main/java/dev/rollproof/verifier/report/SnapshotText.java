package dev.rollproof.verifier.report;

import dev.rollproof.verifier.SnapshotUpdate;
import dev.rollproof.verifier.SnapshotUpdate.Change;
import dev.rollproof.verifier.SnapshotUpdate.SnapshotFile;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.Target;
import dev.rollproof.verifier.verdict.SnapshotReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is said to people of snapshots: how the migrations compare with them, and what was written. */
public final class SnapshotText {
    private SnapshotText() {}

    /** The comparison of each database, one under the other. */
    public static String of(List<SnapshotSource> sources, boolean colour) {
        Style style = colour ? Style.COLOURED : Style.PLAIN;
        return sources.stream()
                .map(source -> compared(style, source, sources.size() > 1))
                .collect(Collectors.joining("\n"));
    }

    private static String compared(Style style, SnapshotSource source, boolean named) {
        SnapshotReport report = source.report();
        List<String> lines = new ArrayList<>();
        String name = named ? source.database() + ": " : "";
        lines.add(style.verdict(report.passed(), Printable.of(name + headline(report))));
        lines.add(style.faint(Printable.of("%s against %s, %s%s, SQLite %s"
                .formatted(
                        source.directory(),
                        source.snapshots(),
                        report.source().layout(),
                        report.source().target() == Target.D1 ? " for Cloudflare D1" : "",
                        SqliteDatabase.sqliteVersion()))));
        if (!report.findings().isEmpty()) {
            lines.add("");
        }
        report.findings().forEach(finding -> lines.addAll(FindingText.lines(style, source.directory(), finding)));
        return String.join("\n", lines) + "\n";
    }

    private static String headline(SnapshotReport report) {
        long errors = report.count(Severity.ERROR);
        long warnings = report.count(Severity.WARNING);
        String found = errors == 0 ? "" : count(errors, "error") + ", ";
        found += warnings == 0 ? "" : count(warnings, "warning") + ", ";
        return "%s: %s%s compared with %s, %s the text that was released"
                .formatted(
                        report.passed() ? "PASSED" : "FAILED",
                        found,
                        count(report.compared(), "version"),
                        report.compared() == 1 ? "its snapshot" : "their snapshots",
                        report.asReleased() == report.compared()
                                ? report.compared() == 1 ? "it has" : "all have"
                                : report.asReleased() + (report.asReleased() == 1 ? " of them has" : " of them have"));
    }

    private static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** Why nothing was written: the migrations that fail. */
    public static String ofFailures(List<SnapshotSource> sources) {
        List<String> lines = new ArrayList<>();
        lines.add("FAILED: no snapshot was written, because a migration fails");
        for (SnapshotSource source : sources) {
            lines.add(Printable.of(
                    source.directory() + ", " + source.report().source().layout()));
            source.report()
                    .findings()
                    .forEach(finding -> lines.addAll(FindingText.lines(Style.PLAIN, source.directory(), finding)));
        }
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
