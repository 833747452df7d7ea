package dev.rollproof.verifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rollproof.verifier.Linter;
import dev.rollproof.verifier.RollbackVerifier;
import dev.rollproof.verifier.TestMigrations;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.check.Check;
import dev.rollproof.verifier.check.Checks;
import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Location;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.verdict.Report;
import dev.rollproof.verifier.verdict.SnapshotReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SARIF, GitLab's code quality and JUnit's XML, held against what reads them. */
class ReportsForMachinesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A migration of every verdict, and one that declares. */
    private static final TestMigrations MIGRATIONS = TestMigrations.of("CREATE TABLE a (x)", "DROP TABLE a")
            .then("CREATE INDEX a_x ON a (x);\nCREATE INDEX a_y ON a (x, x);", "-- forgets one\nDROP INDEX a_x;")
            .then("PRAGMA user_version = 3", "-- rollproof: ignore settings-not-restored the application sets it")
            .then("CREATE TABLE late (x)", null)
            .then("CREATE TABLE late (x)", "DROP TABLE late")
            .then("CREATE TABLE never (x)", "DROP TABLE never");

    @ParameterizedTest
    @ValueSource(strings = {"verify", "lint", "check"})
    void sarifIsWhatItsSchemaAsksFor(String command) throws IOException {
        try (InputStream schema = getClass().getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            Schema sarif = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(schema, InputFormat.JSON);

            assertThat(sarif.validate("{\"version\": \"2.1.0\"}", InputFormat.JSON))
                    .isNotEmpty();
            assertThat(sarif.validate(SarifReport.of(List.of(source(command)), "1.0"), InputFormat.JSON))
                    .isEmpty();
        }
    }

    @Test
    void sarifHoldsEveryCheckAsARuleWithItsPage() throws IOException {
        JsonNode rules =
                JSON.readTree(SarifReport.of(List.of(source("verify")), "1.0")).at("/runs/0/tool/driver/rules");

        assertThat(rules).hasSameSizeAs(Checks.ALL);
        for (int i = 0; i < rules.size(); i++) {
            JsonNode rule = rules.get(i);
            assertThat(rule.get("id").asText()).isEqualTo(Checks.ALL.get(i).id());
            // Without these GitHub shows a rule's bare id.
            for (String text : List.of("/shortDescription/text", "/fullDescription/text", "/help/text")) {
                assertThat(rule.at(text).asText()).as("%s of %s", text, rule).isNotBlank();
            }
            assertThat(rule.at("/help/markdown").asText()).contains("## What it sees", "## Bad");
            assertThat(rule.at("/fullDescription/text").asText())
                    .hasSizeLessThanOrEqualTo(CheckPage.MOST_CHARACTERS)
                    .endsWith(".");
        }
        assertThat(Checks.ALL.stream().map(Check::id)).doesNotHaveDuplicates();
    }

    @Test
    void sarifPointsAtTheLineAndKnowsWhatIsExcused() throws IOException {
        JsonNode run =
                JSON.readTree(SarifReport.of(List.of(source("verify")), "1.0")).at("/runs/0");
        JsonNode broken = result(run, "schema-not-restored");
        JsonNode excused = result(run, "settings-not-restored");

        assertThat(broken.at("/locations/0/physicalLocation")).isEqualTo(JSON.readTree("""
                        {"artifactLocation": {"uri": "db/my%20migrations/2.rollback.sql", "uriBaseId": "%SRCROOT%"},
                         "region": {"startLine": 1}}"""));
        assertThat(broken.get("level").asText()).isEqualTo("error");
        assertThat(broken.get("message").get("text").asText())
                .isEqualTo("after the rollback index a_y on a(x, x) is left behind\nIn the rollback: DROP INDEX a_y;");
        assertThat(run.at("/tool/driver/rules")
                        .get(broken.get("ruleIndex").asInt())
                        .get("id")
                        .asText())
                .isEqualTo("schema-not-restored");
        assertThat(broken.has("suppressions")).isFalse();
        assertThat(excused.get("suppressions")).isEqualTo(JSON.readTree("""
                        [{"kind": "inSource", "justification": "the application sets it", "location": {"physicalLocation":
                          {"artifactLocation": {"uri": "db/my%20migrations/3.rollback.sql", "uriBaseId": "%SRCROOT%"},
                           "region": {"startLine": 1, "startColumn": 1}}}}]"""));
        assertThat(run.at("/automationDetails/id").asText()).isEqualTo("rollproof/verify/");
    }

    /** SARIF 3.11.5: a brace that begins no placeholder is doubled, in messages alone. */
    @Test
    void aBraceInAMessageStandsForNoArgument() throws IOException {
        TestMigrations braces = TestMigrations.of("CREATE TABLE \"{0}\" (x DEFAULT '{}')", "SELECT 1");
        String text = JSON.readTree(SarifReport.of(List.of(verified(braces)), "1.0"))
                .at("/runs/0/results/0/message/text")
                .asText();

        assertThat(text)
                .isEqualTo("after the rollback table {{0}} is left behind\nIn the rollback: DROP TABLE \"{{0}}\";");
    }

    private static JsonNode result(JsonNode run, String rule) {
        return StreamSupport.stream(run.get("results").spliterator(), false)
                .filter(result -> result.get("ruleId").asText().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFindingIsKnownAgainWhereItsLineMoved() {
        TestMigrations before = TestMigrations.of("CREATE TABLE a (x); CREATE TABLE b (x)", "SELECT 1; DROP TABLE a");
        TestMigrations moved =
                TestMigrations.of("CREATE TABLE a (x); CREATE TABLE b (x)", "\n\n SELECT 1; DROP TABLE a");
        List<String> fingerprints = ToldFinding.of(List.of(verified(before), verified(before))).stream()
                .map(ToldFinding::fingerprint)
                .toList();

        assertThat(fingerprints)
                .hasSize(2)
                .doesNotHaveDuplicates()
                .startsWith(ToldFinding.of(List.of(verified(moved))).get(0).fingerprint());
    }

    /** Whichever other databases are looked at with it: {@code --database} may leave some out. */
    @Test
    void aFindingOfADatabaseIsKnownAgainWithoutTheOthers() {
        Report report = source("verify").report();
        ReportSource one = new ReportSource("one", "db/migrations", report);
        ReportSource other = new ReportSource("other", "db/migrations", report);
        List<String> ofBoth = ToldFinding.of(List.of(one, other)).stream()
                .map(ToldFinding::fingerprint)
                .toList();
        List<String> ofOther = ToldFinding.of(List.of(other)).stream()
                .map(ToldFinding::fingerprint)
                .toList();

        assertThat(ofBoth).doesNotHaveDuplicates().endsWith(ofOther.toArray(String[]::new));
    }

    @Test
    void whatLiesOutsideTheWorkingDirectoryIsNamedByItsWholePath() {
        ReportSource outside = new ReportSource(
                "main", "/srv/my app/migrations", source("verify").report());
        Place place = Place.of(outside, Location.of("../ä%.sql"));

        assertThat(place.uri()).isEqualTo("file:///srv/my%20app/%C3%A4%25.sql");
        assertThat(place).hasToString("/srv/my app/ä%.sql");
        assertThat(Place.of(source("verify"), Location.of("../wrangler.jsonc")).uri())
                .isEqualTo("db/wrangler.jsonc");
    }

    /** What <a href="https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format">GitLab</a> requires. */
    @Test
    void gitLabFindsAllThatItAsksFor() throws IOException {
        JsonNode issues = JSON.readTree(GitLabReport.of(List.of(source("verify"))));

        assertThat(issues).hasSize(3).allSatisfy(issue -> {
            assertThat(issue.get("description").asText()).isNotBlank();
            assertThat(issue.get("check_name").asText()).isNotBlank();
            assertThat(issue.get("fingerprint").asText()).matches("[0-9a-f]{32}");
            assertThat(issue.get("severity").asText()).isIn("info", "minor", "major", "critical", "blocker");
            assertThat(issue.at("/location/path").asText()).startsWith("db/my migrations/");
            assertThat(issue.at("/location/lines/begin").asInt()).isPositive();
        });
        assertThat(StreamSupport.stream(issues.spliterator(), false)
                        .map(issue -> issue.get("fingerprint").asText()))
                .doesNotHaveDuplicates();
    }

    @Test
    void junitHasATestCaseForEachMigration() throws Exception {
        List<ReportTestSuite> suites = suites(JunitReport.of(List.of(source("verify"))));

        assertThat(suites).hasSize(1);
        ReportTestSuite suite = suites.get(0);
        assertThat(suite.getNumberOfTests()).isEqualTo(6);
        assertThat(suite.getNumberOfFailures()).isEqualTo(3);
        assertThat(suite.getNumberOfErrors()).isZero();
        assertThat(suite.getNumberOfSkipped()).isOne();
        assertThat(suite.getTestCases())
                .extracting(ReportTestCase::getName)
                .containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(suite.getTestCases())
                .extracting(ReportTestCase::getFullClassName)
                .containsOnly("rollproof.verify.main");
        ReportTestCase broken = suite.getTestCases().get(1);
        assertThat(broken.getFailureType()).isEqualTo("schema-not-restored");
        assertThat(broken.getFailureMessage()).isEqualTo("after the rollback index a_y on a(x, x) is left behind");
        assertThat(broken.getFailureDetail()).isEqualTo("""
                error schema-not-restored  db/my migrations/2.rollback.sql
                  after the rollback index a_y on a(x, x) is left behind
                    + CREATE INDEX a_y ON a (x, x)
                  -> In the rollback: DROP INDEX a_y;
                a whole rollback that brings the schema back:
                  DROP INDEX a_x;
                  DROP INDEX a_y;""");
        assertThat(suite.getTestCases().get(5).hasSkipped()).isTrue();
    }

    /**
     * What <a href="https://github.com/jenkinsci/xunit-plugin">Jenkins' schema</a>, junit-10.xsd, asks of attributes; it is in no
     * artifact. It does not know the {@code file} of a test case, which GitLab reads.
     */
    @Test
    void junitHasTheAttributesThatJenkinsKnows() {
        String xml = JunitReport.of(List.of(source("verify")));

        assertThat(xml.lines().filter(line -> line.startsWith("<testsuites")))
                .singleElement()
                .asString()
                .matches(
                        "<testsuites name=\"rollproof\" tests=\"6\" failures=\"3\" errors=\"0\" time=\"\\d+\\.\\d{3}\">");
        assertThat(xml.lines().filter(line -> line.startsWith("  <testsuite ")))
                .singleElement()
                .asString()
                .matches(
                        "  <testsuite name=\"verify db/my migrations\" tests=\"6\" failures=\"3\" errors=\"0\" time=\"\\d+\\.\\d{3}\" skipped=\"1\">");
        assertThat(xml.lines().filter(line -> line.startsWith("    <testcase ")))
                .hasSize(6)
                .allMatch(
                        line -> line.matches(
                                "    <testcase name=\"\\d\" classname=\"rollproof.verify.main\" time=\"\\d+\\.\\d{3}\" file=\"db/my migrations/\\d.sql\"/?>"));
    }

    @Test
    void aFolderAndItsSnapshotsAreATestCaseToo() throws Exception {
        assertThat(suites(JunitReport.of(List.of(source("check")))).get(0).getTestCases())
                .singleElement()
                .satisfies(only -> {
                    assertThat(only.getName()).isEqualTo("the migrations and their snapshots");
                    assertThat(only.getFailureType()).isEqualTo("schema-changed");
                });
    }

    private static List<ReportTestSuite> suites(String xml) throws Exception {
        return new TestSuiteXmlParser(new NullConsoleLogger())
                .parse(new InputStreamReader(
                        new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));
    }

    private static ReportSource source(String command) {
        return switch (command) {
            case "verify" -> verified(MIGRATIONS);
            case "lint" ->
                new ReportSource(
                        "main", "db/my migrations", new Linter(VerificationOptions.DEFAULT).lint(MIGRATIONS.set()));
            default -> {
                Finding changed = new Finding(
                        "schema-changed",
                        Severity.ERROR,
                        Location.of("1.sql", new SourcePosition(1, 1)),
                        "1.sql was edited",
                        "Restore the file.",
                        List.of(),
                        Optional.empty());
                yield new ReportSource(
                        "main", "db/my migrations", new SnapshotReport(MIGRATIONS.set(), 1, 0, List.of(changed)));
            }
        };
    }

    private static ReportSource verified(TestMigrations migrations) {
        return new ReportSource(
                "main", "db/my migrations", new RollbackVerifier(VerificationOptions.DEFAULT).verify(migrations.set()));
    }
}
