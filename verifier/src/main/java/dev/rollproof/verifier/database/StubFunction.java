package dev.rollproof.verifier.database;

import java.sql.SQLException;
import org.sqlite.Function;

/** Returns its first argument as it is, or NULL where it has none. */
final class StubFunction extends Function {
    /** The types as sqlite3_value_type() numbers them: sqlite.org/c3ref/c_blob.html. */
    private static final int INTEGER = 1;

    private static final int FLOAT = 2;
    private static final int TEXT = 3;
    private static final int BLOB = 4;

    @Override
    protected void xFunc() throws SQLException {
        if (args() == 0) {
            result();
            return;
        }
        switch (value_type(0)) {
            case INTEGER -> result(value_long(0));
            case FLOAT -> result(value_double(0));
            case TEXT -> result(value_text(0));
            case BLOB -> result(value_blob(0));
            default -> result();
        }
    }
}
