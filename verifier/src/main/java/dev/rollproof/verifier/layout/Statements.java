package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.sql.SqlScript;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlSyntaxException;
import java.util.List;
import java.util.Optional;

/** What SQLite makes of a script, for layouts that compare it with what their tool does. */
final class Statements {
    private Statements() {}

    /** Cuts it into statements; empty where a string or a comment never ends: it then fails when it runs, which says so. */
    static Optional<List<SqlStatement>> of(String text) {
        try {
            return Optional.of(SqlScript.read(text).statements());
        } catch (SqlSyntaxException e) {
            return Optional.empty();
        }
    }
}
