package dev.rollproof.verifier.snapshot;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A constraint of a table, whether it is written at a column or for the table. */
public sealed interface Constraint {
    /** The name after CONSTRAINT. */
    Optional<String> name();

    /** On one line, as a constraint of a table is written. */
    String definition();

    /** The columns that it is made of; none for a CHECK. */
    List<String> columns();

    /**
     * PRIMARY KEY.
     *
     * @param key its columns, in their order
     * @param autoincrement AUTOINCREMENT
     * @param onConflict the word after ON CONFLICT, in upper case
     * @param rowidAlias whether its column is another name for the rowid: an {@code INTEGER PRIMARY KEY}. Written at the
     *     column {@code INTEGER PRIMARY KEY DESC} is none, by an old error that SQLite keeps
     *     (https://www.sqlite.org/lang_createtable.html#rowid)
     */
    record PrimaryKey(
            Optional<String> name,
            List<IndexedColumn> key,
            boolean autoincrement,
            Optional<String> onConflict,
            boolean rowidAlias)
            implements Constraint {
        /** Copies the list. */
        public PrimaryKey {
            key = List.copyOf(key);
        }

        @Override
        public List<String> columns() {
            return names(key);
        }

        @Override
        public String definition() {
            return named(name) + "PRIMARY KEY (" + list(key) + (autoincrement ? " AUTOINCREMENT" : "") + ")"
                    + conflict(onConflict);
        }
    }

    /**
     * UNIQUE.
     *
     * @param key its columns, in their order
     * @param onConflict the word after ON CONFLICT, in upper case
     */
    record Unique(Optional<String> name, List<IndexedColumn> key, Optional<String> onConflict) implements Constraint {
        /** Copies the list. */
        public Unique {
            key = List.copyOf(key);
        }

        @Override
        public List<String> columns() {
            return names(key);
        }

        @Override
        public String definition() {
            return named(name) + "UNIQUE (" + list(key) + ")" + conflict(onConflict);
        }
    }

    /**
     * CHECK.
     *
     * @param onConflict the word after ON CONFLICT, in upper case; SQLite reads it and does nothing with it
     */
    record Check(Optional<String> name, SqlFragment condition, Optional<String> onConflict) implements Constraint {
        @Override
        public List<String> columns() {
            return List.of();
        }

        @Override
        public String definition() {
            return named(name) + "CHECK (" + condition.text() + ")" + conflict(onConflict);
        }
    }

    /**
     * FOREIGN KEY or REFERENCES.
     *
     * @param columns the columns of this table
     * @param parent the table that they refer to, as it is written
     * @param parentColumns its columns; empty stands for its primary key
     * @param match the word after MATCH, as it is written; SQLite reads it and does nothing with it
     */
    record ForeignKey(
            Optional<String> name,
            List<String> columns,
            String parent,
            List<String> parentColumns,
            Action onDelete,
            Action onUpdate,
            Optional<String> match,
            Deferral deferral)
            implements Constraint {
        /** Copies the lists. */
        public ForeignKey {
            columns = List.copyOf(columns);
            parentColumns = List.copyOf(parentColumns);
        }

        @Override
        public String definition() {
            return named(name) + "FOREIGN KEY (" + String.join(", ", columns) + ") REFERENCES " + parent
                    + (parentColumns.isEmpty() ? "" : "(" + String.join(", ", parentColumns) + ")")
                    + onDelete.clause("DELETE")
                    + onUpdate.clause("UPDATE")
                    + match.map(word -> " MATCH " + word).orElse("")
                    + deferral.clause();
        }
    }

    /** What happens to the rows that refer to a row when it goes or changes. */
    enum Action {
        /** Nothing at once; also where nothing is written. */
        NO_ACTION,
        /** Refused at once, also where the key is deferred. */
        RESTRICT,
        /** Their columns become NULL. */
        SET_NULL,
        /** Their columns become the default. */
        SET_DEFAULT,
        /** They go or change too. */
        CASCADE;

        private String clause(String event) {
            return this == NO_ACTION ? "" : " ON " + event + " " + name().replace('_', ' ');
        }
    }

    /** When a foreign key is checked. */
    enum Deferral {
        /** At the end of the statement; also where nothing is written. */
        NOT_DEFERRABLE,
        /** At the end of the statement: DEFERRABLE, INITIALLY IMMEDIATE or nothing after it. SQLite makes no difference. */
        DEFERRABLE,
        /** At the end of the transaction: DEFERRABLE INITIALLY DEFERRED. */
        INITIALLY_DEFERRED;

        private String clause() {
            return switch (this) {
                case NOT_DEFERRABLE -> "";
                case DEFERRABLE -> " DEFERRABLE";
                case INITIALLY_DEFERRED -> " DEFERRABLE INITIALLY DEFERRED";
            };
        }
    }

    private static List<String> names(List<IndexedColumn> key) {
        return key.stream().flatMap(column -> column.column().stream()).toList();
    }

    private static String list(List<IndexedColumn> key) {
        return key.stream().map(IndexedColumn::definition).collect(Collectors.joining(", "));
    }

    private static String named(Optional<String> name) {
        return name.map(given -> "CONSTRAINT " + given + " ").orElse("");
    }

    private static String conflict(Optional<String> onConflict) {
        return onConflict.map(word -> " ON CONFLICT " + word).orElse("");
    }
}
