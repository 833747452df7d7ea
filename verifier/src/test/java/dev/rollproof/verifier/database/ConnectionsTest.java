package dev.rollproof.verifier.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"a.db, true", "a.db, false", "what?.db, true", "what?.db, false"})
    void haveForeignKeysAsAskedAndDoNotSync(String name, boolean foreignKeys) throws SQLException {
        Path file = folder.resolve(name);
        String expected = (foreignKeys ? 1 : 0) + ",0,plain";
        try (Connection connection = Connections.open(file, foreignKeys);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t(a)");
            statement.execute("INSERT INTO t VALUES ('plain')");
            assertThat(state(connection)).isEqualTo(expected);
        }
        assertThat(file).isRegularFile();
        try (Connection connection = Connections.dataSource(file, foreignKeys).getConnection()) {
            assertThat(state(connection)).isEqualTo(expected);
        }
        try (Connection connection = DriverManager.getConnection(Connections.jdbcUrl(file, foreignKeys))) {
            assertThat(state(connection)).isEqualTo(expected);
        }
    }

    private static String state(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT foreign_keys || ',' || synchronous || ',' || a"
                        + " FROM pragma_foreign_keys, pragma_synchronous, t")) {
            return rows.getString(1);
        }
    }
}
