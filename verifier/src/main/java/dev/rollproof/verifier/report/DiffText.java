package dev.rollproof.verifier.report;

import dev.rollproof.verifier.diff.SchemaChange;
import dev.rollproof.verifier.diff.SchemaDiff;

/** What differs between two schemas, for people, with the marks of any diff: {@code -} only in A, {@code +} only in B. */
public final class DiffText {
    private DiffText() {}

    /**
     * Writes the differences, each on a line.
     *
     * @param a how the user calls the schema that is compared with
     * @param b how the user calls the other
     */
    public static String of(String a, String b, SchemaDiff diff) {
        if (diff.isEmpty()) {
            return Printable.of(a + " and " + b + " have the same schema") + "\n";
        }
        StringBuilder text = new StringBuilder();
        text.append(Printable.of("--- " + a)).append('\n');
        text.append(Printable.of("+++ " + b)).append('\n');
        for (SchemaChange change : diff.changes()) {
            text.append(Printable.of(mark(change) + " " + change.marked())).append('\n');
        }
        int count = diff.changes().size();
        return text.append(count)
                .append(count == 1 ? " difference" : " differences")
                .append('\n')
                .toString();
    }

    private static String mark(SchemaChange change) {
        if (change.after().isEmpty()) {
            return "-";
        }
        return change.before().isEmpty() ? "+" : "~";
    }
}
