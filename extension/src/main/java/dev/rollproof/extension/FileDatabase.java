package dev.rollproof.extension;

import dev.rollproof.verifier.database.Connections;
import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** A database in a file of its own. */
record FileDatabase(Path path, boolean foreignKeys, DataSource source) implements StoredDatabase {

    FileDatabase(Path path, boolean foreignKeys) {
        this(path, foreignKeys, Connections.dataSource(path, foreignKeys));
    }

    @Override
    public Connection connect() throws SQLException {
        return source.getConnection();
    }

    @Override
    public String jdbcUrl() {
        return Connections.jdbcUrl(path, foreignKeys);
    }

    @Override
    public Optional<Path> file() {
        return Optional.of(path);
    }

    @Override
    public SqliteDatabase open() {
        SqliteDatabase database = SqliteDatabase.file(path, DatabaseLimits.DEFAULT);
        // As on the connections handed out: the file need not survive a power cut.
        database.command("PRAGMA synchronous=OFF");
        return database;
    }

    /** A file outlives its connections anyway. */
    @Override
    public void forget() {}

    @Override
    public void moveTo(Path kept) throws IOException {
        DatabaseFiles.move(path, kept);
    }

    @Override
    public void delete() throws IOException {
        DatabaseFiles.delete(path);
    }
}
