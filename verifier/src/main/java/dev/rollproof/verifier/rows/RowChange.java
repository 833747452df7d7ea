package dev.rollproof.verifier.rows;

import java.util.List;
import java.util.Optional;

/**
 * What became of the rows of one table, or of the values of one of its columns.
 *
 * @param kind whose fault it is
 * @param effect what happened
 * @param table its name before the up
 * @param column the column, where it is about one alone
 * @param byUp whether the up did it, else the rollback; LEFT_BEHIND is always the rollback's
 * @param rows how many rows are concerned, at least 1
 * @param total how many rows the table held before the up
 * @param examples the first of them in key order, each one a phrase; at most three
 * @param stoodIn what still held them after the up: another column, or {@code table NAME}
 * @param cause how a script reached a table that it does not name
 */
public record RowChange(
        Kind kind,
        Effect effect,
        String table,
        Optional<String> column,
        boolean byUp,
        long rows,
        long total,
        List<String> examples,
        Optional<String> stoodIn,
        Optional<Cause> cause) {
    static final int EXAMPLES = 3;

    /** Copies the list. */
    public RowChange {
        examples = List.copyOf(examples);
    }

    /** Whose fault a change is. */
    public enum Kind {
        /** They were still there after the up; the rollback lost them. */
        NOT_RESTORED,
        /** The up lost them, and no rollback can bring them back. */
        LOST,
        /** They were not there before the up. */
        LEFT_BEHIND,
        /** A script lost them in a table that it does not name. */
        CASCADED
    }

    /** What happened to rows. */
    public enum Effect {
        /** They are not there any more. */
        GONE,
        /** They hold other values. */
        CHANGED,
        /** They are there, under other keys. */
        RENUMBERED,
        /** They are new. */
        ADDED
    }

    /**
     * How a script reached a table that it does not name.
     *
     * @param origin the table that it does name, folded
     * @param deed what it did to that: {@code rebuilding authors}
     * @param means what carried that on: {@code ON DELETE CASCADE}
     */
    public record Cause(String origin, String deed, String means) {}

    /** On one line, in the user's words. */
    public String describe() {
        if (cause.isPresent()) {
            String did = effect == Effect.GONE
                    ? " deleted "
                    : " changed " + column.map(name -> name + " in ").orElse("");
            return cause.get().deed() + did + count("row") + " of " + table + " through "
                    + cause.get().means();
        }
        String subject = table + column.map(name -> "." + name).orElse("") + ": ";
        return subject + predicate() + ": " + list();
    }

    private String predicate() {
        if (effect == Effect.ADDED) {
            return count("row") + verb(" is", " are") + " left behind";
        }
        String of = rows + " of " + total + " ";
        if (column.isPresent()) {
            String values = of + (total == 1 ? "value" : "values");
            return stoodIn.map(place ->
                            values + " stood in " + place + " and" + verb(" was", " were") + " not copied back")
                    .orElseGet(() -> values + verb(" is", " are") + " lost");
        }
        String all = of + (total == 1 ? "row" : "rows");
        return switch (effect) {
            case GONE ->
                stoodIn.map(place -> all + " stood in " + place + " and" + verb(" was", " were") + " not copied back")
                        .orElseGet(() -> all + verb(" is", " are") + " gone");
            case RENUMBERED -> all + verb(" has", " have") + " another key";
            case CHANGED, ADDED -> all + " changed";
        };
    }

    private String list() {
        boolean phrases = effect == Effect.CHANGED
                || effect == Effect.ADDED
                || examples.stream().anyMatch(e -> e.contains(", "));
        String separator = phrases ? "; " : ", ";
        return String.join(separator, examples) + (rows > examples.size() ? separator + "…" : "");
    }

    private String count(String what) {
        return rows + " " + what + verb("", "s");
    }

    private String verb(String one, String many) {
        return rows == 1 ? one : many;
    }
}
