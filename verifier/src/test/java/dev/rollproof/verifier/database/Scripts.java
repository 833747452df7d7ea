package dev.rollproof.verifier.database;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollproof.verifier.sql.SqlScript;
import java.time.Duration;

/** Runs scripts the way the verifier does: split, then statement by statement. */
final class Scripts {
    /** Small enough that each limit is reached at once. */
    static final DatabaseLimits TIGHT = new DatabaseLimits(Duration.ofMillis(200), 4 << 20, 1 << 20);

    private Scripts() {}

    static void run(SqliteDatabase database, String script) {
        SqlScript.read(script).statements().forEach(database::execute);
    }

    static StatementException failure(SqliteDatabase database, String script) {
        return catchThrowableOfType(StatementException.class, () -> run(database, script));
    }

    static String text(SqliteDatabase database, String query) {
        return database.query(query, row -> String.valueOf(row.text(1))).get(0);
    }
}
