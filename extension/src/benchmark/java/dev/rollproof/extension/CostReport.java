package dev.rollproof.extension;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Runs the benchmarks, with JMH's own arguments, and sets their medians side by side. */
public final class CostReport {
    private static final List<Comparison> COMPARISONS = List.of(
            new Comparison("file", "fileByHand", "at most 1.5 times"),
            new Comparison("fileWithInsert", "fileByHand", "at most 2 times"),
            new Comparison("fileWithInsert", "fileWithInsertByHand", ""),
            new Comparison("memory", "memoryByHand", "at most 1.7 times"),
            new Comparison("memory", "fileByHand", ""),
            new Comparison("flyway", "file", "at least 200 times"),
            new Comparison("IdleExtension", "Nothing", ""),
            new Comparison("File", "FileByHand", "at most 100 us more"),
            new Comparison("Memory", "MemoryByHand", "at most 100 us more"));

    private CostReport() {}

    /** Runs the benchmarks that {@code arguments} choose; all without arguments. */
    public static void main(String[] arguments) throws RunnerException, CommandLineOptionException, IOException {
        Collection<RunResult> results = new Runner(new CommandLineOptions(arguments)).run();
        System.out.println();
        Map<String, Map<String, Double>> medians = results.stream()
                .collect(Collectors.groupingBy(
                        CostReport::group, TreeMap::new, Collectors.toMap(CostReport::method, CostReport::median)));
        medians.put("a whole test in JUnit", InsideJUnit.medians());
        medians.forEach((group, ways) -> COMPARISONS.stream()
                .flatMap(comparison -> comparison.of(ways).stream())
                .forEach(line -> System.out.printf("%-44s %s%n", group, line)));
        System.out.println();
        results.forEach(result -> sameBefore(result, results)
                .ifPresent(before -> System.out.printf(
                        Locale.ROOT,
                        "%-44s %-21s %.2f times what it costs at 10 migrations%n",
                        group(result),
                        method(result),
                        median(result) / median(before))));
    }

    /** The same benchmark at 10 migrations, for one at 1,000. */
    private static Optional<RunResult> sameBefore(RunResult result, Collection<RunResult> results) {
        String group = group(result);
        return results.stream()
                .filter(other -> group.contains("migrations 1000")
                        && method(other).equals(method(result))
                        && group(other).equals(group.replace("migrations 1000", "migrations 10")))
                .findFirst();
    }

    /** Two ways of doing the same, and what the ratio may be. */
    private record Comparison(String one, String other, String bound) {
        Optional<String> of(Map<String, Double> medians) {
            if (!medians.containsKey(one) || !medians.containsKey(other)) {
                return Optional.empty();
            }
            double median = medians.get(one);
            double against = medians.get(other);
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%-14s %9.1f us, %-20s %9.1f us: %7.2f times, %8.1f us more  %s",
                    one,
                    median,
                    other,
                    against,
                    median / against,
                    median - against,
                    bound));
        }
    }

    /** Of single runs: a machine that does something else for a moment does not move it. */
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
            group.append(", ").append(name).append(' ').append(parameters.getParam(name));
        }
        return group.toString();
    }
}
