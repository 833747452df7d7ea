package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.ScriptRemark;
import dev.rollproof.verifier.migration.Target;
import dev.rollproof.verifier.run.ScriptFailure;
import dev.rollproof.verifier.run.ScriptFailure.Cause;
import dev.rollproof.verifier.run.ScriptRun;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Failures by their cause: each cause is one check's business, whichever script it stopped. */
final class Failures {
    /** What SQLite did not understand. */
    static final Set<Cause> OF_SQL = Set.of(Cause.FAILED, Cause.UNREADABLE, Cause.REFUSED_BY_TOOL);

    /** What is said where nothing better is known. */
    static final String MEND = "Mend the statement.";

    /** SQLite's own words. */
    private static final Pattern NO_SUCH_FUNCTION = Pattern.compile("no such function: (\\S+)");

    private Failures() {}

    /** The runs of a step that nothing but their own script can have made fail. */
    static Stream<ScriptRun> firstRuns(Step step) {
        return Stream.concat(Stream.of(step.up()), step.rollback().map(Outcome::run).stream());
    }

    /** A finding of {@code check} for each of the runs of {@code step} that failed by one of the causes. */
    static List<Finding> findings(
            Check check,
            Step step,
            Stream<ScriptRun> runs,
            Set<Cause> causes,
            Function<ScriptFailure, String> message,
            String help) {
        return runs.flatMap(run -> run.failure().stream()
                        .filter(failure -> causes.contains(failure.cause()))
                        .map(failure -> check.finding(
                                Location.of(run.script().file(), failure.position()),
                                message.apply(failure),
                                helpFor(step, run, failure, help) + HalfApplied.sentences(run))))
                .toList();
    }

    /** A finding of {@code check} about a run that failed. */
    static Finding finding(Check check, ScriptRun run, Function<String, String> message, String help) {
        ScriptFailure failure = run.failure().get();
        return check.finding(
                Location.of(run.script().file(), failure.position()), message.apply(failure.message()), help);
    }

    /** What to do about a script that fails on rows only. */
    static String remedyOnRows(ScriptRun run) {
        String message = run.failure().get().message();
        if (message.startsWith("Cannot add a NOT NULL column")) {
            return "Give the column a DEFAULT, or build the table anew and say what its old rows get.";
        }
        if (message.startsWith("NOT NULL constraint failed")) {
            return "Say what a row gets that holds NULL there: COALESCE(column, value), or an UPDATE before.";
        }
        if (message.startsWith("UNIQUE constraint failed")) {
            return "Two rows hold the same value there: give each its own, or merge or delete them.";
        }
        return message.startsWith("FOREIGN KEY constraint failed")
                ? ForeignKeysOff.whyIgnored(run).map(why -> why + ". ").orElse("")
                        + "Deal with the rows that refer to it first."
                : "Mend the statement so that it holds for the rows that are there.";
    }

    private static String helpFor(Step step, ScriptRun run, ScriptFailure failure, String help) {
        Optional<String> toolSays = run.script()
                .refusal()
                .filter(refusal -> failure.cause() == Cause.REFUSED_BY_TOOL)
                .map(ScriptRemark::help);
        Optional<String> advice = UnfilledPlaceholder.advice(run).or(() -> ForeignDialect.advice(run));
        if (toolSays.isPresent() || advice.isPresent()) {
            return toolSays.orElseGet(() -> help + " " + advice.orElseThrow());
        }
        Matcher function = NO_SUCH_FUNCTION.matcher(failure.message());
        if (!function.matches()) {
            return StuckStatement.advice(failure.message())
                    .map(first -> help.replace(MEND, first))
                    .orElse(help);
        }
        return step.source().target() == Target.D1
                ? "D1 has no such function, and no application can register one there. Write it with what D1 has."
                : "SQLite itself has no such function. Where only the application registers it, --stub-function "
                        + function.group(1) + " lets it return its first argument here.";
    }
}
