package dev.rollproof.extension;

import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Severity;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Findings as text and as report entries. */
final class FindingEntries {
    private FindingEntries() {}

    /** {@code FILE:LINE:COLUMN: MESSAGE}. */
    static String describe(Finding finding) {
        String position = finding.location()
                .position()
                .map(at -> ":" + at.line() + ":" + at.column())
                .orElse("");
        return finding.location().file() + position + ": " + finding.message();
    }

    /** Publishes the warnings and notes. */
    static void publishMild(List<Finding> findings, ExtensionContext context) {
        findings.stream()
                .filter(finding -> finding.severity() != Severity.ERROR)
                .forEach(finding ->
                        context.publishReportEntry(finding.severity().id() + " " + finding.check(), describe(finding)));
    }

    /** The message of a test that fails by {@code findings}: what they are about first, because Surefire shows one line. */
    static String failure(String what, List<Finding> findings) {
        return findings.stream()
                .map(finding -> "%s [%s]\n  -> %s".formatted(describe(finding), finding.check(), finding.help()))
                .collect(Collectors.joining("\n", what + ": ", ""));
    }
}
