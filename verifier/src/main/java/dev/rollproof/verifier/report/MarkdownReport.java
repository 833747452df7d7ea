package dev.rollproof.verifier.report;

import dev.rollproof.verifier.check.Declared;
import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Location;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.verdict.MigrationReport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The report as a comment on a pull request or the summary of a job: the verdict, a table of what is not fine, and folded below it
 * what was found. However much there is, it stays under the 65,536 characters that GitHub takes, and says what it leaves out.
 */
public final class MarkdownReport {
    /** In bytes of UTF-8. */
    static final int LIMIT = 60_000;
    /** For the last line. */
    private static final int RESERVED = 300;
    /** The overview of all databases, before any detail. */
    private static final int OVERVIEW = 25_000;
    /** A name, a message or a help may be a whole statement. */
    private static final int LONGEST_TEXT = 600;

    private static final int LONGEST_SCRIPT = 4_000;

    private final StringBuilder text = new StringBuilder();
    private int bytes;
    private int leftOut;

    private MarkdownReport() {}

    /** Write the verdicts of all databases, then the details of all. */
    public static String of(List<ReportSource> sources) {
        MarkdownReport report = new MarkdownReport();
        List<ReportSource> worstFirst = sources.stream()
                .sorted(Comparator.comparing(source -> source.report().passed()))
                .toList();
        worstFirst.forEach(source -> report.overview(source, sources.size() > 1));
        worstFirst.forEach(source -> report.details(source, sources.size() > 1));
        if (report.leftOut > 0) {
            report.text
                    .append("\n_Left out to stay under 60 kB: ")
                    .append(report.leftOut)
                    .append(report.leftOut == 1 ? " row or detail" : " rows and details")
                    .append(". The text and JSON reports hold everything._\n");
        }
        return report.text.toString();
    }

    private void overview(ReportSource source, boolean named) {
        String mark = source.report().passed() ? "✅ " : "❌ ";
        String name = "Rollproof " + source.command() + (named ? ", " + source.database() : "") + ": ";
        add(
                "### " + mark + Markdown.text(shortened(name + Headline.of(source.report()))) + "\n\n"
                        + Markdown.text(shortened(TextReport.circumstances(source))) + "\n\n",
                OVERVIEW);
        List<Shown> shown = Shown.of(source);
        int fine = source.report().migrations().size()
                - (int) shown.stream().filter(Shown::isMigration).count();
        if (!shown.isEmpty()) {
            // In one piece with the first row: half a table is none.
            String head = "| | migration | verdict | found |\n| --- | --- | --- | --- |\n";
            for (Shown one : shown) {
                if (add(head + one.row(), OVERVIEW)) {
                    head = "";
                }
            }
            if (fine > 0 && head.isEmpty()) {
                add("| ✓ | " + Figures.count(fine, "other") + " | | |\n", OVERVIEW);
            }
            add("\n", OVERVIEW);
        }
    }

    private void details(ReportSource source, boolean named) {
        for (Shown one : Shown.of(source)) {
            String details = one.details(named, true);
            // What would bring the schema back is the longest part, and can be had elsewhere.
            if (!fits(details, LIMIT - RESERVED)) {
                details = one.details(named, false);
            }
            add(details, LIMIT - RESERVED);
        }
    }

    private boolean fits(String piece, int limit) {
        return bytes + piece.getBytes(StandardCharsets.UTF_8).length <= limit;
    }

    private boolean add(String piece, int limit) {
        if (!fits(piece, limit)) {
            leftOut++;
            return false;
        }
        text.append(piece);
        bytes += piece.getBytes(StandardCharsets.UTF_8).length;
        return true;
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT)) + "…";
    }

    /** What has a row of its own: a migration that is not fine, or the folder. */
    private record Shown(
            ReportSource source,
            String mark,
            String name,
            String words,
            List<Finding> findings,
            List<Declared> declarations,
            String suggestion,
            boolean isMigration) {
        static List<Shown> of(ReportSource source) {
            List<Shown> shown = new ArrayList<>();
            List<Finding> findings = source.report().findings();
            if (!findings.isEmpty()) {
                boolean bad = findings.stream().anyMatch(f -> f.severity() == Severity.ERROR);
                String mark = (bad ? Mark.BAD : Mark.WARNED).sign(true);
                shown.add(new Shown(source, mark, source.directory(), "", findings, List.of(), "", false));
            }
            for (MigrationReport migration : source.report().migrations()) {
                Mark mark = Mark.of(migration);
                if (mark != Mark.GOOD || !migration.declarations().isEmpty()) {
                    shown.add(new Shown(
                            source,
                            mark.sign(true),
                            migration.migration().name(),
                            migration.words(),
                            migration.findings(),
                            migration.declarations(),
                            migration.suggestion().orElse(""),
                            true));
                }
            }
            return shown;
        }

        String row() {
            String found = String.join(
                    ", ", findings.stream().map(Finding::check).distinct().toList());
            return "| %s | %s | %s | %s |\n".formatted(mark, Markdown.cell(shortened(name)), words, found);
        }

        String details(boolean named, boolean suggesting) {
            if (findings.isEmpty() && declarations.isEmpty()) {
                return "";
            }
            String title = (named ? source.database() + ": " : "") + name;
            StringBuilder details = new StringBuilder("<details><summary>%s %s%s</summary>\n\n"
                    .formatted(mark, Markdown.html(shortened(title)), words.isEmpty() ? "" : ": " + words));
            declarations.forEach(declared -> details.append(declared(declared)));
            findings.forEach(finding -> details.append(finding(finding)));
            if (suggesting && !suggestion.isBlank() && suggestion.length() <= LONGEST_SCRIPT) {
                details.append("A whole rollback that brings the schema back:\n\n")
                        .append(Markdown.block("sql", suggestion))
                        .append('\n');
            }
            return details.append("</details>\n\n").toString();
        }

        private String finding(Finding finding) {
            return "**%s %s** %s\n\n%s\n\n→ %s\n\n"
                    .formatted(
                            finding.severity().id().toUpperCase(Locale.ROOT),
                            finding.check(),
                            Markdown.code(shortened(
                                    Place.of(source, finding.location()).toString())),
                            Markdown.text(shortened(finding.message())),
                            Markdown.text(shortened(finding.help())));
        }

        private String declared(Declared declared) {
            Location location = new Location(
                    declared.declaration().file(), declared.declaration().position());
            StringBuilder text = new StringBuilder("_%s_ %s\n\n"
                    .formatted(
                            Markdown.text(shortened(TextReport.what(declared.declaration()))),
                            Markdown.code(shortened(Place.of(source, location).toString()))));
            for (Finding finding : declared.excused()) {
                text.append("excused %s %s: %s\n\n"
                        .formatted(
                                finding.severity().id(), finding.check(), Markdown.text(shortened(finding.message()))));
            }
            return text.toString();
        }
    }
}
