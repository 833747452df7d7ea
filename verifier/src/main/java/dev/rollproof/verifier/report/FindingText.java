package dev.rollproof.verifier.report;

import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.diff.SchemaChange;
import dev.rollproof.verifier.verdict.LintReport;
import dev.rollproof.verifier.verdict.SnapshotReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A finding for people: the check and the place, what happened, the line in the file, what to do. */
final class FindingText {
    private static final String INDENT = " ".repeat(6);
    private static final String BELOW = " ".repeat(8);
    /** More of them hide the findings after it. */
    private static final int MOST_DIFFERENCES = 12;

    private FindingText() {}

    /**
     * The lines of one finding, without their ends.
     *
     * @param quotes the lines in the files, of which one is shown; empty where it just was
     */
    static List<String> lines(Screen screen, ReportSource source, Finding finding, Optional<SourceQuotes> quotes) {
        List<String> lines = new ArrayList<>(head(screen, source, finding));
        message(screen, source, finding, lines);
        quotes.filter(ofFiles -> isOfALine(source, finding))
                .flatMap(ofFiles -> ofFiles.at(source.report(), finding.location()))
                .ifPresent(quote -> lines.addAll(quote.lines(screen, BELOW)));
        List<String> help = screen.wrapped(BELOW + "-> ", Printable.of(finding.help()));
        lines.add(help.get(0).replaceFirst("-> ", screen.style().faint("-> ")));
        lines.addAll(help.subList(1, help.size()));
        return lines;
    }

    /** Where a schema is not the one of a snapshot, the line is only where the script begins. */
    private static boolean isOfALine(ReportSource source, Finding finding) {
        boolean ofTheWhole =
                source.report() instanceof SnapshotReport && !finding.changes().isEmpty();
        return !ofTheWhole && finding.severity() != Severity.NOTE;
    }

    /** The place stands in a line of its own where it would be cut. */
    private static List<String> head(Screen screen, ReportSource source, Finding finding) {
        String place = Printable.of(Place.of(source, finding.location()).toString());
        String said = finding.severity().id() + " " + finding.check();
        Style style = screen.style();
        String head = INDENT + style.severity(finding.severity()) + " " + style.strong(finding.check());
        int columns = INDENT.length() + said.length() + 2 + Screen.columns(place);
        return columns <= screen.width().orElse(columns) ? List.of(head + "  " + place) : List.of(head, BELOW + place);
    }

    /** Several differences stand a line each; else the message. */
    private static void message(Screen screen, ReportSource source, Finding finding, List<String> lines) {
        List<SchemaChange> changes = finding.changes();
        // A lint speaks of what an up did, and the words of a difference are those of what a rollback left.
        boolean listed = changes.size() > 1 && !(source.report() instanceof LintReport);
        if (!listed) {
            lines.addAll(screen.wrapped(BELOW, Printable.of(finding.message())));
            changes.stream().limit(1).forEach(change -> lines.addAll(DifferenceText.sql(screen, BELOW + "  ", change)));
            return;
        }
        // Up to where the message begins to list them.
        int list = finding.message().indexOf(changes.get(0).describe());
        String words = list < 0
                ? finding.message()
                : finding.message().substring(0, list).strip();
        lines.addAll(screen.wrapped(BELOW, Printable.of(words)));
        for (SchemaChange change : changes.subList(0, Math.min(changes.size(), MOST_DIFFERENCES))) {
            lines.addAll(screen.wrapped(BELOW + "  ", Printable.of(change.describe())));
            lines.addAll(DifferenceText.sql(screen, BELOW + "    ", change));
        }
        if (changes.size() > MOST_DIFFERENCES) {
            lines.add(BELOW
                    + "  %s %s; the JSON report holds them all"
                            .formatted(screen.ellipsis(), Figures.count(changes.size() - MOST_DIFFERENCES, "more")));
        }
    }
}
