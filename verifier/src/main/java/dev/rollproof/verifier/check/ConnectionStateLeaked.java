package dev.rollproof.verifier.check;

import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.sql.SqlStatement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A script leaves a setting of the connection, a transaction or a temporary object behind it. */
final class ConnectionStateLeaked implements Check {
    @Override
    public String id() {
        return "connection-state-leaked";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> examine(Step step) {
        Map<String, ScriptRun> firstOfEachScript = new LinkedHashMap<>();
        step.runs().stream()
                .filter(run -> !run.leftBehind().isEmpty())
                .forEach(run -> firstOfEachScript.putIfAbsent(run.script().file(), run));
        return firstOfEachScript.values().stream().map(this::finding).toList();
    }

    private Finding finding(ScriptRun run) {
        SqlStatement last = run.statements().get(run.statements().size() - 1);
        return finding(
                Location.of(run.script().file(), last.position()),
                "after the script " + String.join("; ", run.leftBehind()),
                run.leftBehind().contains("foreign_keys is left ON")
                        ? "The script takes it that foreign keys are on. Where they are, say --foreign-keys on."
                        : "What runs next on the connection runs differently. Put it back at the end of the script.");
    }
}
