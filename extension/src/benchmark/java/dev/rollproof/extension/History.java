package dev.rollproof.extension;

import dev.rollproof.verifier.database.DatabaseImage;
import dev.rollproof.verifier.layout.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.sqlite.SQLiteConnection;

/** Migrations that lead to one schema, whatever their number. */
final class History {
    private History() {}

    /**
     * Writes them as both we and Flyway read them. Each makes its part of the tables; those that are left over add a column and
     * drop it again.
     *
     * @param tables a database has a page of 4 kB for each
     */
    static void write(Path folder, int migrations, int tables) throws IOException {
        delete(folder);
        Files.createDirectories(folder);
        List<String> scripts = new ArrayList<>();
        int making = Math.min(migrations, tables);
        for (int i = 0; i < making; i++) {
            scripts.add("");
        }
        for (int i = 0; i < tables; i++) {
            String table = "CREATE TABLE orders_%d(id INTEGER PRIMARY KEY, customer TEXT NOT NULL,".formatted(i)
                    + " amount INTEGER NOT NULL DEFAULT 0, note TEXT);\n";
            scripts.set(i % making, scripts.get(i % making) + table);
        }
        while (scripts.size() < migrations) {
            scripts.add("ALTER TABLE orders_1 ADD COLUMN passing TEXT;\n");
            scripts.add("ALTER TABLE orders_1 DROP COLUMN passing;\n");
        }
        for (int i = 0; i < scripts.size(); i++) {
            Files.writeString(folder.resolve("%04d_change.sql".formatted(i + 1)), scripts.get(i));
        }
    }

    static DatabasePlan plan(Path folder) {
        MigrationChoice choice = new MigrationChoice(folder.toString(), "", List.of(), List.of(), Layout.AUTO);
        return DatabasePlan.of(choice.read(), DatabaseSettings.of(choice), List.of());
    }

    /** The bytes that somebody would keep to write them by hand. */
    static byte[] bytes(DatabaseImage image, Path folder) throws IOException {
        Path file = folder.resolve("template.db");
        image.writeTo(file);
        return Files.readAllBytes(file);
    }

    /** The first query: SQLite reads the whole schema for it. */
    static void query(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM orders_1")) {
            if (rows.getInt(1) != 0) {
                throw new IllegalStateException("another test's row");
            }
        }
    }

    static void insert(Connection connection) throws SQLException {
        execute(connection, "INSERT INTO orders_1(customer) VALUES ('Ada')");
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** What a careful user writes: a file of its own, the first query, nothing left behind. */
    static void fileByHand(byte[] bytes, Path file) throws IOException, SQLException {
        Files.write(file, bytes);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            query(connection);
        }
        Files.delete(file);
    }

    /** A private database, which no second connection sees. */
    static void memoryByHand(byte[] bytes) throws SQLException {
        try (SQLiteConnection connection = (SQLiteConnection) DriverManager.getConnection("jdbc:sqlite::memory:")) {
            connection.deserialize("main", bytes);
            query(connection);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
