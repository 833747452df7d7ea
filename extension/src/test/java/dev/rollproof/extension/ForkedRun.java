package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** One run of JUnit over one fixture class in a JVM of its own, which can be talked to and killed. */
final class ForkedRun implements AutoCloseable {
    private static final int MOST_SECONDS = 180;
    private static final String END = "the end of the output";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();

    private ForkedRun(Process process) {
        this.process = process;
        Thread reader = new Thread(this::readLines, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** @param temporaryFolder where the run puts its databases */
    static ForkedRun start(Path temporaryFolder, Class<?> fixture) throws IOException {
        return new ForkedRun(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + temporaryFolder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ForkedRun.class.getName(),
                        fixture.getName())
                .redirectErrorStream(true)
                .start());
    }

    /** The other JVM. */
    public static void main(String[] arguments) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(arguments[0]))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.getFailures().forEach(failure -> failure.getException().printStackTrace(System.out));
        System.out.println(summary.getTestsSucceededCount() + " green, " + summary.getTotalFailureCount() + " not");
    }

    private void readLines() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException killed) {
            lines.add(killed.toString());
        }
        lines.add(END);
    }

    /** Waits until the run has printed this line. */
    void awaitLine(String wanted) throws InterruptedException {
        String line = "";
        while (!line.equals(wanted)) {
            line = lines.poll(MOST_SECONDS, TimeUnit.SECONDS);
            assertThat(line).as("\"%s\" after %s", wanted, seen).isNotNull().isNotEqualTo(END);
            seen.add(line);
        }
    }

    /** Ends its input, for which it waits. */
    void goOn() throws IOException {
        process.getOutputStream().close();
    }

    /** Ends it as {@code kill -9} does, and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    void awaitEnd() {
        process.onExit().orTimeout(MOST_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        kill();
    }
}
