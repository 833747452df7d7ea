package dev.rollproof.samples.nanotype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.extension.MigratedDatabase;
import dev.rollproof.extension.RollbackTest;
import dev.rollproof.extension.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The replica that tasks are read from: versions 1, 3 and 6 of the folder. */
@MigratedDatabase(migrations = "nanotype", database = "read_replica", seeds = "nanotype/seed/tasks.sql")
class ReadReplicaTest {
    @RollbackTest
    void rollbacks() {}

    @Test
    void openTasksAreListedWithTheirOwner(Connection connection) throws SQLException {
        assertThat(count(connection, "open_tasks"))
                .isEqualTo(count(connection, "tasks WHERE status IN ('Open', 'Running')"));
    }

    @Test
    void deletingAnOpenTaskFinishesIt(Connection connection) throws SQLException {
        long open = count(connection, "open_tasks");

        execute(connection, "DELETE FROM open_tasks WHERE id = (SELECT min(id) FROM open_tasks)");

        assertThat(count(connection, "open_tasks")).isEqualTo(open - 1);
        assertThat(count(connection, "tasks WHERE status = 'Done'")).isPositive();
    }

    @Test
    void anUnknownStatusIsRefused(Connection connection) {
        assertThatThrownBy(() -> execute(connection, "UPDATE tasks SET status = 'Lost'"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("CHECK constraint failed");
    }

    /** Version 6 is not there yet: tasks belong to nobody. */
    @Test
    @MigratedDatabase(migrations = "nanotype", database = "read_replica", version = 3)
    void tasksFromBeforeUsersHaveNoOwnerAfterwards(TestDatabase database) throws SQLException {
        Connection connection = database.connection();
        execute(connection, "INSERT INTO tasks (public_id, title) VALUES ('t-1', 'Index the wiki')");

        database.migrateTo(6);

        assertThat(count(connection, "tasks WHERE title = 'Index the wiki' AND user_id IS NULL"))
                .isOne();
        database.rollbackTo(3);
        assertThat(count(connection, "tasks WHERE title = 'Index the wiki'")).isOne();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(Connection connection, String rows) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + rows)) {
            return result.getLong(1);
        }
    }
}
