package dev.rollproof.verifier.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollproof.verifier.verdict.MigrationReport;
import dev.rollproof.verifier.verdict.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The report as one HTML page, for people. The page holds all that it shows and may load nothing: its own policy forbids it. What
 * was found stands in it as JSON, which its script shows; without scripts the headline and a table of the migrations remain.
 */
public final class HtmlReport {
    private static final Pattern PLACE = Pattern.compile("<!--(\\w+)-->");

    /** In the order in which they need each other. */
    private static final List<String> SCRIPTS =
            List.of("dom.js", "model.js", "sql.js", "views.js", "diagram.js", "search.js", "report.js");

    private HtmlReport() {}

    /**
     * Writes the report of one database, or of several on one page.
     *
     * @param toolVersion Rollproof's own version
     */
    public static String of(List<ReportSource> sources, String toolVersion) {
        String style = resource("report.css");
        String script = script();
        Map<String, String> parts = Map.of(
                "policy", policy(style, script),
                "title", escaped(title(sources)),
                "style", style,
                "script", script,
                "data", data(sources, toolVersion),
                "plain", sources.stream().map(HtmlReport::plain).collect(Collectors.joining("\n")));
        // Each place once, from left to right: what is put in may look like a place.
        return PLACE.matcher(resource("report.html"))
                .replaceAll(place ->
                        Matcher.quoteReplacement(Objects.requireNonNull(parts.get(place.group(1)), place::group)));
    }

    /** One function, so that nothing of it can be reached from without. */
    private static String script() {
        return SCRIPTS.stream()
                .map(HtmlReport::resource)
                .collect(Collectors.joining("\n", "(() => {\n'use strict';\n", "})();\n"));
    }

    private static String title(List<ReportSource> sources) {
        boolean passed = sources.stream().map(ReportSource::report).allMatch(Report::passed);
        return (passed ? "Passed" : "Failed") + ": "
                + sources.stream().map(ReportSource::directory).distinct().collect(Collectors.joining(", "))
                + " – Rollproof";
    }

    /** Nothing is loaded, and no script runs but the page's own. */
    private static String policy(String style, String script) {
        return "default-src 'none'; script-src " + hash(script) + "; style-src " + hash(style)
                + "; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String data(List<ReportSource> sources, String toolVersion) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        JsonReport.tool(root, toolVersion);
        HtmlTexts texts = HtmlTexts.of(sources);
        ArrayNode databases = root.putArray("databases");
        sources.forEach(source -> databases.add(HtmlDatabase.of(source, texts)));
        root.set("texts", texts.array());
        return inScript(root.toString());
    }

    /**
     * JSON that ends no script element and opens no comment: what could do that stands only in strings, where it may be written as an
     * escape.
     */
    private static String inScript(String json) {
        return escapingUnfit(json)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026");
    }

    /** With escapes for what hides or turns other text, in the source of the page too, and what is no character in UTF-8. */
    private static String escapingUnfit(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + text.length() / 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isUnfit(c) || isLoneSurrogate(text, i)) {
                escaped.append("\\u%04x".formatted((int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static boolean isUnfit(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static boolean isLoneSurrogate(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    /** What remains where scripts do not run. */
    private static String plain(ReportSource source) {
        Report report = source.report();
        StringBuilder html = new StringBuilder("<section><h1>" + escaped(Headline.of(report)) + "</h1>\n<p>"
                + escaped(source.database() + ": " + TextReport.circumstances(source)) + "</p>\n");
        if (!report.migrations().isEmpty()) {
            html.append(
                    "<table><thead><tr><th scope=\"col\">Migration</th><th scope=\"col\">Verdict</th></tr></thead><tbody>\n");
            for (MigrationReport migration : report.migrations()) {
                html.append(
                        "<tr><th scope=\"row\">" + escaped(migration.migration().name()) + "</th><td>"
                                + escaped(migration.words()) + "</td></tr>\n");
            }
            html.append("</tbody></table>\n");
        }
        return html.append("</section>").toString();
    }

    private static String escaped(String text) {
        return escapingUnfit(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String resource(String name) {
        try (InputStream stream = Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
