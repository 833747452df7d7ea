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

/** What README.md shows is real: its output is what the command prints, its code stands in a test that runs. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final Path TESTS = Path.of("src", "test", "java");

    /** Only the times differ from run to run. */
    @Test
    void theOutputIsWhatTheCommandPrints() throws IOException, InterruptedException {
        List<String> consoles = blocks("console");
        assertThat(consoles).hasSizeGreaterThanOrEqualTo(2);
        for (String block : consoles) {
            List<String> console = block.lines().toList();
            String command = console.get(0).substring("$ ".length());
            String output = String.join("\n", console.subList(1, console.size())) + "\n";

            assertThat(command).startsWith("verifier/rollproof verify ");
            String[] arguments =
                    command.substring("verifier/rollproof ".length()).split(" ", -1);
            assertThat(withoutTimes(run(arguments))).isEqualTo(withoutTimes(output));
        }
    }

    @TestFactory
    Stream<DynamicTest> theCodeStandsInATest() throws IOException {
        List<String> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(TESTS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                tests.add(withoutIndentation(Files.readString(file)));
            }
        }
        List<String> snippets = blocks("java");
        assertThat(snippets).isNotEmpty();
        return snippets.stream()
                .map(snippet ->
                        DynamicTest.dynamicTest(snippet.lines().findFirst().orElse(""), () -> {
                            for (String part : snippet.split("\n *// …\n", -1)) {
                                assertThat(tests)
                                        .anySatisfy(test -> assertThat(test).contains(withoutIndentation(part)));
                            }
                        }));
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        List<String> links = Pattern.compile("\\]\\(([^)]+)\\)")
                .matcher(readme)
                .results()
                .map(link -> link.group(1))
                .toList();

        assertThat(links)
                .isNotEmpty()
                .allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
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

    private static List<String> blocks(String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        String readme = "\n" + Files.readString(ROOT.resolve("README.md"));
        for (String after : readme.split("\n```" + language + "\n", -1)) {
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
