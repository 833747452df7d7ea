package dev.rollproof.verifier.synthetic;

import dev.rollproof.verifier.snapshot.Column;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A column that a made row gives a value.
 *
 * @param name as it is declared
 * @param position among those that get a value, from 0
 * @param phase in which rows it is NULL or empty: columns of one phase are so together
 * @param content what its values should look like
 * @param strict whether SQLite refuses values of another type
 * @param nullable whether it may be NULL; a key may not, though SQLite would allow it
 * @param key whether its values tell rows apart
 * @param collation how its text is compared, where it is declared
 */
record FillColumn(
        String name,
        int position,
        int phase,
        Affinity affinity,
        Content content,
        boolean strict,
        boolean nullable,
        boolean key,
        Optional<String> collation) {
    /** What a value should look like. */
    enum Content {
        /** The INTEGER PRIMARY KEY. */
        ROWID,
        NUMBER,
        DECIMAL,
        REAL,
        BOOLEAN,
        /** A number of seconds since 1970. */
        SECONDS,
        TEXT,
        DATE,
        TIME,
        DATE_AND_TIME,
        JSON_OBJECT,
        JSON_ARRAY,
        BLOB,
        ANYTHING
    }

    static FillColumn of(
            Column column, int position, int phase, boolean strict, boolean rowid, boolean inPrimaryKey, boolean key) {
        Affinity affinity = Affinity.of(column.type().text(), strict);
        return new FillColumn(
                column.name(),
                position,
                phase,
                affinity,
                rowid ? Content.ROWID : content(column, affinity),
                strict,
                column.notNull().isEmpty() && !inPrimaryKey,
                key,
                column.collation());
    }

    /** This column, where JSON functions read it. */
    FillColumn asJson() {
        boolean takesText =
                content == Content.TEXT || content == Content.ANYTHING || (content == Content.BLOB && !strict);
        return takesText
                ? new FillColumn(name, position, phase, affinity, Content.JSON_OBJECT, strict, nullable, key, collation)
                : this;
    }

    private static Content content(Column column, Affinity affinity) {
        String type = column.type().text().toUpperCase(Locale.ROOT);
        String name = column.name().toLowerCase(Locale.ROOT);
        String preset = column.defaultValue().map(value -> value.text()).orElse("");
        return switch (affinity) {
            case INTEGER -> {
                if (isBoolean(type, name)) {
                    yield Content.BOOLEAN;
                }
                yield isTime(name) || isDay(name) ? Content.SECONDS : Content.NUMBER;
            }
            case REAL -> Content.REAL;
            case NUMERIC -> isBoolean(type, name) ? Content.BOOLEAN : textual(type, name, preset, Content.DECIMAL);
            case TEXT -> textual(type, name, preset, Content.TEXT);
            case BLOB -> type.isEmpty() || type.equals("ANY") ? Content.ANYTHING : Content.BLOB;
        };
    }

    private static boolean isBoolean(String type, String name) {
        return type.contains("BOOL") || name.startsWith("is_") || name.startsWith("has_");
    }

    private static Content textual(String type, String name, String preset, Content otherwise) {
        if (type.contains("JSON") || name.contains("json") || preset.startsWith("'{") || preset.startsWith("'[")) {
            return preset.startsWith("'[") ? Content.JSON_ARRAY : Content.JSON_OBJECT;
        }
        if (type.contains("DATETIME")
                || type.contains("TIMESTAMP")
                || preset.equalsIgnoreCase("CURRENT_TIMESTAMP")
                || (isTime(name) && !type.equals("TIME"))) {
            return Content.DATE_AND_TIME;
        }
        if (type.equals("DATE") || isDay(name)) {
            return Content.DATE;
        }
        return type.equals("TIME") ? Content.TIME : otherwise;
    }

    private static boolean isTime(String name) {
        return (name.contains("time") && !name.contains("zone"))
                || name.endsWith("_at")
                || name.startsWith("expires")
                || Set.of("at", "due").contains(name);
    }

    private static boolean isDay(String name) {
        return name.endsWith("_date")
                || name.endsWith("_on")
                || Set.of("date", "day", "born", "birthday").contains(name);
    }
}
