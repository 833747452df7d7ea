package dev.rollproof.extension;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * A whole test, from the end of the one before it to its own. Not by JMH: it would time a launcher's run, with what a run costs
 * once. The kinds of tests take turns, so that all of them have the same share of what else the machine does.
 */
final class InsideJUnit {
    private static final int ROUNDS = 12;
    private static final int ROUNDS_TO_WARM_UP = 4;

    private InsideJUnit() {}

    /** The medians in microseconds, by the kind of test. */
    static Map<String, Double> medians() throws IOException {
        Path migrations = Path.of(TrivialTests.MIGRATIONS);
        History.write(migrations, 10, 10);
        Template.of(History.plan(migrations)).image().writeTo(Path.of(TrivialTests.TEMPLATE));
        Files.createDirectories(Path.of(TrivialTests.FILES));
        Map<String, List<Long>> nanoseconds = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Class<?> tests : TrivialTests.KINDS) {
                List<Long> durations = run(tests);
                if (round >= ROUNDS_TO_WARM_UP) {
                    nanoseconds
                            .computeIfAbsent(tests.getSimpleName(), name -> new ArrayList<>())
                            .addAll(durations);
                }
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        nanoseconds.forEach((name, durations) ->
                medians.put(name, durations.stream().sorted().toList().get(durations.size() / 2) / 1e3));
        return medians;
    }

    private static List<Long> run(Class<?> tests) {
        Durations durations = new Durations();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(tests))
                                .build(),
                        durations);
        return durations.nanoseconds;
    }

    private static final class Durations implements TestExecutionListener {
        private final List<Long> nanoseconds = new ArrayList<>();
        private long last = System.nanoTime();

        @Override
        public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
            // Tests that fail at once would be fast.
            result.getThrowable().ifPresent(thrown -> {
                throw new IllegalStateException(identifier.getDisplayName(), thrown);
            });
            long now = System.nanoTime();
            if (identifier.isTest()) {
                nanoseconds.add(now - last);
            }
            last = now;
        }
    }
}
