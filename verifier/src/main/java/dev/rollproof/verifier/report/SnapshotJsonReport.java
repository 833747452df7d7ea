package dev.rollproof.verifier.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.verdict.SnapshotReport;
import java.util.List;

/** The comparison with snapshots for machines: the form of {@link JsonReport}, without verdicts of migrations. */
public final class SnapshotJsonReport {
    private SnapshotJsonReport() {}

    /**
     * Write the comparison of one database, or of several as elements of {@code databases}.
     *
     * @param toolVersion Rollproof's own version
     */
    public static String of(List<SnapshotSource> sources, String toolVersion) {
        return JsonReport.of(
                sources.stream().map(source -> database(source, toolVersion)).toList());
    }

    private static ObjectNode database(SnapshotSource source, String toolVersion) {
        SnapshotReport report = source.report();
        ObjectNode root = JsonReport.report();
        JsonReport.tool(root, toolVersion);
        root.putObject("source")
                .put("directory", source.directory())
                .put("snapshots", source.snapshots())
                .put("layout", report.source().layout())
                .put("target", report.source().target().id())
                .put("database", source.database());
        root.put("passed", report.passed());
        ObjectNode summary = root.putObject("summary")
                .put("migrations", report.source().migrations().size())
                .put("compared", report.compared())
                .put("asReleased", report.asReleased());
        for (Severity severity : Severity.values()) {
            summary.put(severity.id() + "s", report.count(severity));
        }
        JsonReport.findings(report.findings(), root.putArray("findings"));
        return root;
    }
}
