package dev.rollproof.verifier.snapshot;

import java.util.Comparator;
import java.util.List;

/** Something in a schema that refers to what is not there. SQLite keeps such schemas and says so only when they are used. */
public sealed interface DanglingReference extends Comparable<DanglingReference> {
    /** One line in the user's words. */
    String describe();

    @Override
    default int compareTo(DanglingReference other) {
        return Comparator.comparing(DanglingReference::describe).compare(this, other);
    }

    /**
     * A foreign key to a table that is not there. With {@code foreign_keys} on, every write to {@code table} fails.
     *
     * @param columns those of the key, in {@code table}
     * @param parent the table that is not there
     */
    record ForeignKeyToNoTable(String table, List<String> columns, String parent) implements DanglingReference {
        /** Copies the list. */
        public ForeignKeyToNoTable {
            columns = List.copyOf(columns);
        }

        @Override
        public String describe() {
            return "foreign key " + table + "(" + String.join(", ", columns) + ") refers to the table " + parent
                    + ", which does not exist";
        }
    }

    /** A view that does not compile, with SQLite's message. */
    record BrokenView(String name, String reason) implements DanglingReference {
        @Override
        public String describe() {
            return "view " + name + " does not compile: " + reason;
        }
    }

    /** A trigger that does not compile, so that every change that fires it fails, with SQLite's message. */
    record BrokenTrigger(String name, String table, String reason) implements DanglingReference {
        @Override
        public String describe() {
            return "trigger " + name + " on " + table + " does not compile: " + reason;
        }
    }
}
