package dev.rollproof.verifier.database;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import org.sqlite.SQLiteLimits;
import org.sqlite.core.DB;

/** A connection's statements within {@link StatementLimits}, until they are put back. */
final class LoweredLimits {
    /** Asks {@code sqlite3_limit} for the value that holds. */
    private static final int READ = -1;

    private final DB sqlite;
    private final Map<SQLiteLimits, Integer> before = new EnumMap<>(SQLiteLimits.class);

    LoweredLimits(DB sqlite, StatementLimits limits) {
        this.sqlite = sqlite;
        limits.values().forEach((limit, value) -> {
            int found = limit(limit, READ);
            if (value < found) {
                before.put(limit, found);
                limit(limit, value);
            }
        });
    }

    /** Not through the connection: its getLimit returns nothing. */
    private int limit(SQLiteLimits limit, int value) {
        try {
            return sqlite.limit(limit.getId(), value);
        } catch (SQLException closed) {
            throw new IllegalStateException(closed.getMessage(), closed);
        }
    }

    void putBack() {
        before.forEach(this::limit);
    }
}
