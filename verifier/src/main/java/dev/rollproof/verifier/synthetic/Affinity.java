package dev.rollproof.verifier.synthetic;

import java.util.Locale;

/** What a column makes of the values that it gets: https://www.sqlite.org/datatype3.html#determination_of_column_affinity. */
enum Affinity {
    INTEGER,
    TEXT,
    BLOB,
    REAL,
    NUMERIC;

    static Affinity of(String declaredType, boolean strict) {
        String type = declaredType.toUpperCase(Locale.ROOT);
        if (strict && type.equals("ANY")) {
            return BLOB;
        }
        if (type.contains("INT")) {
            return INTEGER;
        }
        if (type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT")) {
            return TEXT;
        }
        if (type.contains("BLOB") || type.isEmpty()) {
            return BLOB;
        }
        return type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB") ? REAL : NUMERIC;
    }

    boolean isNumeric() {
        return this == INTEGER || this == REAL || this == NUMERIC;
    }
}
