package dev.rollproof.verifier.database;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings of a connection that a script can leave changed, and that change what later scripts do.
 *
 * <p>Those that last in the database ({@code user_version}, {@code auto_vacuum}) or change only speed and durability
 * ({@code cache_size}, {@code synchronous}) are not among them.
 *
 * @param values PRAGMA name to value: {@code ON} or {@code OFF}, and for {@code journal_mode} the mode in upper case
 */
public record ConnectionSettings(SortedMap<String, String> values) {
    /** Not a switch, and WAL is meant to last: it counts as left behind only when it is OFF, which makes ROLLBACK undefined. */
    static final String JOURNAL_MODE = "journal_mode";

    static final String DEFER_FOREIGN_KEYS = "defer_foreign_keys";

    static final String WRITABLE_SCHEMA = "writable_schema";

    /** The one switch that SQLite does not show; what LIKE does tells. */
    private static final String CASE_SENSITIVE_LIKE = "case_sensitive_like";

    private static final List<String> SWITCHES = List.of(
            DEFER_FOREIGN_KEYS,
            "foreign_keys",
            "full_column_names",
            "ignore_check_constraints",
            "legacy_alter_table",
            "query_only",
            "recursive_triggers",
            "reverse_unordered_selects",
            "short_column_names",
            "trusted_schema",
            WRITABLE_SCHEMA);

    private static final String QUERY = "SELECT 'a' NOT LIKE 'A', upper(journal_mode), "
            + SWITCHES.stream().map(name -> "pragma_" + name + "." + name).collect(Collectors.joining(", "))
            + " FROM pragma_journal_mode, "
            + SWITCHES.stream().map(name -> "pragma_" + name).collect(Collectors.joining(", "));

    /** Takes a copy. */
    public ConnectionSettings {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    static ConnectionSettings capture(SqliteDatabase database) {
        return database.query(QUERY, ConnectionSettings::read).get(0);
    }

    private static ConnectionSettings read(SqliteDatabase.Row row) {
        SortedMap<String, String> values = new TreeMap<>();
        values.put(CASE_SENSITIVE_LIKE, onOrOff(row.number(1)));
        values.put(JOURNAL_MODE, String.valueOf(row.text(2)));
        for (int i = 0; i < SWITCHES.size(); i++) {
            values.put(SWITCHES.get(i), onOrOff(row.number(i + 3)));
        }
        return new ConnectionSettings(values);
    }

    private static String onOrOff(long value) {
        return value == 0 ? "OFF" : "ON";
    }

    /** The names of those that {@code later} has otherwise and that should be put back. */
    List<String> leftChangedIn(ConnectionSettings later) {
        List<String> names = new ArrayList<>();
        later.values.forEach((name, value) -> {
            boolean changed = !value.equals(values.get(name));
            if (changed && (!name.equals(JOURNAL_MODE) || value.equals("OFF"))) {
                names.add(name);
            }
        });
        return names;
    }

    /** The value of the setting {@code name}. */
    String value(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no such setting: " + name);
        }
        return value;
    }

    ConnectionSettings with(String name, String value) {
        SortedMap<String, String> changed = new TreeMap<>(values);
        changed.put(name, value);
        return new ConnectionSettings(changed);
    }
}
