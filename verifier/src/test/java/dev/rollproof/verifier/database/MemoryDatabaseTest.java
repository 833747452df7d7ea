package dev.rollproof.verifier.database;

import static dev.rollproof.verifier.database.Scripts.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConnection;

class MemoryDatabaseTest {
    private static final String GONE = "the database in memory is closed, and what was in it is gone";

    private final MemoryTemplate template = template("CREATE TABLE t(a); INSERT INTO t VALUES ('template')");

    @AfterEach
    void close() throws SQLException {
        template.close();
    }

    @Test
    void isOneForAllItsConnections() throws SQLException {
        try (MemoryDatabase database = template.copy(true);
                Connection first = database.open();
                Connection second = database.open();
                Connection third = database.open();
                Connection byUrl = DriverManager.getConnection(database.jdbcUrl())) {
            assertThat(List.of(first, second, third, byUrl)).doesNotHaveDuplicates();
            insert(first, "first");
            insert(second, "second");
            insert(third, "third");
            insert(byUrl, "by URL");

            for (Connection connection : List.of(first, second, third, byUrl)) {
                assertThat(rows(connection)).isEqualTo("template,first,second,third,by URL");
            }
        }
    }

    @Test
    void isApartFromEveryOtherCopy() throws SQLException {
        try (MemoryDatabase one = template.copy(true);
                MemoryDatabase other = template.copy(true);
                Connection ofOne = one.open();
                Connection ofOther = other.open()) {
            insert(ofOne, "one");
            insert(ofOther, "other");

            assertThat(rows(ofOne)).isEqualTo("template,one");
            assertThat(rows(ofOther)).isEqualTo("template,other");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyConnectionHasForeignKeysAsAsked(boolean foreignKeys) throws SQLException {
        String expected = foreignKeys ? "1" : "0";
        try (MemoryDatabase database = template.copy(foreignKeys);
                Connection first = database.open();
                Connection second = database.open();
                Connection byUrl = DriverManager.getConnection(database.jdbcUrl())) {
            for (Connection connection : List.of(first, second, byUrl)) {
                assertThat(one(connection, "PRAGMA foreign_keys")).isEqualTo(expected);
            }
        }
    }

    @Test
    void outlivesEveryConnectionThatItsUserCloses() throws SQLException {
        try (MemoryDatabase database = template.copy(true)) {
            for (int i = 0; i < 3; i++) {
                try (Connection connection = database.open()) {
                    insert(connection, "row " + i);
                }
            }
            Connection twice = database.open();
            twice.close();
            twice.close();

            try (Connection connection = database.open()) {
                assertThat(rows(connection)).isEqualTo("template,row 0,row 1,row 2");
            }
        }
    }

    @Test
    void rollsBackWhatIsOpenOnAConnectionThatIsClosed() throws SQLException {
        try (MemoryDatabase database = template.copy(true)) {
            Connection writer = database.open();
            writer.setAutoCommit(false);
            insert(writer, "never committed");
            writer.close();

            try (Connection connection = database.open()) {
                assertThat(rows(connection)).isEqualTo("template");
            }
        }
    }

    @Test
    void handsOutTheDriversOwnConnections() throws SQLException {
        try (MemoryDatabase database = template.copy(true);
                Connection first = database.open();
                Connection second = database.open()) {
            assertThat(first.unwrap(SQLiteConnection.class)).isSameAs(first);
            assertThat(second.unwrap(SQLiteConnection.class)).isSameAs(second);
        }
    }

    @Test
    void handsOutNothingWhenItIsClosedAndEndsWithItsLastConnection() throws SQLException {
        MemoryDatabase database = template.copy(true);
        Connection first = database.open();
        try (Connection second = database.open()) {
            database.close();
            database.close();
            assertThatThrownBy(database::open).isInstanceOf(SQLException.class).hasMessage(GONE);
            assertThatThrownBy(database::image).hasMessage(GONE);
            assertThatThrownBy(() -> database.guarded(DatabaseLimits.DEFAULT)).hasMessage(GONE);

            first.close();
            assertThat(rows(second)).isEqualTo("template");
        }
        assertThat(isEmpty(database)).isTrue();
    }

    @Test
    void isGoneAtOnceWhenItIsClosedWithoutConnections() throws SQLException {
        MemoryDatabase used = template.copy(true);
        used.open().close();
        used.close();
        MemoryDatabase unused = template.copy(true);
        unused.close();

        assertThat(isEmpty(used)).isTrue();
        assertThat(isEmpty(unused)).isTrue();
    }

    private static boolean isEmpty(MemoryDatabase database) throws SQLException {
        try (Connection byUrl = DriverManager.getConnection(database.jdbcUrl())) {
            return "0".equals(one(byUrl, "SELECT count(*) FROM sqlite_schema"));
        }
    }

    @Test
    void outlivesItsTemplate() throws SQLException {
        try (MemoryDatabase database = template.copy(true)) {
            template.close();
            template.close();

            try (Connection connection = database.open()) {
                assertThat(rows(connection)).isEqualTo("template");
            }
        }
        assertThatThrownBy(() -> template.copy(true))
                .isInstanceOf(SQLException.class)
                .hasMessage("the template is closed");
    }

    @Test
    void runsScriptsOnAGuardedConnection() throws SQLException {
        try (MemoryDatabase database = template.copy(true);
                Connection connection = database.open()) {
            try (SqliteDatabase guarded = database.guarded(DatabaseLimits.DEFAULT)) {
                run(guarded, "CREATE TABLE u(a); INSERT INTO t VALUES ('script')");
                assertThatThrownBy(() -> run(guarded, "ATTACH 'other.db' AS other"))
                        .isInstanceOf(StatementException.class);
            }
            assertThat(rows(connection)).isEqualTo("template,script");
        }
    }

    /** A restore gives the connection a private database, which the test would not see. */
    @Test
    void refusesToBeRestored() throws SQLException {
        try (MemoryDatabase database = template.copy(true);
                SqliteDatabase guarded = database.guarded(DatabaseLimits.DEFAULT)) {
            DatabaseImage image = guarded.image();

            assertThatThrownBy(() -> guarded.restore(image))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "an image can be restored only into a private database in memory, not a test's database in"
                                    + " memory");
        }
    }

    @Test
    void becomesAFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("kept.db");
        try (MemoryDatabase database = template.copy(true);
                Connection connection = database.open()) {
            insert(connection, "row");
            connection.setAutoCommit(false);
            assertThat(rows(connection)).isEqualTo("template,row");

            database.image().writeTo(file);
        }
        try (Connection connection = Connections.open(file, true)) {
            assertThat(rows(connection)).isEqualTo("template,row");
            assertThat(one(connection, "SELECT integrity_check FROM pragma_integrity_check"))
                    .isEqualTo("ok");
        }
    }

    @Test
    void hasNoImageWhileATransactionWrites() throws SQLException {
        try (MemoryDatabase database = template.copy(true);
                Connection writer = database.open()) {
            writer.setAutoCommit(false);
            insert(writer, "half");

            assertThatThrownBy(database::image)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no image can be taken while a connection has a transaction open");

            writer.rollback();
            assertThat(database.image().size()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PRAGMA page_size=512; CREATE TABLE t(a)",
                "PRAGMA page_size=65536; CREATE TABLE t(a)",
                "PRAGMA auto_vacuum=FULL; CREATE TABLE t(a)",
                "CREATE TABLE t(a); PRAGMA user_version=7; PRAGMA application_id=9",
                "CREATE TABLE t(a); INSERT INTO t VALUES (zeroblob(5000000))"
            })
    void hasEverythingThatItsImageHas(String script) throws SQLException {
        DatabaseImage image = image(script);
        try (MemoryTemplate ofImage = MemoryTemplate.of(image);
                MemoryDatabase database = ofImage.copy(true);
                Connection connection = database.open()) {
            assertThat(one(connection, "SELECT group_concat(sql) FROM sqlite_schema"))
                    .isEqualTo(script.isEmpty() ? null : "CREATE TABLE t(a)");

            assertThat(content(database.image())).isEqualTo(content(image));
        }
    }

    @Test
    void anUtf16DatabaseIsCopiedToo(@TempDir Path folder) throws SQLException {
        Path file = folder.resolve("utf16.db");
        try (Connection connection = Connections.open(file, true);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA encoding='UTF-16le'; CREATE TABLE t(a); INSERT INTO t VALUES ('größer')");
        }
        try (SqliteDatabase source = SqliteDatabase.readOnly(file, DatabaseLimits.DEFAULT);
                MemoryTemplate ofFile = MemoryTemplate.of(source.image());
                MemoryDatabase database = ofFile.copy(true);
                Connection connection = database.open()) {
            assertThat(rows(connection)).isEqualTo("größer");
        }
    }

    @Test
    void manyThreadsCopyAndUseAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> tests = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                int number = i;
                tests.add(() -> seenBy(number));
            }
            List<String> seen = new ArrayList<>();
            for (Future<String> test : threads.invokeAll(tests)) {
                seen.add(test.get());
            }
            assertThat(seen)
                    .isEqualTo(IntStream.range(0, 400)
                            .mapToObj(number -> "template," + number + "," + number)
                            .toList());
        } finally {
            threads.shutdown();
            assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private String seenBy(int number) throws SQLException {
        try (MemoryDatabase database = template.copy(true)) {
            try (Connection connection = database.open()) {
                insert(connection, Integer.toString(number));
            }
            try (Connection connection = database.open();
                    Connection second = database.open()) {
                insert(connection, Integer.toString(number));
                return rows(second);
            }
        }
    }

    /** All but what counts changes: sqlite.org/fileformat2.html, 1.3. */
    private static String content(DatabaseImage image) {
        byte[] bytes = image.bytes().clone();
        Arrays.fill(bytes, 24, 28, (byte) 0);
        Arrays.fill(bytes, 40, 44, (byte) 0);
        Arrays.fill(bytes, 92, 100, (byte) 0);
        return HexFormat.of().formatHex(bytes, 0, 100) + ", " + bytes.length + " bytes, " + Arrays.hashCode(bytes);
    }

    private static MemoryTemplate template(String script) {
        try {
            return MemoryTemplate.of(image(script));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DatabaseImage image(String script) {
        try (SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
            run(database, script);
            return database.image();
        }
    }

    private static void insert(Connection connection, String value) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO t VALUES ('" + value + "')");
        }
    }

    private static String rows(Connection connection) throws SQLException {
        return one(connection, "SELECT group_concat(a) FROM t");
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.getString(1);
        }
    }
}
