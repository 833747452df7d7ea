package dev.rollproof.verifier.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Kinds of histories that projects have. The same number of changes is always the same history. */
public enum Workload {
    /** Each change adds a table of six columns and an index. */
    ADD_TABLES {
        @Override
        Change change(int number) {
            return addTable(number, "records_" + number);
        }
    },
    /**
     * The first thirty changes add tables. Then it goes round these again and again: of ten rounds five add a column, three
     * rename one, one adds an index, and one a view or a trigger.
     */
    ALTER_TABLES {
        @Override
        Change change(int number) {
            return number < TABLES ? addTable(number, "records_" + number) : alter(number);
        }
    };

    private static final int TABLES = 30;

    /** The first {@code count} changes of the history. */
    List<Change> changes(int count) {
        List<Change> changes = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            changes.add(change(number));
        }
        return changes;
    }

    abstract Change change(int number);

    private static Change addTable(int number, String table) {
        return named(
                        number,
                        "add_" + table,
                        List.of(
                                "CREATE TABLE " + table + " (\n"
                                        + "  id INTEGER PRIMARY KEY,\n"
                                        + "  name TEXT NOT NULL,\n"
                                        + "  email TEXT NOT NULL UNIQUE,\n"
                                        + "  status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),\n"
                                        + "  amount REAL,\n"
                                        + "  label TEXT\n"
                                        + ")",
                                "CREATE INDEX idx_" + table + "_status ON " + table + "(status, name)"),
                        List.of("DROP INDEX idx_" + table + "_status", "DROP TABLE " + table))
                .with("INSERT INTO " + table
                        + " (id, name, email, amount, label) VALUES (0, 'Zoë', 'a@example.org', 0.5, NULL),"
                        + " (-7, '', 'b@example.org', NULL, 'x'), (-8, 'Ann', 'c@example.org', -12.25, 'y')");
    }

    private static Change alter(int number) {
        String table = "records_" + number % TABLES;
        return switch (number / TABLES % 10) {
            case 5 -> renameColumn(number, table, "label", "title");
            case 6 -> renameColumn(number, table, "title", "caption");
            case 7 -> renameColumn(number, table, "caption", "label");
            case 8 -> addIndex(number, table);
            case 9 -> number % 2 == 0 ? addView(number, table) : addTrigger(number, table);
            default -> addColumn(number, table);
        };
    }

    private static Change addColumn(int number, String table) {
        return named(
                number,
                "add_column",
                List.of("ALTER TABLE " + table + " ADD COLUMN extra_" + number + " TEXT NOT NULL DEFAULT ''"),
                List.of("ALTER TABLE " + table + " DROP COLUMN extra_" + number));
    }

    private static Change renameColumn(int number, String table, String old, String now) {
        return named(
                number,
                "rename_column",
                List.of("ALTER TABLE " + table + " RENAME COLUMN " + old + " TO " + now),
                List.of("ALTER TABLE " + table + " RENAME COLUMN " + now + " TO " + old));
    }

    private static Change addIndex(int number, String table) {
        return named(
                number,
                "add_index",
                List.of("CREATE INDEX idx_" + table + "_" + number + " ON " + table + "(amount, name)"),
                List.of("DROP INDEX idx_" + table + "_" + number));
    }

    private static Change addView(int number, String table) {
        return named(
                number,
                "add_view",
                List.of("CREATE VIEW open_" + number + " AS SELECT id, name, amount FROM " + table
                        + " WHERE status = 'open'"),
                List.of("DROP VIEW open_" + number));
    }

    private static Change addTrigger(int number, String table) {
        return named(
                number,
                "add_trigger",
                List.of("CREATE TRIGGER close_" + number + " AFTER UPDATE OF amount ON " + table
                        + " WHEN new.amount = 0 BEGIN UPDATE " + table
                        + " SET status = 'closed' WHERE id = new.id; END"),
                List.of("DROP TRIGGER close_" + number));
    }

    private static Change named(int number, String description, List<String> up, List<String> rollback) {
        return new Change("%04d_%s".formatted(number + 1, description), up, rollback, Optional.empty());
    }
}
