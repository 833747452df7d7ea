package dev.rollproof.verifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollproof.verifier.check.Declared;
import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Location;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.migration.Declaration;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import dev.rollproof.verifier.verdict.Verdict;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Names and SQL are whatever somebody writes into a pull request: no form of the report may break by them, or say what they say. */
class HostileNamesTest {
    private static final List<String> PARTS = List.of(
            "]]>",
            "</details>",
            "<script>alert(1)</script>",
            "`",
            "```",
            "````sql",
            "\n",
            "\r\n",
            "\t",
            "\u0000",
            "\u001b[31m",
            "\u202e",
            "\u2066",
            "\ud800",
            "\udfff",
            "\ufffe",
            "\uffff",
            "|",
            "\\|",
            "\\",
            "@octocat",
            "#12",
            "[a](http://evil)",
            "![i](x)",
            "http://evil",
            "www.evil.com",
            "&lt;",
            "&",
            "<!--",
            "-->",
            "\"",
            "'",
            "*",
            "**",
            "_",
            "~~~",
            "# ",
            "---",
            "{0}",
            "%",
            "..",
            " ",
            "  ",
            "a",
            "users",
            "ü",
            "日本",
            "\ud83d\ude00",
            "<a href=x>",
            "$x$",
            "1. ",
            "- ",
            "> ");

    private static final Parser MARKDOWN =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    @RepeatedTest(60)
    void noNameBreaksAForm(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        String message = hostile(random);
        String help = hostile(random);
        String name = hostile(random);
        String script = hostile(random);
        ReportSource source = source(List.of(verdict(name, message, help, script)));

        xml(source, name, message);
        json(source, message, help);
        markdown(source, message, help, script);
        text(source);
    }

    /** The document as it is on the disk. */
    private static byte[] bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }

    private static void xml(ReportSource source, String name, String message) throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(bytes(JunitReport.of(List.of(source)))));
        Element test = (Element) document.getElementsByTagName("testcase").item(0);
        Element failure = (Element) test.getElementsByTagName("failure").item(0);

        assertThat(document.getElementsByTagName("testcase").getLength()).isOne();
        assertThat(document.getElementsByTagName("*").getLength()).isEqualTo(9);
        assertThat(withoutEscapes(test.getAttribute("name"))).isEqualTo(withoutEscapes(inXml(name)));
        assertThat(withoutEscapes(failure.getAttribute("message"))).isEqualTo(withoutEscapes(inXml(message)));
        assertThat(test.getAttribute("file")).isEqualTo("db/1.sql");
    }

    /** What XML can hold of it. */
    private static String inXml(String text) {
        StringBuilder held = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            if (c != '\n' && (Character.isISOControl(c) || surrogate || c == 0xFFFE || c == 0xFFFF)) {
                held.append("\\u%04x".formatted(c));
            } else {
                held.appendCodePoint(c);
            }
        });
        return held.toString();
    }

    private static String withoutEscapes(String text) {
        return text.replaceAll("\\\\u[0-9a-f]{4}", "?");
    }

    private static void json(ReportSource source, String message, String help) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode json = mapper.readTree(bytes(JsonReport.of(List.of(source), "1.0")));
        JsonNode sarif = mapper.readTree(bytes(SarifReport.of(List.of(source), "1.0")));
        JsonNode gitLab = mapper.readTree(bytes(GitLabReport.of(List.of(source))));
        // A half of a character is none on a disk.
        String said = onDisk(Printable.of(message) + "\n" + Printable.of(help));

        assertThat(json.at("/migrations/0/findings/0/message").asText()).isEqualTo(onDisk(message));
        assertThat(gitLab.get(0).get("description").asText()).isEqualTo(said);
        String shown = sarif.at("/runs/0/results/0/message/text").asText();
        assertThat(said.contains("](") ? shown.replaceAll("\\\\([\\\\\\[\\]])", "$1") : shown)
                .isEqualTo(said.replace("{", "{{").replace("}", "}}"));
        assertThat(shown).doesNotContainPattern("(?<!\\\\)\\]\\(");
    }

    private static String onDisk(String text) {
        return new String(bytes(text), StandardCharsets.UTF_8);
    }

    private static void markdown(ReportSource source, String message, String help, String script) {
        String markdown = MarkdownReport.of(List.of(source));
        Node document = MARKDOWN.parse(markdown);
        Seen seen = new Seen();
        document.accept(seen);

        assertThat(bytes(markdown)).hasSizeLessThan(MarkdownReport.LIMIT);
        assertThat(seen.html)
                .as(markdown)
                .allMatch(html -> html.startsWith("<details><summary>") || html.equals("</details>"))
                .hasSize(2);
        assertThat(seen.html.get(0).replace("<!-- -->", "").replaceAll("</?(details|summary)>", ""))
                .as("what the summary holds")
                .doesNotContain("<");
        assertThat(seen.inline).as(markdown).allMatch("<!-- -->"::equals);
        assertThat(seen.links).as(markdown).isZero();
        assertThat(seen.headings).as(markdown).isEqualTo(1);
        assertThat(seen.code)
                .isEqualTo(
                        script.isBlank()
                                ? List.of()
                                : List.of(script.lines().map(Printable::of).toList()));
        assertThat(words(String.join("", seen.texts)))
                .as(markdown)
                .contains(words(Printable.of(message)), words(Printable.of(help)));
        // Rendered, these would call somebody or lead somewhere; within code they do not.
        assertThat(seen.texts).as(markdown).noneMatch(part -> part.contains("@octocat") || part.contains("http://"));
    }

    /** Markdown runs blanks together, and a report cuts what is long. */
    private static String words(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static void text(ReportSource source) {
        for (int width : new int[] {40, 80, 140}) {
            String text = TextReport.of(List.of(source), new Screen(false, false, OptionalInt.of(width)));
            assertThat(text.chars().filter(c -> c != '\n').noneMatch(Character::isISOControl))
                    .isTrue();
            assertThat(text)
                    .endsWith("FAILED: 1 rollback is broken, 0 of 1 rollbacks restore the schema exactly\n"
                            .substring(width == 40 ? 40 : 0));
        }
    }

    @Test
    void theMarkdownStaysUnderItsLimitAndSaysWhatItLeavesOut() {
        Random random = new Random(7);
        List<MigrationVerdict> verdicts = IntStream.range(0, 1_000)
                .mapToObj(i -> verdict(
                        hostile(random).repeat(20), hostile(random).repeat(50), hostile(random), hostile(random)))
                .toList();
        ReportSource large = source(verdicts);

        assertThat(bytes(MarkdownReport.of(List.of(large, large))))
                .hasSizeBetween(MarkdownReport.LIMIT - 5_000, MarkdownReport.LIMIT);
        assertThat(MarkdownReport.of(List.of(large)))
                .startsWith("### ❌ Rollproof verify: FAILED: 1000 rollbacks are broken")
                .containsPattern(
                        "_Left out to stay under 60 kB: \\d+ rows and details. The text and JSON reports hold everything._\n$");
    }

    @Test
    void theDetailsSayOfWhichDatabaseTheyAre() {
        MigrationVerdict verdict = verdict("1", "message", "help", "");
        ReportSource main = source(List.of(verdict));
        ReportSource other = new ReportSource("<b>", "db", main.report());

        assertThat(MarkdownReport.of(List.of(main))).contains("<details><summary>✗ 1: broken</summary>");
        assertThat(MarkdownReport.of(List.of(main, other)))
                .contains("<details><summary>✗ main:<!-- --> 1: broken</summary>")
                .contains("<details><summary>✗ &lt;b&gt;:<!-- --> 1: broken</summary>");
    }

    private static String hostile(Random random) {
        StringBuilder text = new StringBuilder();
        int parts = 1 + random.nextInt(8);
        for (int i = 0; i < parts; i++) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }

    private static ReportSource source(List<MigrationVerdict> verdicts) {
        MigrationSet set = new MigrationSet(
                Path.of("db"),
                "numbered",
                true,
                verdicts.stream().map(MigrationVerdict::migration).toList(),
                List.of());
        return new ReportSource("main", "db", new VerificationReport(set, true, 3, 1, List.of(), verdicts));
    }

    private static MigrationVerdict verdict(String name, String message, String help, String script) {
        Migration migration = new Migration(
                MigrationVersion.of("1"),
                name,
                name,
                new MigrationScript("1.sql", script),
                Optional.of(new MigrationScript("1.rollback.sql", message)),
                RollbackPlace.file("1.rollback.sql"));
        Finding finding = new Finding(
                "schema-not-restored",
                Severity.ERROR,
                Location.of("1.rollback.sql", new SourcePosition(1, 1)),
                message,
                help,
                List.of(),
                Optional.empty());
        Declaration declaration = new Declaration.Irreversible(
                "1.rollback.sql", Optional.of(new SourcePosition(1, 1)), Optional.of(help));
        return new MigrationVerdict(
                migration,
                Verdict.BROKEN,
                List.of(finding),
                List.of(new Declared(declaration, List.of(finding))),
                Optional.of(Duration.ofMillis(1)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(script));
    }

    /** What a reader of Markdown makes of it. */
    private static final class Seen extends AbstractVisitor {
        private final List<String> html = new ArrayList<>();
        private final List<String> inline = new ArrayList<>();
        private final List<List<String>> code = new ArrayList<>();
        private final List<String> texts = new ArrayList<>();
        private int links;
        private int headings;

        @Override
        public void visit(HtmlBlock block) {
            html.add(block.getLiteral());
        }

        @Override
        public void visit(HtmlInline tag) {
            inline.add(tag.getLiteral());
        }

        @Override
        public void visit(FencedCodeBlock block) {
            code.add(block.getLiteral().lines().toList());
        }

        @Override
        public void visit(Text text) {
            texts.add(text.getLiteral());
        }

        @Override
        public void visit(Link link) {
            links++;
        }

        @Override
        public void visit(Image image) {
            links++;
        }

        @Override
        public void visit(Heading heading) {
            headings++;
            visitChildren(heading);
        }
    }
}
