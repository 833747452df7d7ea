package dev.rollproof.verifier.check;

import dev.rollproof.verifier.d1.TriggerText;
import dev.rollproof.verifier.migration.Target;
import dev.rollproof.verifier.run.ScriptRun;
import java.util.List;
import java.util.stream.Stream;

/** A trigger that works here and on a local D1, and that the remote one is reported to cut. */
final class TriggerCut implements Check {
    @Override
    public String id() {
        return "trigger-cut";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> examine(Step step) {
        return step.source().target() == Target.D1
                ? Failures.firstRuns(step).flatMap(this::findings).toList()
                : List.of();
    }

    private Stream<Finding> findings(ScriptRun run) {
        return run.statements().stream()
                .flatMap(statement -> TriggerText.whyCut(statement).stream()
                        .map(why -> finding(
                                Location.of(run.script().file(), statement.position()),
                                "Cloudflare D1 is reported to end this trigger at its first ';' (\"incomplete input\"),"
                                        + " though a local D1 takes it: " + why,
                                "Write BEGIN in capitals and end the lines with LF: \"*.sql text eol=lf\" in"
                                        + " .gitattributes.")));
    }
}
