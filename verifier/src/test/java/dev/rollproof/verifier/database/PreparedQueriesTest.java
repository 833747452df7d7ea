package dev.rollproof.verifier.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteConnection;

class PreparedQueriesTest {
    @Test
    void closesTheOneThatWasNotAskedForTheLongest() throws SQLException {
        try (SQLiteConnection connection = (SQLiteConnection) DriverManager.getConnection("jdbc:sqlite::memory:")) {
            PreparedQueries queries = new PreparedQueries(connection);
            PreparedStatement used = queries.prepared("SELECT 'used'");
            PreparedStatement unused = queries.prepared("SELECT 'unused'");
            for (int i = 0; i < 64; i++) {
                queries.prepared("SELECT " + i);
                assertThat(queries.prepared("SELECT 'used'")).isSameAs(used);
            }

            assertThat(unused.isClosed()).isTrue();
            assertThat(used.isClosed()).isFalse();
        }
    }
}
