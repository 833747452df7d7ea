package dev.rollproof.verifier.check;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What lets a statement pass that SQLite refuses for what else the schema holds, told from SQLite's own words. */
final class StuckStatement {
    /** Of <a href="https://www.sqlite.org/lang_altertable.html">ALTER TABLE</a>, which reads the whole schema again at its end. */
    private static final Pattern HELD = Pattern.compile(
            "error in (index|view|trigger|table) (.+) after (?:drop column|rename): .*", Pattern.DOTALL);

    private static final Pattern IN_A_KEY =
            Pattern.compile("cannot drop (UNIQUE|PRIMARY KEY) column: \"(.+)\"", Pattern.DOTALL);

    private static final Pattern ABSENT =
            Pattern.compile("no such (table|index|view|trigger|column): (.+)", Pattern.DOTALL);

    private StuckStatement() {}

    /** A sentence or two; empty where SQLite's message says all that is known. */
    static Optional<String> advice(String message) {
        Matcher held = HELD.matcher(message);
        if (held.matches()) {
            return Optional.of(
                    held.group(1).equals("table")
                            ? "Table %s still names it: build that table anew first.".formatted(held.group(2))
                            : "The %1$s %2$s still needs what goes: write DROP %3$s %2$s; before this statement, and create it again behind it if it is to stay."
                                    .formatted(
                                            held.group(1),
                                            held.group(2),
                                            held.group(1).toUpperCase(Locale.ROOT)));
        }
        Matcher key = IN_A_KEY.matcher(message);
        if (key.matches()) {
            return Optional.of(
                    "DROP COLUMN does not take a column that is %s: build the table anew without it: create, copy, drop, rename."
                            .formatted(key.group(1)));
        }
        if (ABSENT.matcher(message).matches()) {
            return Optional.of(
                    "Nothing has this name by then: mend the name, or look at what was dropped or renamed before.");
        }
        return isThere(message)
                ? Optional.of(
                        "It is there already: leave the statement out, or drop or rename what has the name first.")
                : Optional.empty();
    }

    private static boolean isThere(String message) {
        return message.endsWith(" already exists")
                || message.startsWith("there is already ")
                || message.startsWith("duplicate column name: ");
    }
}
