package dev.rollproof.verifier.database;

import dev.rollproof.verifier.database.StatementException.Reason;
import dev.rollproof.verifier.migration.InvalidInputException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The driver's exception as ours: SQLite's message without the driver's wrapping, and why the statement ended. */
final class SqliteError {
    private SqliteError() {}

    static RuntimeException of(SQLException exception, DatabaseLimits limits) {
        if (!(exception instanceof SQLiteException fromSqlite)) {
            if ("Out of memory".equals(exception.getMessage())) {
                return noRoom(exception);
            }
            // Not SQLite but the driver: a closed connection, a query without rows. Scripts cannot cause it.
            return new IllegalStateException(exception.getMessage(), exception);
        }
        SQLiteErrorCode code = fromSqlite.getResultCode();
        String message = unwrapped(String.valueOf(exception.getMessage()), code);
        StatementException ours = classified(code, message, limits);
        ours.initCause(exception);
        return ours;
    }

    /** The driver, or Java itself, has no memory for a value or an image. */
    static InvalidInputException noRoom(Throwable cause) {
        return new InvalidInputException(
                "the migrations fill a database that Java's memory has no room to copy; give it more, for example"
                        + " JAVA_TOOL_OPTIONS=-Xmx4g",
                cause);
    }

    private static StatementException classified(SQLiteErrorCode code, String message, DatabaseLimits limits) {
        if (code == SQLiteErrorCode.SQLITE_INTERRUPT) {
            return new StatementException(
                    Reason.TIMED_OUT, "did not end within " + limits.timeoutInWords(), code.name());
        }
        if (code == SQLiteErrorCode.SQLITE_ERROR && isExtensionLoading(message)) {
            return new StatementException(Reason.REFUSED, StatementEffect.LOADS_EXTENSION, code.name());
        }
        if (code == SQLiteErrorCode.SQLITE_FULL) {
            message += limits.maxBytes() == Long.MAX_VALUE
                    ? "; make room on its disk, where SQLite writes its journal too"
                    : "; it may grow to " + DatabaseLimits.sizeInWords(limits.maxBytes()) + " here";
        }
        if (code == SQLiteErrorCode.SQLITE_TOOBIG && message.equals("string or blob too big")) {
            message += "; one value or row may have " + DatabaseLimits.sizeInWords(limits.maxValueBytes()) + " here";
        }
        return new StatementException(Reason.FAILED, message, code.name());
    }

    /**
     * What {@code load_extension} answers where it is switched off, and when a view or trigger calls it. A script's own
     * {@code RAISE} with the same words has another result code.
     */
    private static boolean isExtensionLoading(String message) {
        return message.equals("not authorized") || message.equals("unsafe use of load_extension()");
    }

    /** {@code [SQLITE_ERROR] SQL error or missing database (no such table: x)} to {@code no such table: x}. */
    private static String unwrapped(String message, SQLiteErrorCode code) {
        String prefix = code.toString();
        if (!message.startsWith(prefix) || !message.endsWith(")")) {
            return message;
        }
        // Between the two stands the number of a code that the driver does not know.
        int open = message.indexOf(" (", prefix.length());
        return open < 0 ? message : message.substring(open + 2, message.length() - 1);
    }
}
