package dev.rollproof.verifier.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sqlite.SQLiteConnection;

/** The queries that were asked last, compiled. SQLite compiles one again by itself when the schema changed. */
final class PreparedQueries {
    /** More than the verifier's fixed queries; those made for one table push each other out. */
    private static final int KEPT = 64;

    private final SQLiteConnection connection;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(2 * KEPT, 0.75f, true);

    PreparedQueries(SQLiteConnection connection) {
        this.connection = connection;
    }

    PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known != null) {
            return known;
        }
        if (statements.size() == KEPT) {
            forget(statements.keySet().iterator().next());
        }
        PreparedStatement statement = connection.prepareStatement(sql);
        statements.put(sql, statement);
        return statement;
    }

    /** After an error the driver may have closed it, or left it running. */
    void forget(String sql) throws SQLException {
        PreparedStatement statement = statements.remove(sql);
        if (statement != null) {
            statement.close();
        }
    }
}
