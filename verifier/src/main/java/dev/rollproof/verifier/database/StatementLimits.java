package dev.rollproof.verifier.database;

import java.util.EnumMap;
import java.util.Map;
import org.sqlite.SQLiteLimits;

/**
 * What SQLite itself allows in one statement (sqlite.org/c3ref/c_limit_attached.html), lower than it is compiled with: a
 * host of SQLite lowers these for all its users.
 *
 * @param valueBytes how long one string, blob or row may be, in bytes
 * @param columns of a table, a result or an index, and terms of an ORDER BY or GROUP BY
 * @param expressionDepth how deep an expression's tree may be
 * @param compoundTerms how many SELECTs a UNION, INTERSECT or EXCEPT may join
 * @param functionArguments how many arguments a function may be given
 * @param likePatternBytes how long the pattern of a LIKE or GLOB may be, in bytes
 * @param variables the highest number of a bound parameter
 * @param triggerDepth how deep triggers may call each other
 */
public record StatementLimits(
        int valueBytes,
        int columns,
        int expressionDepth,
        int compoundTerms,
        int functionArguments,
        int likePatternBytes,
        int variables,
        int triggerDepth) {

    Map<SQLiteLimits, Integer> values() {
        Map<SQLiteLimits, Integer> values = new EnumMap<>(SQLiteLimits.class);
        values.put(SQLiteLimits.SQLITE_LIMIT_LENGTH, valueBytes);
        values.put(SQLiteLimits.SQLITE_LIMIT_COLUMN, columns);
        values.put(SQLiteLimits.SQLITE_LIMIT_EXPR_DEPTH, expressionDepth);
        values.put(SQLiteLimits.SQLITE_LIMIT_COMPOUND_SELECT, compoundTerms);
        values.put(SQLiteLimits.SQLITE_LIMIT_FUNCTION_ARG, functionArguments);
        values.put(SQLiteLimits.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, likePatternBytes);
        values.put(SQLiteLimits.SQLITE_LIMIT_VARIABLE_NUMBER, variables);
        values.put(SQLiteLimits.SQLITE_LIMIT_TRIGGER_DEPTH, triggerDepth);
        return values;
    }
}
