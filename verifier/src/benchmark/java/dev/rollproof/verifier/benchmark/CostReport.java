package dev.rollproof.verifier.benchmark;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Runs the benchmarks, with JMH's own arguments, and sets the medians of their iterations side by side. */
public final class CostReport {
    private CostReport() {}

    /** Runs the benchmarks that {@code arguments} choose; all without arguments. */
    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
        Collection<RunResult> results = new Runner(new CommandLineOptions(arguments)).run();
        System.out.println();
        for (RunResult proof : results) {
            if (method(proof).equals("rollproof")) {
                results.stream()
                        .filter(result -> group(result).equals(group(proof))
                                && !method(result).equals(method(proof)))
                        .forEach(other -> System.out.println(comparison(proof, other)));
            }
        }
    }

    private static String comparison(RunResult proof, RunResult other) {
        return String.format(
                Locale.ROOT,
                "%-34s rollproof %7.1f ms, %-17s %7.1f ms: %.2f times",
                group(proof),
                median(proof),
                method(other),
                median(other),
                median(proof) / median(other));
    }

    private static double median(RunResult result) {
        return result.getPrimaryResult().getStatistics().getPercentile(50);
    }

    private static String method(RunResult result) {
        String benchmark = result.getParams().getBenchmark();
        return benchmark.substring(benchmark.lastIndexOf('.') + 1);
    }

    /** The class and its parameters: what is measured in more than one way. */
    private static String group(RunResult result) {
        BenchmarkParams parameters = result.getParams();
        String benchmark = parameters.getBenchmark();
        String type = benchmark.substring(0, benchmark.lastIndexOf('.'));
        StringBuilder group = new StringBuilder(type.substring(type.lastIndexOf('.') + 1));
        for (String name : parameters.getParamsKeys()) {
            group.append(' ').append(parameters.getParam(name));
        }
        return group.toString();
    }
}
