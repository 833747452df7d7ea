package dev.rollproof.verifier.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The rows of one query, read one after the other and never held together. Close it before the database changes. */
public final class RowCursor implements AutoCloseable {
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final DatabaseLimits limits;
    private final Deadline deadline;
    private final ResultRow row;

    RowCursor(PreparedStatement statement, ResultSet rows, DatabaseLimits limits, Deadline deadline) {
        this.statement = statement;
        this.rows = rows;
        this.limits = limits;
        this.deadline = deadline;
        this.row = new ResultRow(rows, limits);
    }

    /**
     * Steps to the next row, the first one at first.
     *
     * @return false when there is none
     * @throws StatementException TIMED_OUT, or FAILED with SQLite's message
     */
    public boolean next() {
        deadline.restart();
        try {
            return rows.next();
        } catch (SQLException e) {
            throw SqliteError.of(e, limits);
        }
    }

    /** The row on which it stands; the same object for every row. */
    public SqliteDatabase.Row row() {
        return row;
    }

    @Override
    public void close() {
        try {
            // Closing the statement closes its rows.
            statement.close();
        } catch (SQLException e) {
            throw SqliteError.of(e, limits);
        }
    }
}
