package dev.rollproof.verifier.report;

import dev.rollproof.verifier.check.Declared;
import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Location;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.Declaration;
import dev.rollproof.verifier.migration.Declaration.Ignore;
import dev.rollproof.verifier.migration.Target;
import dev.rollproof.verifier.verdict.LintReport;
import dev.rollproof.verifier.verdict.MigrationReport;
import dev.rollproof.verifier.verdict.Report;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report for people: the verdict first, a line a migration, and under it what was found, where, and what to do. */
public final class TextReport {
    /** That of the longest common verdict, "unverified". */
    private static final int VERDICT_WIDTH = 10;
    /** What goes on longer is a rebuild of several tables, and hides the findings after it. */
    private static final int SUGGESTED_LINES = 30;

    private final Style style;
    private final StringBuilder text = new StringBuilder();

    private TextReport(Style style) {
        this.style = style;
    }

    /** Write the report of each database, one under the other. */
    public static String of(List<ReportSource> sources, boolean colour) {
        TextReport report = new TextReport(colour ? Style.COLOURED : Style.PLAIN);
        boolean several = sources.size() > 1;
        for (ReportSource source : sources) {
            if (!report.text.isEmpty()) {
                report.line("");
            }
            report.database(source, several);
        }
        return report.text.toString();
    }

    private void database(ReportSource source, boolean named) {
        Report report = source.report();
        String name = named ? source.database() + ": " : "";
        line(style.verdict(report.passed(), Printable.of(name + Headline.of(report))));
        line(style.faint(Printable.of(circumstances(source))));
        if (!report.findings().isEmpty() || !report.migrations().isEmpty()) {
            line("");
        }
        report.findings().forEach(finding -> finding(source, finding));
        int width = report.migrations().stream()
                .mapToInt(m -> m.migration().name().length())
                .max()
                .orElse(0);
        int said =
                report.migrations().stream().mapToInt(m -> m.words().length()).reduce(VERDICT_WIDTH, Math::max);
        for (MigrationReport verdict : report.migrations()) {
            line(migration(verdict, width, said));
            verdict.declarations().forEach(declared -> declared(source, declared));
            verdict.findings().forEach(finding -> finding(source, finding));
            verdict.suggestion().ifPresent(this::suggestion);
        }
    }

    private void suggestion(String script) {
        line("      a rollback that brings the schema back:");
        List<String> lines = script.lines().toList();
        lines.stream()
                .limit(SUGGESTED_LINES)
                .forEach(sql -> line(("        " + style.faint(Printable.of(sql))).stripTrailing()));
        if (lines.size() > SUGGESTED_LINES) {
            line("        … %d more lines; the JSON report holds them all".formatted(lines.size() - SUGGESTED_LINES));
        }
    }

    static String circumstances(ReportSource source) {
        Report report = source.report();
        return source.directory()
                + source.snapshots().map(folder -> " against " + folder).orElse("")
                + ", " + report.source().layout()
                + (report.source().target() == Target.D1 ? " for Cloudflare D1" : "")
                + rows(report)
                + ", SQLite " + SqliteDatabase.sqliteVersion();
    }

    private static String rows(Report report) {
        if (report instanceof VerificationReport proof) {
            return rows(proof.foreignKeys(), proof.rows(), proof.rowSeed());
        }
        return report instanceof LintReport lint ? rows(lint.foreignKeys(), lint.rows(), lint.rowSeed()) : "";
    }

    private static String rows(boolean foreignKeys, int rows, long seed) {
        return ", foreign keys " + (foreignKeys ? "on" : "off") + ", "
                + (rows == 0
                        ? "no made rows"
                        : "%d row%s a table (seed %d)".formatted(rows, rows == 1 ? "" : "s", seed));
    }

    private String migration(MigrationReport verdict, int width, int saidWidth) {
        String name = String.format(
                Locale.ROOT,
                "%-" + Math.max(width, 1) + "s",
                Printable.of(verdict.migration().name()));
        String said = String.format(Locale.ROOT, "%-" + saidWidth + "s", verdict.words());
        return ("  " + style.mark(verdict) + " " + name + "  " + style.verdict(verdict, said) + "  "
                        + style.faint(times(verdict)))
                .stripTrailing();
    }

    private static String times(MigrationReport verdict) {
        return Stream.of(
                        time("up", verdict.up()),
                        time("rollback", verdict.rollback()),
                        time("again", verdict.reapply()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> time(String what, Optional<Duration> duration) {
        return duration.map(d -> String.format(Locale.ROOT, "%s %.1f ms", what, d.toNanos() / 1e6));
    }

    /** What is declared, and faint below it what does not count for its sake. */
    private void declared(ReportSource source, Declared declared) {
        Declaration declaration = declared.declaration();
        String what = (declaration instanceof Ignore ? "declared to " : "declared ")
                + declaration.kind()
                + declaration.subject().map(s -> " " + s).orElse("")
                + declaration.reason().map(r -> ": " + r).orElse("");
        line("      "
                + Printable.of(what + "  ("
                        + FindingText.place(
                                source.directory(), new Location(declaration.file(), declaration.position()))
                        + ")"));
        declared.excused()
                .forEach(finding -> line("        "
                        + style.faint(Printable.of("excused %s %s  %s: %s"
                                .formatted(
                                        finding.severity().id(),
                                        finding.check(),
                                        FindingText.place(source.directory(), finding.location()),
                                        finding.message())))));
    }

    private void finding(ReportSource source, Finding finding) {
        FindingText.lines(style, source.directory(), finding).forEach(this::line);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
