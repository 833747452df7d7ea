package dev.rollproof.verifier.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollproof.verifier.check.Check;
import dev.rollproof.verifier.check.Checks;
import dev.rollproof.verifier.check.Declared;
import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Location;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.database.SqliteDatabase;
import java.util.List;
import java.util.Optional;

/**
 * The report as <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>: one run for all
 * databases, since GitHub takes one run of a tool a file, with every check as a rule and its page as the rule's help.
 */
public final class SarifReport {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private SarifReport() {}

    /**
     * Write what was found in all databases.
     *
     * @param toolVersion Rollproof's own version
     */
    public static String of(List<ReportSource> sources, String toolVersion) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        tool(run.putObject("tool").putObject("driver"), toolVersion);
        // What verify found in a commit must not take the place of what lint found in it.
        run.putObject("automationDetails").put("id", "rollproof/" + command(sources) + "/");
        run.put("columnKind", "utf16CodeUnits");
        ArrayNode results = run.putArray("results");
        List<String> ids = Checks.ALL.stream().map(Check::id).toList();
        for (ToldFinding told : ToldFinding.of(sources)) {
            result(results.addObject(), told, ids.indexOf(told.finding().check()));
        }
        return JsonReport.text(root);
    }

    private static String command(List<ReportSource> sources) {
        return sources.stream().findFirst().map(ReportSource::command).orElse("verify");
    }

    private static void tool(ObjectNode driver, String version) {
        driver.put("name", "Rollproof").put("version", version);
        driver.putObject("properties").put("sqlite", SqliteDatabase.sqliteVersion());
        ArrayNode rules = driver.putArray("rules");
        Checks.ALL.forEach(check -> rule(rules.addObject(), check));
    }

    private static void rule(ObjectNode rule, Check check) {
        CheckPage page = CheckPage.of(check.id());
        rule.put("id", check.id());
        rule.putObject("shortDescription").put("text", page.summary());
        rule.putObject("fullDescription").put("text", page.sees());
        rule.putObject("help").put("text", page.remedy()).put("markdown", page.markdown());
        rule.putObject("defaultConfiguration").put("level", check.severity().id());
        ObjectNode properties = rule.putObject("properties");
        properties.put("problem.severity", problem(check.severity()));
        properties.putArray("tags").add("sqlite").add("migrations");
    }

    /** GitHub's word for it. */
    private static String problem(Severity severity) {
        return severity == Severity.NOTE ? "recommendation" : severity.id();
    }

    private static void result(ObjectNode result, ToldFinding told, int rule) {
        Finding finding = told.finding();
        result.put("ruleId", finding.check())
                .put("ruleIndex", rule)
                .put("level", finding.severity().id());
        result.putObject("message").put("text", message(told.text()));
        location(result.putArray("locations").addObject(), told.place());
        result.putObject("partialFingerprints").put("rollproof/v1", told.fingerprint());
        told.excuse().ifPresent(declared -> suppression(result, told.source(), declared));
        result.putObject("properties").put("database", told.source().database());
    }

    private static void suppression(ObjectNode result, ReportSource source, Declared declared) {
        ObjectNode suppression = result.putArray("suppressions").addObject().put("kind", "inSource");
        declared.declaration().reason().ifPresent(reason -> suppression.put("justification", Printable.of(reason)));
        Location location = new Location(
                declared.declaration().file(), declared.declaration().position());
        location(suppression.putObject("location"), Place.of(source, location));
    }

    private static void location(ObjectNode location, Place place) {
        ObjectNode physical = location.putObject("physicalLocation");
        ObjectNode artifact = physical.putObject("artifactLocation").put("uri", place.uri());
        if (!place.isAbsolute()) {
            artifact.put("uriBaseId", "%SRCROOT%");
        }
        // GitHub shows nothing that has no line.
        ObjectNode region = physical.putObject("region").put("startLine", place.line());
        Optional.of(place).flatMap(Place::position).ifPresent(p -> region.put("startColumn", p.column()));
    }

    /**
     * As a message string, in which braces stand for arguments (SARIF 3.11.5: a brace that is one SHALL be doubled), and a name
     * could make a link of its own: {@code [text](address)} (3.11.6).
     */
    private static String message(String text) {
        String doubled = text.replace("{", "{{").replace("}", "}}");
        return doubled.contains("](") ? doubled.replaceAll("([\\\\\\[\\]])", "\\\\$1") : doubled;
    }
}
