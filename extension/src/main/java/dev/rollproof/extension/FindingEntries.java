package dev.rollproof.extension;

import dev.rollproof.verifier.check.Declared;
import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Location;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.migration.Declaration;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Findings as text and as report entries. */
final class FindingEntries {
    private FindingEntries() {}

    /** {@code FILE:LINE:COLUMN: MESSAGE}. */
    static String describe(Finding finding) {
        return describe(finding.location(), finding.message());
    }

    private static String describe(Location location, String message) {
        String position = location.position()
                .map(at -> ":" + at.line() + ":" + at.column())
                .orElse("");
        return location.file() + position + ": " + message;
    }

    /** Publishes the warnings and notes. */
    static void publishMild(List<Finding> findings, ExtensionContext context) {
        findings.stream()
                .filter(finding -> finding.severity() != Severity.ERROR)
                .forEach(finding ->
                        context.publishReportEntry(finding.severity().id() + " " + finding.check(), describe(finding)));
    }

    /** Publishes what is declared, with its reason, and the findings that do not count for its sake. */
    static void publishDeclared(List<Declared> declarations, ExtensionContext context) {
        declarations.forEach(declared -> {
            Declaration declaration = declared.declaration();
            Location location = new Location(declaration.file(), declaration.position());
            context.publishReportEntry(
                    "declared " + declaration.kind()
                            + declaration.subject().map(s -> " " + s).orElse(""),
                    describe(location, declaration.reason().orElse("no reason given")));
            declared.excused()
                    .forEach(finding -> context.publishReportEntry(
                            "excused %s %s".formatted(finding.severity().id(), finding.check()), describe(finding)));
        });
    }

    /** The message of a test that fails by {@code findings}: what they are about first, because Surefire shows one line. */
    static String failure(String what, List<Finding> findings) {
        return findings.stream()
                .map(finding -> "%s [%s]\n  -> %s".formatted(describe(finding), finding.check(), help(finding)))
                .collect(Collectors.joining("\n", what + ": ", ""));
    }

    /** The same, with the rollback that would be right, where there is one. */
    static String failure(MigrationVerdict verdict, List<Finding> errors) {
        String what = "%s (%s)"
                .formatted(verdict.migration().name(), verdict.verdict().id());
        String suggestion = verdict.suggestion()
                .map(script -> "\na whole rollback that brings the schema back:\n"
                        + script.stripTrailing().indent(2).stripTrailing())
                .orElse("");
        return failure(what, errors) + suggestion;
    }

    /** The verifier's help speaks of the command line's options; who reads this has attributes and rollproof.json. */
    private static String help(Finding finding) {
        return finding.help()
                .replace("--allow-missing", "allowMissing = true")
                .replaceAll("--stub-function (\\S+)", "naming $1 under stubFunctions in rollproof.json");
    }
}
