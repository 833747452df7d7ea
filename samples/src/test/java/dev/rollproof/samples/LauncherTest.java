package dev.rollproof.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verifier/rollproof}, in a checkout whose path has a space. */
class LauncherTest {
    private static final Path VERIFIER = Path.of("..", "verifier");
    private static final Path JAR = VERIFIER.resolve("target").resolve("rollproof.jar");

    @TempDir
    private Path folder;

    private Path checkout = Path.of("");

    private record Ended(int exitCode, String output) {}

    @BeforeEach
    void copyTheLauncher() throws IOException {
        checkout = Files.createDirectories(folder.resolve("a checkout"));
        Files.createDirectories(checkout.resolve("verifier"));
        Files.copy(VERIFIER.resolve("rollproof"), checkout.resolve("verifier/rollproof"));
    }

    @Test
    void runsTheJarThroughALinkAndPassesItsExitCodeOn() throws IOException, InterruptedException {
        assumeTrue(Files.exists(JAR), "rollproof.jar is built by mvn verify, not by mvn test");
        Files.createDirectory(checkout.resolve("verifier/target"));
        Files.copy(JAR, checkout.resolve("verifier/target/rollproof.jar"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), checkout.resolve("verifier/rollproof"));

        assertThat(run(link, System.getenv("PATH"), "verify", broken("index-missing"))
                        .exitCode())
                .isEqualTo(1);
        assertThat(run(link, System.getenv("PATH"), "verify", "no such folder").exitCode())
                .isEqualTo(2);
    }

    @Test
    void saysWhenItCannotBuildTheJar() throws IOException, InterruptedException {
        // All that the script needs before it looks for Maven.
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path dirname = Files.writeString(bin.resolve("dirname"), "#!/bin/sh\nPATH=/usr/bin:/bin exec dirname \"$@\"\n");
        assertThat(dirname.toFile().setExecutable(true)).isTrue();

        Ended ended = run(checkout.resolve("verifier/rollproof"), bin.toString(), "verify", broken("index-missing"));

        assertThat(ended.output())
                .isEqualTo(
                        "rollproof: " + checkout.toRealPath()
                                + "/verifier/target/rollproof.jar has to be built and mvn is not there: install Maven 3.8 or newer\n");
        assertThat(ended.exitCode()).isEqualTo(2);
    }

    private static String broken(String name) {
        return Path.of("broken", name).toAbsolutePath().toString();
    }

    private static Ended run(Path launcher, String path, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", path);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
