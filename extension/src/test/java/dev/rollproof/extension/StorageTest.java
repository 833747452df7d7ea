package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.sqlite.SQLiteConnection;

/** Databases in memory: everything that those in files are, but for the file. */
class StorageTest {
    private static final String SHOP = MigratedDatabaseTest.SHOP;
    private static final String COUNT = "SELECT count(*) FROM customers";
    private static final String ADA = "INSERT INTO customers (name) VALUES ('Ada')";

    @Test
    void inMemoryAllConnectionsShareOneDatabase() {
        TestRun.green(MemoryTestCase.class, 26);
    }

    @MigratedDatabase(migrations = SHOP, storage = Storage.MEMORY)
    static class MemoryTestCase {
        @Test
        void whoeverOpensThem(Connection first, DataSource source, TestDatabase database) throws SQLException {
            Sql.run(first, ADA);
            try (Connection second = source.getConnection();
                    Connection third = DriverManager.getConnection(database.jdbcUrl())) {
                assertThat(Sql.value(second, COUNT)).isEqualTo("1");
                assertThat(Sql.value(third, COUNT)).isEqualTo("1");
                assertThat(Sql.value(third, "PRAGMA foreign_keys")).isEqualTo("1");
            }
            assertThat(database.file()).isEmpty();
            assertThat(database.schema().tables()).hasSize(2);
            assertThat(first.unwrap(SQLiteConnection.class)).isSameAs(first);
        }

        @RepeatedTest(20)
        void andNoTestSeesAnothers(Connection connection) throws SQLException {
            assertThat(Sql.value(connection, COUNT)).isEqualTo("0");
            Sql.run(connection, ADA);
        }

        @Test
        void alsoWhenAllAreClosedInBetween(TestDatabase database) throws SQLException {
            try (Connection connection = database.connection()) {
                Sql.run(connection, ADA);
            }
            try (Connection connection = database.dataSource().getConnection()) {
                assertThat(Sql.value(connection, COUNT)).isEqualTo("1");
            }
            assertThat(Sql.value(database.connection(), COUNT)).isEqualTo("1");
        }

        @Test
        @Seed(value = MigratedDatabaseTest.CUSTOMERS, atVersion = 1)
        @Seed(with = SeedTest.AddsZoe.class, atVersion = 1)
        void withSeeds(Connection connection) throws SQLException {
            assertThat(Sql.value(connection, COUNT)).isEqualTo("3");
        }

        @Test
        void upAndDown(TestDatabase database, Connection connection) throws SQLException {
            database.rollbackTo(1);
            Sql.run(connection, ADA);
            database.migrateToLatest();
            assertThat(Sql.tables(connection)).isEqualTo("customers,orders");
            assertThat(Sql.value(connection, COUNT)).isEqualTo("1");
        }

        @Test
        void aWriterLocksReadersOut(Connection writer, DataSource source) throws SQLException {
            writer.setAutoCommit(false);
            Sql.run(writer, ADA);
            try (Connection reader = source.getConnection()) {
                reader.unwrap(SQLiteConnection.class).setBusyTimeout(1);
                assertThatThrownBy(() -> Sql.value(reader, COUNT)).hasMessageContaining("SQLITE_BUSY");
            }
        }

        @Test
        @MigratedDatabase(migrations = SHOP, storage = Storage.MEMORY, foreignKeys = false)
        void withoutForeignKeysWhereTheyAreOff(Connection connection, DataSource source) throws SQLException {
            assertThat(Sql.value(connection, "PRAGMA foreign_keys")).isEqualTo("0");
            try (Connection other = source.getConnection()) {
                assertThat(Sql.value(other, "PRAGMA foreign_keys")).isEqualTo("0");
            }
        }
    }

    @Test
    void inMemoryThereIsNoFileToAskFor() {
        assertThat(TestRun.onlyFailure(NoFileTestCase.class))
                .hasMessageEndingWith(
                        "the parameter Path of NoFileTestCase.asksForAFile asks for a file, and the database has"
                                + " storage = MEMORY; give it storage = FILE");
    }

    @MigratedDatabase(migrations = SHOP, storage = Storage.MEMORY)
    static class NoFileTestCase {
        @Test
        void asksForAFile(@Database Path file) {}
    }

    @Test
    void inMemoryADatabaseIsKeptAsAFile() throws SQLException {
        TestRun run = TestRun.of(FailingTestCase.class);
        assertThat(run.published("rollproof.database")).hasSize(1);
        String kept = run.published("rollproof.database").get(0);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + kept)) {
            assertThat(Sql.value(connection, COUNT)).isEqualTo("1");
        }
        String url = run.published("url").get(0);
        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(Sql.tables(connection)).isEmpty();
        }
    }

    @MigratedDatabase(migrations = SHOP, storage = Storage.MEMORY)
    static class FailingTestCase {
        @Test
        void fails(Connection connection, TestDatabase database, TestReporter reporter) throws SQLException {
            reporter.publishEntry("url", database.jdbcUrl());
            Sql.run(connection, ADA);
            Connection other = database.dataSource().getConnection();
            other.setAutoCommit(false);
            Sql.run(other, ADA);
            throw new AssertionError("on purpose");
        }
    }
}
