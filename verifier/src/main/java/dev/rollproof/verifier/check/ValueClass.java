package dev.rollproof.verifier.check;

import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;

/**
 * What the declared type of a column makes of the values that are written to it: its affinity
 * (https://www.sqlite.org/datatype3.html#determination_of_column_affinity). INTEGER and NUMERIC keep values alike; a type that
 * names a date or a time is its own class among these, because drivers go by the name.
 */
enum ValueClass {
    /** Kept as text. */
    TEXT,
    /** Kept as a number. */
    NUMBER,
    /** Kept as a number if it looks like one, and read as a time by drivers that look at the declared type. */
    TIME,
    /** Kept as a floating-point number. */
    REAL,
    /** Kept as it comes. */
    ANYTHING;

    /** The class of a column of {@code table}. */
    static ValueClass of(Column column, Table table) {
        String type = SqlName.fold(column.type().text());
        if (type.contains("int")) {
            return NUMBER;
        }
        if (type.contains("char") || type.contains("clob") || type.contains("text")) {
            return TEXT;
        }
        if (type.isEmpty() || type.contains("blob") || (table.strict() && type.equals("any"))) {
            return ANYTHING;
        }
        if (type.contains("real") || type.contains("floa") || type.contains("doub")) {
            return REAL;
        }
        return type.contains("date") || type.contains("time") ? TIME : NUMBER;
    }
}
