package dev.rollproof.verifier.synthetic;

import dev.rollproof.verifier.database.SqliteDatabase;
import java.util.List;

/**
 * The AUTOINCREMENT counter of a table, as it stood before rows were made.
 *
 * @param was its value; empty where there was none
 */
record IdCounter(String table, List<Long> was) {
    /** A value that nobody would use by chance. */
    private static final long TELLING = 4_211;

    private static final long LOW = 1_000;

    static IdCounter of(SqliteDatabase database, String table) {
        return new IdCounter(
                table, database.query("SELECT seq FROM sqlite_sequence WHERE name = ?", row -> row.number(1), table));
    }

    /**
     * Sets the counter now that rows are made.
     *
     * @param telling whether it shall have a value that shows when it is lost
     * @return whether it got one
     */
    boolean settle(SqliteDatabase database, boolean telling) {
        if (telling && (was.isEmpty() || was.get(0) < LOW)) {
            database.update("DELETE FROM sqlite_sequence WHERE name = ?", table);
            database.update("INSERT INTO sqlite_sequence(name, seq) VALUES (?, ?)", table, TELLING);
            return true;
        }
        if (!telling && was.isEmpty()) {
            database.update("DELETE FROM sqlite_sequence WHERE name = ? AND seq <= 0", table);
        }
        return false;
    }
}
