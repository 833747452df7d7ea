package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import dev.rollproof.verifier.verdict.Verdict;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The database in a test's hands, used as in any test. */
@MigratedDatabase(migrations = MigratedDatabaseTest.SHOP, version = 1, seeds = MigratedDatabaseTest.CUSTOMERS)
class TestDatabaseTest {
    /** What a thread that outlives its test has in its hands. */
    private static final AtomicReference<TestDatabase> OUTLIVED = new AtomicReference<>();

    @Test
    void isGoneWhenTheTestHasEnded() {
        TestRun.green(OutlivedTestCase.class, 1);

        TestDatabase database = Objects.requireNonNull(OUTLIVED.get());
        assertThatThrownBy(() -> database.dataSource().getConnection())
                .isInstanceOf(SQLException.class)
                .hasMessage("the test has ended, and its database is gone");
        assertThatThrownBy(database::migrateToLatest)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the test has ended, and its database is gone");
        assertThat(database.file().orElseThrow()).doesNotExist();
    }

    @MigratedDatabase(migrations = MigratedDatabaseTest.SHOP, version = MigratedDatabase.EMPTY)
    static class OutlivedTestCase {
        @Test
        void isHandedOn(TestDatabase database) {
            OUTLIVED.set(database);
        }
    }

    private static final Path SHOP = Path.of(MigratedDatabaseTest.SHOP).toAbsolutePath();

    @Test
    void migratesUpOverRows(TestDatabase database, Connection connection) throws SQLException {
        database.migrateTo(2);
        assertThat(database.version()).isEqualTo("2");
        database.seed(MigratedDatabaseTest.ORDERS);
        database.migrateToLatest();
        assertThat(database.version()).isEqualTo("3");
        assertThat(Sql.value(connection, "SELECT status FROM orders")).isEqualTo("open");
    }

    @Test
    void rollsBackOverRows(TestDatabase database, Connection connection) throws SQLException {
        SchemaSnapshot atOne = database.schema();
        database.migrateTo("0003_add_order_status");
        database.rollbackTo("create_orders");
        assertThat(database.version()).isEqualTo("2");
        database.rollbackTo(1);
        assertThat(database.schema()).isEqualTo(atOne);
        assertThat(Sql.value(connection, "SELECT count(*) FROM customers")).isEqualTo("2");
        database.rollbackTo(MigratedDatabase.EMPTY);
        assertThat(database.version()).isEmpty();
        assertThat(Sql.tables(connection)).isEmpty();
    }

    @Test
    void staysWhereItStands(TestDatabase database) {
        database.migrateTo(1);
        database.rollbackTo(1);
        assertThat(database.version()).isEqualTo("1");
    }

    @Test
    void goesOnlyTheWayItIsTold(TestDatabase database) {
        assertThatThrownBy(() -> database.rollbackTo(2))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the database is at version 1, before 2; migrateTo goes there");
        database.migrateTo(3);
        assertThatThrownBy(() -> database.migrateTo(2))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the database is at version 3, past 2; rollbackTo goes back");
        assertThatThrownBy(() -> database.migrateTo(4))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("there is no version 4 in " + SHOP + ", only 1, 2, 3");
    }

    @Test
    void namesTheLineOfASeedThatFails(TestDatabase database, Connection connection) throws SQLException {
        database.migrateTo(2);
        Path orphan = Path.of("src/test/resources/shop-seeds/orphan.sql").toAbsolutePath();
        assertThatThrownBy(() -> database.seed("src/test/resources/shop-seeds/orphan.sql"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(orphan + ":2:1: FOREIGN KEY constraint failed");
        assertThat(Sql.value(connection, "SELECT count(*) FROM customers")).isEqualTo("2");
        assertThatThrownBy(() -> database.seed(MigratedDatabaseTest.ORDERS, "src/nowhere.sql"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("no such file: " + Path.of("src/nowhere.sql").toAbsolutePath());
        assertThat(Sql.value(connection, "SELECT count(*) FROM orders")).isEqualTo("0");
    }

    @Test
    @MigratedDatabase(migrations = "src/test/resources/failing", version = 1)
    void namesTheLineOfAMigrationThatFails(TestDatabase database) {
        assertThatThrownBy(database::migrateToLatest)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(Path.of("src/test/resources/failing/0002_add_note.sql")
                                .toAbsolutePath() + ":2:1: no such table: orders");
        assertThat(database.version()).isEqualTo("1");
    }

    @Test
    @MigratedDatabase(migrations = "src/test/resources/unproven")
    void namesTheRollbackThatIsMissing(TestDatabase database) {
        assertThatThrownBy(() -> database.rollbackTo(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("0003_create_c has no rollback; 0003_create_c.rollback.sql would be its file");
        assertThat(database.version()).isEqualTo("3");
    }

    @Test
    void provesTheRollbacksOfAllItsMigrations(TestDatabase database) {
        assertThat(database.verifyRollbacks().migrations())
                .extracting(MigrationVerdict::verdict)
                .containsExactly(Verdict.RESTORED, Verdict.RESTORED, Verdict.RESTORED);
        assertThat(database.version()).isEqualTo("1");
    }

    @Test
    void isAFileThatOthersCanOpen(TestDatabase database) throws SQLException {
        Sql.run(database.connection(), "INSERT INTO customers (name) VALUES ('Alan')");
        Path file = database.file().orElseThrow();
        try (Connection byFile = DriverManager.getConnection("jdbc:sqlite:" + file);
                Connection byUrl = DriverManager.getConnection(database.jdbcUrl())) {
            assertThat(Sql.value(byFile, "SELECT count(*) FROM customers")).isEqualTo("3");
            assertThat(Sql.value(byUrl, "SELECT count(*) FROM customers")).isEqualTo("3");
            assertThat(Sql.value(byUrl, "PRAGMA foreign_keys")).isEqualTo("1");
        }
    }

    @Test
    void opensItsConnectionAgainWhenTheTestClosedIt(TestDatabase database) throws SQLException {
        Connection first = database.connection();
        assertThat(database.connection()).isSameAs(first);
        first.close();
        assertThat(Sql.value(database.connection(), "SELECT count(*) FROM customers"))
                .isEqualTo("2");
    }

    @Test
    void saysWhoseTransactionIsInTheWay() {
        TestRun.green(LockedTestCase.class, 2);
    }

    @MigratedDatabase(migrations = MigratedDatabaseTest.SHOP, version = 1)
    static class LockedTestCase {
        private static final String WHY =
                "database is locked: a connection of the test has a transaction open; commit it or close the connection"
                        + " first";

        @Test
        void whenItMigrates(TestDatabase database, Connection connection) throws SQLException {
            connection.setAutoCommit(false);
            Sql.run(connection, "INSERT INTO customers (name) VALUES ('Ada')");
            assertThatThrownBy(() -> database.migrateTo(2))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageEndingWith("0002_create_orders.sql:1:1: " + WHY);
        }

        @Test
        @MigratedDatabase(migrations = MigratedDatabaseTest.SHOP, version = 1, storage = Storage.MEMORY)
        void whenItIsReadInMemory(TestDatabase database, Connection connection) throws SQLException {
            connection.setAutoCommit(false);
            Sql.run(connection, "INSERT INTO customers (name) VALUES ('Ada')");
            assertThatThrownBy(database::schema)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageEndingWith(WHY);
        }
    }
}
