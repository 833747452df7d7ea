package dev.rollproof.verifier.diff;

import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.Constraint;
import dev.rollproof.verifier.snapshot.Index;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SqlFragment;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.snapshot.Trigger;
import dev.rollproof.verifier.snapshot.View;
import dev.rollproof.verifier.snapshot.VirtualTable;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** The words of changes: short enough for one line each. */
final class Wording {
    /** So much of one definition stands in a line that has two, in UTF-16 code units. */
    private static final int LENGTH = 60;

    private Wording() {}

    static String options(Table was, Table is) {
        StringJoiner options = new StringJoiner(", ");
        option(options, "STRICT", was.strict(), is.strict());
        option(options, "WITHOUT ROWID", was.withoutRowid(), is.withoutRowid());
        return options.toString();
    }

    private static void option(StringJoiner options, String option, boolean was, boolean is) {
        if (was != is) {
            options.add(is ? "is " + option + ", was not" : "is not " + option + ", was");
        }
    }

    static String definition(Column column) {
        return (column.name() + " " + column.definition()).strip();
    }

    static String columns(Column was, Column is) {
        boolean speaks = was.name().equals(is.name())
                && !was.type().tokens().isEmpty()
                && !is.type().tokens().isEmpty();
        return speaks
                ? change(" is ", is.definition(), ", was ", was.definition())
                : change(" is declared as ", definition(is), ", was ", definition(was));
    }

    static String columnNames(Table table) {
        return String.join(", ", table.columns().stream().map(Column::name).toList());
    }

    /** Of the columns that both tables have, those that moved: where they are and were. */
    static String order(Table was, Table is) {
        List<String> old = folded(was);
        List<String> now = folded(is);
        List<String> common = old.stream().filter(now::contains).toList();
        List<String> staying = longestInOrder(common, now);
        return common.stream()
                .filter(name -> !staying.contains(name))
                .map(name -> "%s is %s, was %s"
                        .formatted(was.columns().get(old.indexOf(name)).name(), place(now, name), place(old, name)))
                .collect(Collectors.joining("; "));
    }

    private static List<String> folded(Table table) {
        return table.columns().stream()
                .map(column -> SqlName.fold(column.name()))
                .toList();
    }

    /** The longest list of names that stand in this order in both, so that the fewest are said to have moved. */
    private static List<String> longestInOrder(List<String> names, List<String> other) {
        List<List<String>> longestEndingAt = new ArrayList<>();
        List<String> longest = List.of();
        for (int i = 0; i < names.size(); i++) {
            List<String> best = List.of();
            for (int before = 0; before < i; before++) {
                boolean inOrder = other.indexOf(names.get(before)) < other.indexOf(names.get(i));
                if (inOrder && longestEndingAt.get(before).size() > best.size()) {
                    best = longestEndingAt.get(before);
                }
            }
            List<String> ending = new ArrayList<>(best);
            ending.add(names.get(i));
            longestEndingAt.add(ending);
            longest = ending.size() > longest.size() ? ending : longest;
        }
        return longest;
    }

    private static String place(List<String> names, String name) {
        int place = names.indexOf(name) + 1;
        if (place == names.size()) {
            return "last";
        }
        return place == 1 ? "first" : "number " + place;
    }

    static String constraint(Constraint constraint) {
        return start(constraint.definition(), 2 * LENGTH);
    }

    static String constraints(Constraint was, Constraint is) {
        if (was instanceof Constraint.PrimaryKey old
                && is instanceof Constraint.PrimaryKey now
                && old.rowidAlias() != now.rowidAlias()
                && was.definition().equals(is.definition())) {
            return " has " + is.definition() + (now.rowidAlias() ? " as its rowid, had it" : ", had it as its rowid")
                    + (now.rowidAlias() ? " as an index" : "");
        }
        return change(" has ", is.definition(), ", had ", was.definition());
    }

    /** The kind of an object: {@code virtual-table}. */
    static String type(SchemaObject object) {
        if (object instanceof Table) {
            return "table";
        }
        if (object instanceof VirtualTable) {
            return "virtual-table";
        }
        if (object instanceof Index) {
            return "index";
        }
        return object instanceof View ? "view" : "trigger";
    }

    /** The table or view that an object is, or belongs to. */
    static String relation(SchemaObject object) {
        if (object instanceof Index index) {
            return index.table();
        }
        return object instanceof Trigger trigger ? trigger.table() : object.name();
    }

    /** An object by its name, with what tells a reader which one it is. */
    static String named(SchemaObject object) {
        if (object instanceof Index index) {
            return (index.unique() ? "unique index " : "index ") + index.name() + " on "
                    + start(index.definition(), LENGTH);
        }
        String name = type(object).replace('-', ' ') + " " + object.name();
        return object instanceof Trigger trigger ? name + " on " + trigger.table() : name;
    }

    /** The same without what a change of it says anyway. */
    static String changed(SchemaObject object) {
        return object instanceof Index ? "index " + object.name() : named(object);
    }

    static String place(Index index) {
        return (index.unique() ? "UNIQUE on " : "on ") + index.definition();
    }

    /** Two definitions; of long ones the part where they differ. */
    static String change(String beforeIs, String is, String beforeWas, String was) {
        if (is.length() + was.length() <= 2 * LENGTH) {
            return beforeIs + is + beforeWas + was;
        }
        int start = startOfDifference(is, was);
        return beforeIs + from(is, start) + beforeWas + from(was, start);
    }

    private static int startOfDifference(String one, String other) {
        int common = 0;
        while (common < one.length() && common < other.length() && one.charAt(common) == other.charAt(common)) {
            common++;
        }
        // At the start of a word, or of what stands in parentheses.
        int back = Math.max(0, common - 1);
        return Math.max(one.lastIndexOf(' ', back), one.lastIndexOf('(', back)) + 1;
    }

    private static String from(String text, int start) {
        return (start == 0 ? "" : "… ") + start(text.substring(Math.min(start, text.length())), LENGTH);
    }

    /**
     * Where two fragments part, as they are written.
     *
     * @param canonicalWas the tokens of {@code was} by which the two are compared, one for each
     */
    static String parting(SqlFragment was, List<String> canonicalWas, SqlFragment is, List<String> canonicalIs) {
        int shorter = Math.min(canonicalWas.size(), canonicalIs.size());
        int start = 0;
        while (start < shorter && canonicalWas.get(start).equals(canonicalIs.get(start))) {
            start++;
        }
        int tail = 0;
        while (tail < shorter - start
                && canonicalWas
                        .get(canonicalWas.size() - 1 - tail)
                        .equals(canonicalIs.get(canonicalIs.size() - 1 - tail))) {
            tail++;
        }
        return quoted(is, start, tail) + " instead of " + quoted(was, start, tail);
    }

    private static String quoted(SqlFragment fragment, int start, int tail) {
        int size = fragment.tokens().size();
        if (start >= size) {
            return "its end";
        }
        // Where the other has more, the next token that both have says where.
        int end = Math.max(size - tail, start + 1);
        String part = new SqlFragment(fragment.tokens().subList(start, end)).text();
        return "\"" + (start == 0 ? "" : "… ") + start(part, LENGTH / 2)
                + (end == size || part.length() > LENGTH / 2 ? "" : " …") + "\"";
    }

    static String start(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1).stripTrailing() + "…";
    }
}
