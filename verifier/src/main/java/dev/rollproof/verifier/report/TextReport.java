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
import java.util.List;
import java.util.Optional;

/**
 * The report for people: a line a migration, under it what was found, where, and what to do, and the verdict last, where a
 * terminal stands when all is written.
 */
public final class TextReport {
    /** That of the longest common verdict, "unverified". */
    private static final int VERDICT_WIDTH = 10;
    /** What goes on longer is a rebuild of several tables, and hides the findings after it. */
    private static final int SUGGESTED_LINES = 30;
    /** Not worth a line that says that they are left out. */
    static final int FEW_LINES = 3;

    /** Of more migrations those of which nothing is to be said stand together in one line. */
    private static final int MOST_SINGLE = 20;

    private final Screen screen;
    private final Style style;
    private final SourceQuotes quotes = new SourceQuotes();
    private final StringBuilder text = new StringBuilder();

    private TextReport(Screen screen) {
        this.screen = screen;
        this.style = screen.style();
    }

    /** Write the report of each database, one under the other, and then the verdict of each. */
    public static String of(List<ReportSource> sources, Screen screen) {
        TextReport report = new TextReport(screen);
        for (ReportSource source : sources) {
            report.database(source, sources.size() > 1);
            report.line("");
        }
        for (ReportSource source : sources) {
            String name = sources.size() > 1 ? source.database() + ": " : "";
            screen.wrapped("", Printable.of(name + Headline.of(source.report())))
                    .forEach(line ->
                            report.line(report.style.verdict(source.report().passed(), line)));
        }
        return report.text.toString();
    }

    /** What is said of one migration below its line, for a file. */
    static String details(ReportSource source, MigrationReport migration) {
        TextReport report = new TextReport(Screen.FILE);
        report.below(source, migration);
        return report.text.toString().stripTrailing().stripIndent();
    }

    /** What is said of a folder, for a file. */
    static String details(ReportSource source, List<Finding> findings) {
        TextReport report = new TextReport(Screen.FILE);
        report.findings(source, findings);
        return report.text.toString().stripTrailing().stripIndent();
    }

    private void database(ReportSource source, boolean named) {
        Report report = source.report();
        String name = named ? source.database() + ": " : "";
        screen.wrapped("", Printable.of(name + circumstances(source))).forEach(line -> line(style.faint(line)));
        if (!report.findings().isEmpty() || !report.migrations().isEmpty()) {
            line("");
        }
        findings(source, report.findings());
        List<Row> rows =
                Row.of(report.migrations(), report.migrations().size() > MOST_SINGLE && !FullTables.in(report));
        int width =
                rows.stream().mapToInt(row -> Screen.columns(row.name())).max().orElse(0);
        int said = rows.stream().mapToInt(row -> row.words().length()).reduce(VERDICT_WIDTH, Math::max);
        for (Row row : rows) {
            line(row(row, width, said, row.aside() + FullTables.of(report, row.last())));
            below(source, row.last());
        }
    }

    private String row(Row row, int width, int said, String aside) {
        String line = "  " + style.mark(Mark.of(row.last()), screen.symbols()) + " "
                + screen.cell(row.name(), Math.max(width, 1)) + "  "
                + style.verdict(row.last(), screen.cell(row.words(), said)) + "  ";
        int taken = (screen.symbols() ? 4 : 7) + width + 2 + said + 2;
        // The times are the first to go where there is no room for them.
        boolean fits = taken + Screen.columns(aside) <= screen.width().orElse(Integer.MAX_VALUE);
        return (fits ? line + style.faint(aside) : line).stripTrailing();
    }

    /** What was found in a migration, and what it declares. */
    private void below(ReportSource source, MigrationReport migration) {
        migration.declarations().forEach(declared -> declared(source, declared));
        findings(source, migration.findings());
        migration.suggestion().ifPresent(this::suggestion);
    }

    private void suggestion(String script) {
        line("      a whole rollback that brings the schema back:");
        List<String> lines = script.lines().toList();
        int shown = lines.size() <= SUGGESTED_LINES + FEW_LINES ? lines.size() : SUGGESTED_LINES;
        lines.stream().limit(shown).forEach(sql -> line(("        " + style.faint(Printable.of(sql))).stripTrailing()));
        if (lines.size() > shown) {
            line("        %s %d more lines; the JSON report holds them all"
                    .formatted(screen.ellipsis(), lines.size() - shown));
        }
    }

    /** What was looked at, and how. */
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

    /** What is declared, and faint below it what does not count for its sake. */
    private void declared(ReportSource source, Declared declared) {
        Declaration declaration = declared.declaration();
        String place = Place.of(source, new Location(declaration.file(), declaration.position()))
                .toString();
        screen.wrapped("      ", Printable.of(what(declaration) + "  (" + place + ")"))
                .forEach(this::line);
        for (Finding finding : declared.excused()) {
            String excused = "excused %s %s  %s: %s"
                    .formatted(
                            finding.severity().id(),
                            finding.check(),
                            Place.of(source, finding.location()),
                            finding.message());
            screen.wrapped("        ", Printable.of(excused)).forEach(line -> line(style.faint(line)));
        }
    }

    /** {@code declared lossy users.email: nobody reads it}. */
    static String what(Declaration declaration) {
        return (declaration instanceof Ignore ? "declared to " : "declared ")
                + declaration.kind()
                + declaration.subject().map(s -> " " + s).orElse("")
                + declaration.reason().map(r -> ": " + r).orElse("");
    }

    private void findings(ReportSource source, List<Finding> findings) {
        Optional<Location> quoted = Optional.empty();
        for (Finding finding : findings) {
            boolean again = quoted.filter(finding.location()::equals).isPresent();
            FindingText.lines(screen, source, finding, again ? Optional.empty() : Optional.of(quotes))
                    .forEach(this::line);
            quoted = Optional.of(finding.location());
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
