package dev.rollproof.verifier.dialect;

import static dev.rollproof.verifier.dialect.Phrase.call;
import static dev.rollproof.verifier.dialect.Phrase.words;

import dev.rollproof.verifier.migration.SqliteVersion;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that SQLite has learned since 3.14.
 *
 * <p>Source: the release notes at {@code sqlite.org/changes.html}, each tried on real releases on both sides of the line.
 *
 * @param since the first release that has it
 * @param name in the user's words: {@code RETURNING}, {@code unhex()}
 * @param instead what an older one can run in its place, as sentences
 * @param phrase what it looks like
 */
public record SqliteFeature(SqliteVersion since, String name, String instead, Phrase phrase) {
    private static final String REBUILD =
            "Build the table anew instead: create it under another name, copy the rows, drop the old one, rename.";

    /** In the order of the releases. */
    public static final List<SqliteFeature> ALL = List.of(
            of(16, "a PRAGMA read as a table", "Run the PRAGMA as a statement.", NewerSyntax::pragmaTable),
            of(23, "TRUE and FALSE", "Write 1 and 0; an older SQLite takes the word for a name.", NewerSyntax::truth),
            of(
                    24,
                    "ON CONFLICT DO",
                    "Write INSERT OR IGNORE, or an UPDATE and an INSERT ... WHERE NOT EXISTS.",
                    words("ON CONFLICT (", "ON CONFLICT DO")),
            of(25, "a window function", "Write it as a join or a subquery that counts.", NewerSyntax::window),
            of(25, "RENAME COLUMN", REBUILD, NewerSyntax::renamedColumn),
            of(
                    28,
                    "a window frame with GROUPS or EXCLUDE",
                    "Write the frame with ROWS or RANGE.",
                    words(
                            "GROUPS BETWEEN",
                            "GROUPS UNBOUNDED",
                            "GROUPS CURRENT",
                            "EXCLUDE NO",
                            "EXCLUDE CURRENT",
                            "EXCLUDE GROUP",
                            "EXCLUDE TIES")),
            of(
                    30,
                    "FILTER on an aggregate",
                    "Write CASE WHEN condition THEN value END inside the aggregate.",
                    NewerSyntax::filter),
            of(30, "NULLS FIRST and NULLS LAST", "Order by column IS NULL first.", words("NULLS FIRST", "NULLS LAST")),
            of(31, "a generated column", "Fill an ordinary column, or compute it in a view.", NewerSyntax::generated),
            of(32, "iif()", "Write CASE WHEN condition THEN a ELSE b END.", call("iif")),
            of(33, "UPDATE ... FROM", "Write a subquery in SET and WHERE EXISTS.", NewerSyntax::updateFrom),
            of(34, "substring()", "Write substr().", call("substring")),
            of(34, "the tokenizer trigram", "Take unicode61, or search with LIKE.", NewerSyntax::trigram),
            of(35, "DROP COLUMN", REBUILD, NewerSyntax::droppedColumn),
            of(
                    35,
                    "RETURNING",
                    "Leave it out: a migration reads nothing back.",
                    words("RETURNING").inA("INSERT", "UPDATE", "DELETE", "REPLACE", "WITH")),
            of(35, "MATERIALIZED", "Leave the word out.", words("AS MATERIALIZED (", "AS NOT MATERIALIZED (")),
            of(
                    35,
                    "a mathematical function",
                    "Compute the value in the application. Since 3.35 it is there where SQLite is compiled with them.",
                    call(
                            "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "ceil", "ceiling", "cos",
                            "cosh", "degrees", "exp", "floor", "ln", "log", "log10", "log2", "mod", "pi", "pow",
                            "power", "radians", "sign", "sin", "sinh", "sqrt", "tan", "tanh", "trunc")),
            of(
                    37,
                    "STRICT",
                    "Leave it out, and write CHECK (typeof(column) = 'integer') where it matters.",
                    NewerSyntax::strict),
            of(38, "-> and ->>", "Write json_extract(column, '$.path').", words("->", "->>")),
            of(38, "unixepoch()", "Write CAST(strftime('%s', ...) AS INTEGER).", call("unixepoch")),
            of(38, "format()", "Write printf().", call("format")),
            of(
                    39,
                    "RIGHT JOIN and FULL JOIN",
                    "Swap the tables and write LEFT JOIN; for FULL, a UNION ALL of two.",
                    words("RIGHT JOIN", "RIGHT OUTER JOIN", "FULL JOIN", "FULL OUTER JOIN")),
            of(
                    39,
                    "IS DISTINCT FROM",
                    "Write IS NOT; and IS for IS NOT DISTINCT FROM.",
                    words("IS DISTINCT FROM", "IS NOT DISTINCT FROM")),
            of(41, "unhex()", "Write the value as a literal, x'0a1b'.", call("unhex")),
            of(42, "json_error_position()", "Ask json_valid().", call("json_error_position")),
            of(
                    42,
                    "the modifier 'subsec'",
                    "Write strftime('%Y-%m-%d %H:%M:%f', ...); an older SQLite gives NULL.",
                    NewerSyntax::subsecond),
            of(43, "timediff()", "Take the difference of two julianday().", call("timediff")),
            of(43, "octet_length()", "Write length(CAST(value AS BLOB)).", call("octet_length")),
            of(44, "concat()", "Write a || b, with coalesce() where one may be NULL.", call("concat", "concat_ws")),
            of(44, "string_agg()", "Write group_concat().", call("string_agg")),
            of(
                    44,
                    "ORDER BY in an aggregate",
                    "Aggregate over a subquery that is ordered.",
                    NewerSyntax::orderedAggregate),
            of(
                    45,
                    "JSONB",
                    "Store the JSON as text, with the json_ function of the same name.",
                    call(
                            "jsonb",
                            "jsonb_array",
                            "jsonb_extract",
                            "jsonb_group_array",
                            "jsonb_group_object",
                            "jsonb_insert",
                            "jsonb_object",
                            "jsonb_patch",
                            "jsonb_remove",
                            "jsonb_replace",
                            "jsonb_set")),
            of(46, "json_pretty()", "Store json(), and indent where it is shown.", call("json_pretty")),
            of(46, "a number with _ in it", "Write its digits without _.", NewerSyntax::separatedDigits),
            of(47, "RAISE with an expression", "Write the message as a literal.", NewerSyntax::raisedExpression),
            of(48, "if()", "Write CASE WHEN condition THEN a ELSE b END.", call("if")),
            of(
                    48,
                    "iif() with another number of arguments than three",
                    "Write CASE WHEN condition THEN a ELSE b END.",
                    NewerSyntax::uncommonIif),
            of(50, "unistr()", "Write the characters themselves, or char(...).", call("unistr", "unistr_quote")),
            of(51, "jsonb_each() and jsonb_tree()", "Write json_each() or json_tree().", NewerSyntax::jsonbTable),
            of(53, "ALTER COLUMN ... SET or DROP NOT NULL", REBUILD, NewerSyntax::alteredNotNull),
            of(
                    53,
                    "ADD and DROP CONSTRAINT",
                    REBUILD,
                    words("ADD CONSTRAINT", "ADD CHECK", "DROP CONSTRAINT").inA("ALTER TABLE")),
            of(
                    53,
                    "json_array_insert()",
                    "Write json_insert() with '$[#]', or build the array anew.",
                    call("json_array_insert", "jsonb_array_insert")));

    /** One place in a statement that needs it; the token is one of the statement's. */
    public record Use(SqliteFeature feature, SqlToken token) {}

    private static SqliteFeature of(int minor, String name, String instead, Phrase phrase) {
        return new SqliteFeature(new SqliteVersion(minor, 0), name, instead, phrase);
    }

    /** What a statement of these tokens needs that {@code production} lacks, each once, at its first place. */
    public static List<Use> newerThan(SqliteVersion production, List<SqlToken> tokens) {
        List<Use> uses = new ArrayList<>();
        for (SqliteFeature feature : ALL) {
            if (feature.since.compareTo(production) > 0) {
                feature.phrase.in(tokens).ifPresent(at -> uses.add(new Use(feature, tokens.get(at))));
            }
        }
        return uses;
    }

    /** The release notes that tell of it. */
    public String source() {
        return "https://www.sqlite.org/releaselog/3_" + since.minor() + "_" + since.patch() + ".html";
    }
}
