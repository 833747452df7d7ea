package dev.rollproof.verifier.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rollproof.verifier.check.Severity;
import java.util.List;

/**
 * The report as GitLab's code quality widget reads it: the part of Code Climate's format that
 * <a href="https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format">its documentation</a> names. What a
 * migration declares is not in it: the format knows no finding that does not count.
 */
public final class GitLabReport {
    private GitLabReport() {}

    /** Write one list of what was found in all databases. */
    public static String of(List<ReportSource> sources) {
        ArrayNode issues = JsonNodeFactory.instance.arrayNode();
        for (ToldFinding told : ToldFinding.of(sources)) {
            if (told.excuse().isEmpty()) {
                issues.addObject()
                        .put("description", told.text())
                        .put("check_name", told.finding().check())
                        .put("fingerprint", told.fingerprint())
                        .put("severity", severity(told.finding().severity()))
                        .putObject("location")
                        .put("path", told.place().file())
                        .putObject("lines")
                        .put("begin", told.place().line());
            }
        }
        return JsonReport.text(issues);
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case ERROR -> "critical";
            case WARNING -> "minor";
            case NOTE -> "info";
        };
    }
}
