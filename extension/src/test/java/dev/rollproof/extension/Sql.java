package dev.rollproof.extension;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Plain JDBC in one line. */
final class Sql {
    private Sql() {}

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row, as text; {@code none} where there is no row. */
    static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "none";
        }
    }

    /** The tables' names, with commas between them. */
    static String tables(Connection connection) throws SQLException {
        return value(
                connection,
                "SELECT coalesce(group_concat(name, ','), '') FROM (SELECT name FROM sqlite_schema"
                        + " WHERE type = 'table' ORDER BY name)");
    }
}
