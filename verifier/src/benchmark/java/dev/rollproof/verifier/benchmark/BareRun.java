package dev.rollproof.verifier.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The statements that a proof runs, and nothing else: through JDBC, each script in a transaction. */
final class BareRun {
    private final Statement statement;

    private BareRun(Statement statement) {
        this.statement = statement;
    }

    /**
     * For each change up, rollback and up again; then all rollbacks from the last to the first.
     *
     * @param rows whether each table gets three rows as soon as it is there
     */
    static void of(List<Change> changes, boolean rows) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys=ON");
            new BareRun(statement).prove(changes, rows);
        }
    }

    private void prove(List<Change> changes, boolean rows) throws SQLException {
        for (Change change : changes) {
            List<String> filling = rows ? change.rows().stream().toList() : List.of();
            run(change.up());
            run(filling);
            run(change.rollback());
            run(change.up());
            run(filling);
        }
        for (int i = changes.size() - 1; i >= 0; i--) {
            run(changes.get(i).rollback());
        }
    }

    private void run(List<String> script) throws SQLException {
        statement.execute("BEGIN");
        for (String sql : script) {
            statement.execute(sql);
        }
        statement.execute("COMMIT");
    }
}
