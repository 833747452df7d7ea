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

    /** For each change up, rollback and up again; then all rollbacks from the last to the first. */
    static void of(List<Change> changes) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys=ON");
            new BareRun(statement).prove(changes);
        }
    }

    private void prove(List<Change> changes) throws SQLException {
        for (Change change : changes) {
            run(change.up());
            run(change.rollback());
            run(change.up());
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
