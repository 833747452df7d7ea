package dev.rollproof.verifier.synthetic;

import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlFragment;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Trigger;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the triggers of a table ask of a new row, and which tables they reach. */
final class TriggerRules {
    private TriggerRules() {}

    /** When triggers on INSERT raise an error, as far as they say it in the usual three ways. */
    static List<Condition> conditions(SchemaSnapshot schema, TablePlan plan) {
        List<Condition> conditions = new ArrayList<>();
        for (Trigger trigger : schema.triggers()) {
            boolean raises = trigger.body().tokens().stream().anyMatch(token -> token.is("RAISE"));
            if (raises && trigger.event() == Trigger.Event.INSERT && SqlName.same(trigger.table(), plan.table.name())) {
                for (String refused : refused(trigger)) {
                    conditions.add(Condition.ofTrigger(plan.table, plan.columns, refused));
                }
            }
        }
        return conditions;
    }

    private static List<String> refused(Trigger trigger) {
        String when = trigger.when()
                .map(SqlFragment::text)
                .map(text -> "(" + text + ") AND ")
                .orElse("");
        List<String> inBody = bodyConditions(trigger.body().tokens());
        if (inBody.isEmpty()) {
            return when.isEmpty() ? List.of() : List.of("(" + when + "1) IS NOT TRUE");
        }
        return inBody.stream()
                .map(condition -> "(" + when + "(" + condition + ")) IS NOT TRUE")
                .toList();
    }

    /** Of {@code CASE WHEN condition THEN RAISE(…)} and {@code SELECT RAISE(…) WHERE condition;}. */
    private static List<String> bodyConditions(List<SqlToken> tokens) {
        List<String> found = new ArrayList<>();
        int when = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is("WHEN")) {
                when = i + 1;
            } else if (tokens.get(i).is("RAISE") && i > 0 && tokens.get(i - 1).is("THEN") && when > 0) {
                found.add(new SqlFragment(tokens.subList(when, i - 1)).text());
            } else if (tokens.get(i).is("RAISE") && i > 0 && tokens.get(i - 1).is("SELECT")) {
                int where = indexOf(tokens, i, "WHERE");
                int end = indexOf(tokens, i, ";");
                if (where > 0 && where < end) {
                    found.add(new SqlFragment(tokens.subList(where + 1, end)).text());
                }
            }
        }
        return found;
    }

    private static int indexOf(List<SqlToken> tokens, int from, String text) {
        for (int i = from; i < tokens.size(); i++) {
            if (tokens.get(i).text().equalsIgnoreCase(text)) {
                return i;
            }
        }
        return -1;
    }

    /** The folded names of the tables that triggers of {@code table} name, and theirs in turn. */
    static Set<String> reached(SchemaSnapshot schema, String table) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(table));
        List<Trigger> triggers = schema.triggers();
        while (!open.isEmpty()) {
            String next = open.remove();
            for (Trigger trigger : triggers) {
                if (!SqlName.same(trigger.table(), next)) {
                    continue;
                }
                for (SqlToken token : trigger.body().tokens()) {
                    String name = SqlName.fold(token.name());
                    if (token.kind() != SqlToken.Kind.SYMBOL
                            && schema.relation(name).isPresent()
                            && reached.add(name)) {
                        open.add(name);
                    }
                }
            }
        }
        return reached;
    }
}
