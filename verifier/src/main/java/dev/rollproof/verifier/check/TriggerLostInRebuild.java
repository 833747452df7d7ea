package dev.rollproof.verifier.check;

import dev.rollproof.verifier.snapshot.Trigger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A table or view is dropped and built anew, and its triggers are not. */
final class TriggerLostInRebuild implements LintCheck {
    @Override
    public String id() {
        return "trigger-lost-in-rebuild";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> lint(Step step) {
        Reshaping up = Reshaping.of(step);
        Map<String, List<Trigger>> byTable = LostTriggers.of(up)
                .filter(trigger -> !up.drops("TRIGGER", trigger.name()))
                .collect(Collectors.groupingBy(Trigger::table, LinkedHashMap::new, Collectors.toList()));
        return byTable.entrySet().stream()
                .map(lost -> finding(up, lost.getKey(), lost.getValue()))
                .toList();
    }

    private Finding finding(Reshaping up, String table, List<Trigger> triggers) {
        String names = triggers.stream()
                .map(trigger -> trigger.name() + " (" + trigger.firing() + ")")
                .collect(Collectors.joining(", "));
        return finding(
                up.atDrop(table),
                "the rebuild of %s loses the %s %s"
                        .formatted(table, triggers.size() == 1 ? "trigger" : "triggers", names),
                "DROP takes the triggers of " + table
                        + " along, and nothing fails without them: what they kept up is kept up no"
                        + " more. Make them again after the rebuild, or say DROP TRIGGER if that is meant.");
    }
}
