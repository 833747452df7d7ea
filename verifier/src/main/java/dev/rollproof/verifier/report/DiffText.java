package dev.rollproof.verifier.report;

import dev.rollproof.verifier.diff.SchemaChange;
import dev.rollproof.verifier.diff.SchemaChange.ObjectChanged;
import dev.rollproof.verifier.diff.SchemaDiff;
import dev.rollproof.verifier.snapshot.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * What differs between two schemas, for people, with the marks of any diff: {@code -} only in A, {@code +} only in B, {@code ~} in
 * both but otherwise, with what each says below it.
 */
public final class DiffText {
    private DiffText() {}

    /**
     * Writes the differences.
     *
     * @param a how the user calls the schema that is compared with
     * @param b how the user calls the other
     */
    public static String of(String a, String b, SchemaDiff diff) {
        if (diff.isEmpty()) {
            return Printable.of(a + " and " + b + " have the same schema") + "\n";
        }
        List<String> lines = new ArrayList<>(List.of("--- " + a, "+++ " + b));
        lines.addAll(lines(diff));
        lines.add(summary(a, b, diff.changes()));
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(Printable.of(line)).append('\n'));
        return text.toString();
    }

    /** The differences alone. */
    static List<String> lines(SchemaDiff diff) {
        List<String> lines = new ArrayList<>();
        for (SchemaChange change : diff.changes()) {
            List<String> sides = mark(change).equals("~") ? sides(change).lines() : List.of();
            // INTEGER PRIMARY KEY is written like the key that is no rowid.
            boolean untold = mark(change).equals("~") && sides.isEmpty();
            lines.add(mark(change) + " " + (untold ? change.describe() : change.marked()));
            lines.addAll(sides);
        }
        return lines;
    }

    static String mark(SchemaChange change) {
        if (change.after().isEmpty()) {
            return "-";
        }
        return change.before().isEmpty() ? "+" : "~";
    }

    /** What each side says of a change, without the lines at the beginning and the end that are the same. */
    static Sides sides(SchemaChange change) {
        List<String> before =
                change.before().map(sql -> said(change, sql, true)).orElse(List.of());
        List<String> after = change.after().map(sql -> said(change, sql, false)).orElse(List.of());
        int shorter = Math.min(before.size(), after.size());
        int head = 0;
        while (head < shorter && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        return new Sides(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail));
    }

    /** The lines of SQL on which the two sides differ. */
    record Sides(List<String> before, List<String> after) {
        private List<String> lines() {
            List<String> lines = new ArrayList<>();
            before.forEach(line -> lines.add("    - " + line));
            after.forEach(line -> lines.add("    + " + line));
            return lines;
        }
    }

    /** Of a table that is changed itself only its options are: its columns and constraints are changes of their own. */
    private static List<String> said(SchemaChange change, String sql, boolean before) {
        if (change instanceof ObjectChanged object && object.was() instanceof Table was) {
            Table table = before ? was : (Table) object.is();
            return List.of((table.strict() ? "STRICT" : "not STRICT") + ", "
                    + (table.withoutRowid() ? "WITHOUT ROWID" : "with rowids"));
        }
        return sql.lines().map(String::stripTrailing).toList();
    }

    private static String summary(String a, String b, List<SchemaChange> changes) {
        long onlyA = changes.stream().filter(change -> mark(change).equals("-")).count();
        long onlyB = changes.stream().filter(change -> mark(change).equals("+")).count();
        long both = changes.size() - onlyA - onlyB;
        List<String> parts = new ArrayList<>();
        if (onlyA > 0) {
            parts.add(onlyA + " only in " + a);
        }
        if (onlyB > 0) {
            parts.add(onlyB + " only in " + b);
        }
        if (both > 0) {
            parts.add(both + " in both but otherwise");
        }
        return changes.size() + (changes.size() == 1 ? " difference: " : " differences: ") + String.join(", ", parts);
    }
}
