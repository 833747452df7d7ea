package dev.rollproof.verifier.d1;

import dev.rollproof.verifier.database.StatementLimits;
import java.util.Map;

/**
 * D1's limits.
 *
 * <p>Source: setupSecurity in src/workerd/util/sqlite.c++ of cloudflare/workerd, and
 * developers.cloudflare.com/d1/platform/limits. Where they differ: a value may have 2,000,000 bytes as documented (workerd
 * allows more), and a function 127 arguments as in workerd, which says why (the documentation: 32).
 */
final class D1Limits {
    /** In UTF-8, with the comments before it. */
    static final int STATEMENT_BYTES = 100_000;

    /** In a table, a result and an index. */
    static final int COLUMNS = 100;

    /** In a UNION, INTERSECT or EXCEPT. */
    static final int COMPOUND_SELECTS = 5;

    /** In UTF-8, of LIKE and GLOB. */
    static final int PATTERN_BYTES = 50;

    static final StatementLimits STATEMENT =
            new StatementLimits(2_000_000, COLUMNS, 100, COMPOUND_SELECTS, 127, PATTERN_BYTES, 100, 10);

    /** How SQLite's message begins, and what D1 allows. */
    private static final Map<String, String> EXPLANATIONS = Map.of(
            "too many columns", "100 columns in a table, a result or an index",
            "too many terms in ORDER BY", "100 terms",
            "too many terms in GROUP BY", "100 terms",
            "too many terms in compound SELECT", "5 SELECTs in a UNION, INTERSECT or EXCEPT",
            "Expression tree is too large", "a depth of 100; a chain of AND, OR or + has one for each",
            "LIKE or GLOB pattern too complex", "a pattern of 50 bytes",
            "too many arguments on function", "127 arguments",
            "triggers nested too deep", "10 triggers that call each other",
            "variable number must be between", "no parameters in a migration");

    /** What follows it in the message is the limit of all targets. */
    private static final String TOO_BIG = "string or blob too big";

    private D1Limits() {}

    static String explained(String message) {
        if (message.startsWith(TOO_BIG)) {
            return TOO_BIG + " (Cloudflare D1 allows 2,000,000 bytes in a value or a row)";
        }
        return EXPLANATIONS.entrySet().stream()
                .filter(entry -> message.startsWith(entry.getKey()))
                .findFirst()
                .map(entry -> message + " (Cloudflare D1 allows " + entry.getValue() + ")")
                .orElse(message);
    }
}
