package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** One run of JUnit over one fixture class, on several threads, and what came of it. The only place that knows the test kit. */
record TestRun(EngineExecutionResults results) {

    static TestRun of(Class<?> fixture) {
        return of(fixture, Map.of());
    }

    /** @param parameters JUnit's configuration parameters, beside those of every run */
    static TestRun of(Class<?> fixture, Map<String, String> parameters) {
        return of(List.of(fixture), parameters);
    }

    /** One run over several fixtures. */
    static TestRun of(List<Class<?>> fixtures, Map<String, String> parameters) {
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .configurationParameters(parameters)
                .selectors(
                        fixtures.stream().map(DiscoverySelectors::selectClass).toArray(DiscoverySelector[]::new));
        return new TestRun(onAThreadOfItsOwn(kit::execute));
    }

    /**
     * JUnit's own thread would not wait for a run within it: it would take the next of our tests meanwhile, and within that run
     * the one after, until its stack is full.
     */
    private static EngineExecutionResults onAThreadOfItsOwn(Callable<EngineExecutionResults> run) {
        FutureTask<EngineExecutionResults> task = new FutureTask<>(run);
        new Thread(task, Thread.currentThread().getName() + " (run)").start();
        try {
            return task.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("the run did not come to its end", e);
        }
    }

    /** Runs a fixture whose tests must all be green. */
    static TestRun green(Class<?> fixture, int tests) {
        TestRun run = of(fixture);
        run.requireNoFailure();
        assertThat(run.results.testEvents().succeeded().count())
                .as("green tests of %s", fixture.getSimpleName())
                .isEqualTo(tests);
        return run;
    }

    /** Runs a fixture in which exactly one test or class fails. */
    static Throwable onlyFailure(Class<?> fixture) {
        List<Throwable> thrown = of(fixture).thrown();
        assertThat(thrown).as("failures of %s", fixture.getSimpleName()).hasSize(1);
        return thrown.get(0);
    }

    /** What the fixtures, or the extension, published under a key, in no certain order. */
    List<String> published(String key) {
        return results.allEvents()
                .reportingEntryPublished()
                .map(event -> event.getRequiredPayload(ReportEntry.class))
                .map(entry -> entry.getKeyValuePairs())
                .filter(pairs -> pairs.containsKey(key))
                .map(pairs -> String.valueOf(pairs.get(key)))
                .toList();
    }

    /** {@code DISPLAY NAME -> STATUS} of each test, in the order in which they ended. */
    List<String> outcomes() {
        return results.testEvents()
                .finished()
                .map(event -> event.getTestDescriptor().getDisplayName() + " -> " + status(event))
                .toList();
    }

    /** The message of the test with this display name. */
    String messageOf(String displayName) {
        return results.testEvents()
                .finished()
                .filter(event -> event.getTestDescriptor().getDisplayName().equals(displayName))
                .flatMap(event -> result(event).getThrowable().stream())
                .map(thrown -> String.valueOf(thrown.getMessage()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no failed test " + displayName + " in " + outcomes()));
    }

    /** All that was thrown, by tests and by classes. */
    List<Throwable> thrown() {
        return results.allEvents()
                .finished()
                .map(TestRun::result)
                .filter(result -> result.getStatus() == Status.FAILED)
                .flatMap(result -> result.getThrowable().stream())
                .toList();
    }

    private void requireNoFailure() {
        List<Throwable> thrown = thrown();
        if (!thrown.isEmpty()) {
            AssertionError error = new AssertionError(thrown.size() + " failures in a run that must be green");
            thrown.forEach(error::addSuppressed);
            throw error;
        }
    }

    private static Status status(Event event) {
        return result(event).getStatus();
    }

    private static TestExecutionResult result(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class);
    }
}
