package dev.rollproof.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What README.md and the guide show is real: output is what the command prints, code stands in a sample whose tests run. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final Path README = ROOT.resolve("README.md");
    private static final Path GUIDE = ROOT.resolve("extension/docs/guide.md");
    private static final List<Path> SAMPLES = List.of(Path.of("src"), Path.of("libraries/src"));

    /** Only the times differ from run to run. */
    @Test
    void theOutputIsWhatTheCommandPrints() throws IOException, InterruptedException {
        List<String> consoles = blocks("console", README);
        assertThat(consoles).hasSizeGreaterThanOrEqualTo(2);
        for (String block : consoles) {
            List<String> console = block.lines().toList();
            String command = console.get(0).substring("$ ".length());
            String output = String.join("\n", console.subList(1, console.size())) + "\n";

            assertThat(command).startsWith("verifier/rollproof ");
            String[] arguments =
                    command.substring("verifier/rollproof ".length()).split(" ", -1);
            assertThat(withoutTimes(run(arguments))).isEqualTo(withoutTimes(output));
        }
    }

    @TestFactory
    Stream<DynamicTest> theCodeStandsInASample() throws IOException {
        List<String> samples = new ArrayList<>();
        for (Path folder : SAMPLES) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    samples.add(withoutIndentation(Files.readString(file)));
                }
            }
        }
        List<String> snippets = new ArrayList<>(blocks("java", README));
        snippets.addAll(blocks("java", GUIDE));
        assertThat(snippets).hasSizeGreaterThan(10);
        return snippets.stream()
                .map(snippet ->
                        DynamicTest.dynamicTest(snippet.lines().findFirst().orElse(""), () -> {
                            for (String part : snippet.split("\n *// …\n", -1)) {
                                assertThat(samples)
                                        .anySatisfy(sample -> assertThat(sample).contains(withoutIndentation(part)));
                            }
                        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "extension/docs/guide.md"})
    void everyLinkLeadsSomewhere(String page) throws IOException {
        Path file = ROOT.resolve(page);
        List<String> links = Pattern.compile("\\]\\(([^)]+)\\)")
                .matcher(Files.readString(file))
                .results()
                .map(link -> link.group(1))
                .toList();

        assertThat(links)
                .isNotEmpty()
                .allSatisfy(link -> assertThat(file.resolveSibling(link)).exists());
    }

    /** In a process of its own and from the root, as a reader runs it; the launcher would only build the jar first. */
    private static String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Only newer Javas know the second, which keeps them quiet about native code.
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.rollproof.verifier.cli.Main"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        return output;
    }

    private static List<String> blocks(String language, Path page) throws IOException {
        List<String> blocks = new ArrayList<>();
        String text = "\n" + Files.readString(page);
        for (String after : text.split("\n```" + language + "\n", -1)) {
            blocks.add(after.split("\n```\n", 2)[0]);
        }
        return blocks.subList(1, blocks.size());
    }

    private static String withoutTimes(String text) {
        return text.replaceAll("\\d+\\.\\d ms", "0.0 ms");
    }

    private static String withoutIndentation(String text) {
        return String.join("\n", text.lines().map(String::strip).toList());
    }
}
