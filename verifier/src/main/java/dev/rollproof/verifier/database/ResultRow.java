package dev.rollproof.verifier.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The row on which a result stands. */
record ResultRow(ResultSet rows, DatabaseLimits limits) implements SqliteDatabase.Row {
    @Override
    public @Nullable String text(int column) {
        try {
            return rows.getString(column);
        } catch (SQLException e) {
            throw SqliteError.of(e, limits);
        }
    }

    @Override
    public long number(int column) {
        try {
            return rows.getLong(column);
        } catch (SQLException e) {
            throw SqliteError.of(e, limits);
        }
    }

    @Override
    public @Nullable Object value(int column) {
        try {
            Object value = rows.getObject(column);
            return value instanceof Integer small ? Long.valueOf(small) : value;
        } catch (SQLException e) {
            throw SqliteError.of(e, limits);
        } catch (OutOfMemoryError e) {
            throw SqliteError.noRoom(e);
        }
    }
}
