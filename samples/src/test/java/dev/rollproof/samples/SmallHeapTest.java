package dev.rollproof.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that does not fit into Java's memory is nobody's defect. */
class SmallHeapTest {
    @TempDir
    private Path folder;

    @Test
    void saysThatJavaNeedsMoreMemory() throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("0001_a.sql"), "CREATE TABLE a (x); INSERT INTO a VALUES (zeroblob(60000000));");
        Files.writeString(folder.resolve("0001_a.rollback.sql"), "DROP TABLE a;");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx40m",
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.rollproof.verifier.cli.Main",
                        "verify",
                        folder.toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "rollproof: the migrations fill a database that Java's memory has no room to copy; give it more,"
                                + " for example JAVA_TOOL_OPTIONS=-Xmx4g\n");
        assertThat(process.waitFor()).isEqualTo(2);
    }
}
