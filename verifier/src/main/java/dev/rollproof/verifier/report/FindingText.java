package dev.rollproof.verifier.report;

import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Location;
import dev.rollproof.verifier.diff.SchemaChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A finding for people: the check and the place, what happened, what to do. */
final class FindingText {
    private FindingText() {}

    /**
     * The lines of one finding, without their ends.
     *
     * @param directory the migrations folder as the user would write it
     */
    static List<String> lines(Style style, String directory, Finding finding) {
        List<String> lines = new ArrayList<>();
        lines.add("      " + style.severity(finding.severity()) + " " + style.strong(finding.check()) + "  "
                + Printable.of(place(directory, finding.location())));
        messages(finding).forEach(message -> lines.add("        " + Printable.of(message)));
        lines.add("        " + style.faint("-> ") + Printable.of(finding.help()));
        return lines;
    }

    static String place(String directory, Location location) {
        // A finding may be about a file beside the folder: ../wrangler.jsonc.
        return Path.of(directory, location.file()).normalize()
                + location.position()
                        .map(p -> ":" + p.line() + ":" + p.column())
                        .orElse("");
    }

    /** Several differences stand a line each; else the message. */
    private static List<String> messages(Finding finding) {
        if (finding.changes().size() < 2) {
            return List.of(finding.message());
        }
        List<String> lines = new ArrayList<>();
        // Up to where the message begins to list them.
        int list = finding.message().indexOf(finding.changes().get(0).describe());
        lines.add(
                list < 0
                        ? finding.message()
                        : finding.message().substring(0, list).strip());
        finding.changes().stream()
                .map(SchemaChange::describe)
                .map(d -> "  - " + d)
                .forEach(lines::add);
        return lines;
    }
}
