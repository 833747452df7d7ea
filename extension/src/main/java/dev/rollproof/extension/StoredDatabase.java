package dev.rollproof.extension;

import dev.rollproof.verifier.database.SqliteDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Where one test's database is, and what opens it. Safe for use by several threads. */
sealed interface StoredDatabase permits FileDatabase, InMemoryDatabase {

    /** Opens a connection for the test. */
    Connection connect() throws SQLException;

    /** For those who open connections themselves. */
    String jdbcUrl();

    /** The file, if it is one. */
    Optional<Path> file();

    /** Opens a connection on which scripts run. */
    SqliteDatabase open();

    /** Nothing of it is wanted any more, though connections are still open: it need not outlive them. */
    void forget() throws SQLException;

    /** Moves all of it into a file; what is there is replaced. No connection of the test is open any more. */
    void moveTo(Path kept) throws IOException;

    /** Ends it. No connection of the test is open any more. */
    void delete() throws IOException;
}
