package dev.rollproof.extension;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.MemoryDatabase;
import dev.rollproof.verifier.database.SqliteDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A database in this process's memory. */
record InMemoryDatabase(MemoryDatabase memory) implements StoredDatabase {

    @Override
    public Connection connect() throws SQLException {
        return memory.open();
    }

    @Override
    public String jdbcUrl() {
        return memory.jdbcUrl();
    }

    @Override
    public Optional<Path> file() {
        return Optional.empty();
    }

    @Override
    public SqliteDatabase open() {
        try {
            return memory.guarded(DatabaseLimits.DEFAULT);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public void forget() throws SQLException {
        memory.close();
    }

    @Override
    public void moveTo(Path kept) throws IOException {
        try {
            memory.image().writeTo(kept);
        } catch (SQLException | IllegalStateException e) {
            throw new IOException("the database in memory cannot be written to " + kept + ": " + e.getMessage(), e);
        } finally {
            delete();
        }
    }

    @Override
    public void delete() throws IOException {
        try {
            memory.close();
        } catch (SQLException e) {
            throw new IOException("the database in memory cannot be closed: " + e.getMessage(), e);
        }
    }
}
