package dev.rollproof.verifier.seed;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.TextFile;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Rows that a user wrote, read but not yet in a database. Immutable.
 *
 * <p>Its name tells its kind:
 *
 * <ul>
 *   <li>{@code .sql}: a script, run as a migration is.
 *   <li>{@code .csv}: RFC 4180. The file's name without its ending is the table, the first line names the columns. An empty
 *       field is NULL, an empty field in quotes is the empty string. Values are text, which SQLite converts to what the
 *       column's type says. Where there are several columns, empty lines are passed over.
 *   <li>{@code .json}: an object with an array of objects for each table: <code>{"users": [{"id": 1, "tags": ["a"]}]}</code>.
 *       Arrays and objects become their JSON text, {@code true} and {@code false} become 1 and 0. Tables go in after those
 *       that their foreign keys name, in whatever order they stand in the file.
 * </ul>
 *
 * <p>In CSV and JSON, a column that is not given gets its default, and in a column whose type has BLOB in it the text
 * {@code x'0aff'} is those bytes.
 */
public sealed interface Seed permits SqlSeed, TableSeed {

    /**
     * Reads a file.
     *
     * @throws InvalidInputException when the file's name ends in none of {@code .sql}, {@code .csv} and {@code .json}, it
     *     cannot be read, or it is no CSV or no JSON of this kind
     */
    static Seed read(Path file) {
        String name = file.toString();
        requireKnown(name);
        return of(name, TextFile.read(file));
    }

    /**
     * Makes a seed of a text that was read elsewhere.
     *
     * @param name a file's name, perhaps with folders and {@code /} before it; messages begin with it
     * @throws InvalidInputException as {@link #read} does
     */
    static Seed of(String name, String text) {
        requireKnown(name);
        SeedText source = new SeedText(name, text);
        if (endsWith(name, ".csv")) {
            return new TableSeed(source, CsvTable.read(source));
        }
        return endsWith(name, ".json") ? new TableSeed(source, JsonTables.read(source)) : new SqlSeed(source);
    }

    /** What it was read from: a path, or the name that it was given. */
    String name();

    /** Its whole text. */
    String text();

    /**
     * Puts the rows into a database that is in no transaction, in one transaction: all of them or none, unless an SQL
     * script commits by itself. The connection's settings are as before afterwards.
     *
     * @param foreignKeys {@code PRAGMA foreign_keys} meanwhile
     * @throws InvalidInputException when that is not possible; the message begins with {@code NAME:LINE:COLUMN: }
     */
    void apply(SqliteDatabase database, boolean foreignKeys);

    private static void requireKnown(String name) {
        if (!endsWith(name, ".sql") && !endsWith(name, ".csv") && !endsWith(name, ".json")) {
            throw new InvalidInputException(
                    "the seed %s is no .sql, .csv or .json file; other kinds are not read".formatted(name));
        }
    }

    private static boolean endsWith(String name, String ending) {
        return name.toLowerCase(Locale.ROOT).endsWith(ending);
    }
}
