package dev.rollproof.verifier.report;

import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Location;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.verdict.LintedMigration;
import dev.rollproof.verifier.verdict.MigrationReport;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import dev.rollproof.verifier.verdict.Report;
import dev.rollproof.verifier.verdict.SnapshotReport;
import dev.rollproof.verifier.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The report as JUnit's XML, for the test tabs of Jenkins, GitLab and others: a suite a database, a test case a migration, and
 * one for the folder as a whole. There is no one schema of it; this is what those read, with the {@code file} that GitLab links.
 */
public final class JunitReport {
    private JunitReport() {}

    /** Write the suites of all databases. */
    public static String of(List<ReportSource> sources) {
        List<Suite> suites = sources.stream().map(Suite::of).toList();
        Xml xml = new Xml();
        xml.start("testsuites").attribute("name", "rollproof");
        counts(xml, suites.stream().flatMap(suite -> suite.cases().stream()).toList());
        suites.forEach(suite -> write(xml, suite));
        return xml.end("testsuites").toString();
    }

    private static void counts(Xml xml, List<Case> cases) {
        xml.attribute("tests", cases.size())
                .attribute("failures", cases.stream().filter(Case::failed).count())
                .attribute("errors", 0)
                .attribute("time", seconds(cases.stream().map(Case::took).reduce(Duration.ZERO, Duration::plus)));
    }

    private static void write(Xml xml, Suite suite) {
        ReportSource source = suite.source();
        xml.start("testsuite").attribute("name", source.command() + " " + source.directory() + suite.database());
        counts(xml, suite.cases());
        // The schema of Jenkins knows it of a suite, and not of all of them.
        xml.attribute(
                "skipped",
                suite.cases().stream().filter(one -> one.skipped().isPresent()).count());
        xml.start("properties");
        property(xml, "layout", source.report().source().layout());
        property(xml, "target", source.report().source().target().id());
        property(xml, "sqlite", SqliteDatabase.sqliteVersion());
        property(xml, "summary", Headline.of(source.report()));
        xml.end("properties");
        suite.cases().forEach(one -> write(xml, source, one));
        xml.end("testsuite");
    }

    private static void property(Xml xml, String name, String value) {
        xml.start("property").attribute("name", name).attribute("value", value).end("property");
    }

    private static void write(Xml xml, ReportSource source, Case one) {
        xml.start("testcase")
                .attribute("name", one.name())
                .attribute(
                        "classname",
                        "rollproof." + source.command() + "."
                                + source.database().replace('.', '_'))
                .attribute("time", seconds(one.took()))
                .attribute("file", one.file());
        one.skipped()
                .ifPresent(why -> xml.start("skipped").attribute("message", why).end("skipped"));
        Optional<Finding> error = one.errors().findFirst();
        error.ifPresent(finding -> xml.start("failure")
                .attribute("message", message(finding, one.errors().count() - 1))
                .attribute("type", finding.check())
                .end("failure", one.text()));
        if (error.isEmpty() && !one.text().isEmpty()) {
            xml.start("system-out").end("system-out", one.text());
        }
        xml.end("testcase");
    }

    private static String message(Finding first, long more) {
        return first.message() + (more == 0 ? "" : " (and " + Figures.count(more, "more error") + ")");
    }

    /** To a thousandth, as the schema of Jenkins has it; a dot whatever the locale. */
    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9);
    }

    private record Suite(ReportSource source, List<Case> cases) {
        static Suite of(ReportSource source) {
            Report report = source.report();
            List<Case> cases = new ArrayList<>();
            if (!report.findings().isEmpty() || report.migrations().isEmpty()) {
                cases.add(Case.ofFolder(source));
            }
            report.migrations().forEach(migration -> cases.add(Case.of(source, migration)));
            return new Suite(source, cases);
        }

        String database() {
            return source.database().equals("main") ? "" : " (" + source.database() + ")";
        }
    }

    /**
     * One test case.
     *
     * @param skipped why it says nothing
     * @param text all that is to be said of it, for people
     */
    private record Case(
            String name, String file, Duration took, List<Finding> findings, Optional<String> skipped, String text) {
        static Case ofFolder(ReportSource source) {
            List<Finding> findings = source.report().findings();
            String name = source.report() instanceof SnapshotReport
                    ? "the migrations and their snapshots"
                    : "the folder as a whole";
            String file = findings.stream()
                    .findFirst()
                    .map(finding -> Place.of(source, finding.location()).file())
                    .orElse(source.directory());
            return new Case(
                    name, file, Duration.ZERO, findings, Optional.empty(), TextReport.details(source, findings));
        }

        static Case of(ReportSource source, MigrationReport migration) {
            Duration took = Stream.of(migration.up(), migration.rollback(), migration.reapply())
                    .flatMap(Optional::stream)
                    .reduce(Duration.ZERO, Duration::plus);
            String file = Place.of(
                            source, Location.of(migration.migration().up().file()))
                    .file();
            return new Case(
                    migration.migration().name(),
                    file,
                    took,
                    migration.findings(),
                    skipped(migration),
                    TextReport.details(source, migration));
        }

        private static Optional<String> skipped(MigrationReport migration) {
            boolean notReached = migration instanceof MigrationVerdict verdict
                    ? verdict.verdict() == Verdict.UNVERIFIED
                    : ((LintedMigration) migration).up().isEmpty()
                            && migration.findings().isEmpty();
            return notReached ? Optional.of("not reached, because an earlier migration fails") : Optional.empty();
        }

        Stream<Finding> errors() {
            return findings.stream().filter(f -> f.severity() == Severity.ERROR);
        }

        boolean failed() {
            return errors().findAny().isPresent();
        }
    }
}
