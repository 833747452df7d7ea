package dev.rollproof.verifier.dialect;

import static dev.rollproof.verifier.dialect.Phrase.call;
import static dev.rollproof.verifier.dialect.Phrase.is;
import static dev.rollproof.verifier.dialect.Phrase.words;

import dev.rollproof.verifier.sql.SqlToken;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that another database writes so, and how SQLite writes it.
 *
 * <p>Source: the manuals of PostgreSQL, MySQL and libSQL; what SQLite makes of each it was asked. The file is long because it is their
 * one table.
 *
 * @param written as people know it: {@code ON DUPLICATE KEY UPDATE}
 * @param dialect whose it is
 * @param instead what SQLite has or does, a sentence that begins with it and has no full stop
 * @param reception what SQLite does with it
 * @param phrase what it looks like
 */
public record ForeignFragment(String written, String dialect, String instead, Reception reception, Phrase phrase) {
    /** What SQLite does with a fragment. */
    public enum Reception {
        /** The statement fails. */
        REFUSED,
        /** The statement may run, and what it leaves fails later or is something else. */
        MISTAKEN,
        /** It says something in a statement that fails for another reason, and nothing elsewhere. */
        SUSPECT
    }

    private static final String POSTGRES = "PostgreSQL";
    private static final String MYSQL = "MySQL";
    private static final String LIBSQL = "libSQL";
    private static final String BOTH = "PostgreSQL and MySQL";
    private static final String ALTERS = "ALTER TABLE";
    private static final String COUNTS = "SQLite counts an INTEGER PRIMARY KEY by itself";
    private static final String ONLY_ANEW = " only by building the table anew";
    private static final String NEITHER = "SQLite has no such thing; leave it out";

    /** The more particular ones first: a statement is explained by the first that fits. */
    public static final List<ForeignFragment> ALL = List.of(
            refused("::", POSTGRES, "SQLite has CAST(value AS type)", ForeignFragment::cast),
            refused(
                    "ADD COLUMN IF NOT EXISTS",
                    POSTGRES,
                    "SQLite adds a column without asking",
                    words("IF NOT EXISTS").inA(ALTERS)),
            refused(
                    "DROP COLUMN IF EXISTS",
                    POSTGRES,
                    "SQLite drops a column without asking",
                    words("COLUMN IF EXISTS").inA(ALTERS)),
            refused(
                    "ALTER TABLE IF EXISTS",
                    POSTGRES,
                    "SQLite alters a table without asking",
                    words("TABLE IF EXISTS").inA(ALTERS)),
            mistaken("now()", POSTGRES, "SQLite has CURRENT_TIMESTAMP and datetime('now')", call("now")),
            mistaken("gen_random_uuid()", POSTGRES, "SQLite has lower(hex(randomblob(16)))", call("gen_random_uuid")),
            mistaken("uuid_generate_v4()", POSTGRES, "SQLite has lower(hex(randomblob(16)))", call("uuid_generate_v4")),
            suspect("SERIAL", POSTGRES, COUNTS, words("SERIAL")),
            suspect("BIGSERIAL", POSTGRES, COUNTS, words("BIGSERIAL")),
            refused(
                    "ALTER COLUMN ... TO",
                    LIBSQL,
                    "SQLite declares a column anew" + ONLY_ANEW,
                    words("ALTER * TO", "ALTER COLUMN * TO").inA(ALTERS)),
            refused(
                    "ALTER COLUMN",
                    POSTGRES,
                    "SQLite gives a column another type" + ONLY_ANEW,
                    words("ALTER * TYPE", "ALTER COLUMN * TYPE", "SET DATA TYPE")
                            .inA(ALTERS)),
            refused(
                    "ALTER COLUMN ... DEFAULT",
                    BOTH,
                    "SQLite gives a column another default" + ONLY_ANEW,
                    ForeignFragment::alteredDefault),
            refused(
                    "ADD CONSTRAINT for a key",
                    BOTH,
                    "SQLite adds a unique key by CREATE UNIQUE INDEX, and a primary or foreign key" + ONLY_ANEW,
                    words(
                                    "ADD CONSTRAINT * FOREIGN",
                                    "ADD CONSTRAINT * UNIQUE",
                                    "ADD CONSTRAINT * PRIMARY",
                                    "ADD UNIQUE",
                                    "ADD PRIMARY KEY",
                                    "ADD FOREIGN KEY")
                            .inA(ALTERS)),
            refused(
                    "RENAME CONSTRAINT",
                    POSTGRES,
                    NEITHER,
                    words("RENAME CONSTRAINT * TO").inA(ALTERS)),
            refused(
                    "OWNER TO",
                    POSTGRES,
                    "SQLite has no users; leave it out",
                    words("OWNER TO").inA("ALTER")),
            refused(
                    "COMMENT ON",
                    POSTGRES,
                    "SQLite keeps the comments in the text of CREATE TABLE",
                    beginning("COMMENT ON")),
            refused("CREATE EXTENSION", POSTGRES, NEITHER, beginning("CREATE EXTENSION")),
            refused("CREATE TYPE", POSTGRES, "SQLite has CHECK (column IN (...))", beginning("CREATE TYPE")),
            refused("CREATE SEQUENCE", POSTGRES, COUNTS, beginning("CREATE SEQUENCE")),
            refused("CREATE SCHEMA", BOTH, "SQLite has one schema a file", beginning("CREATE SCHEMA")),
            refused(
                    "CREATE FUNCTION",
                    BOTH,
                    "SQLite has triggers, and functions that the application registers",
                    beginning("CREATE FUNCTION")),
            refused(
                    "CREATE OR REPLACE",
                    BOTH,
                    "SQLite has DROP ... IF EXISTS before it",
                    beginning("CREATE OR REPLACE")),
            refused(
                    "CREATE MATERIALIZED VIEW",
                    POSTGRES,
                    "SQLite has views, and tables that triggers keep",
                    beginning("CREATE MATERIALIZED")),
            refused("TRUNCATE", BOTH, "SQLite has DELETE FROM table", beginning("TRUNCATE")),
            refused(
                    "CONCURRENTLY",
                    POSTGRES,
                    "SQLite builds an index while nobody writes; leave it out",
                    words("INDEX CONCURRENTLY").inA("CREATE", "DROP")),
            refused(
                    "an index with USING",
                    BOTH,
                    "SQLite has one kind of index; leave it out",
                    words("USING btree (", "USING hash (", "USING gin (", "USING gist (", "USING brin (")
                            .inA("CREATE INDEX", "CREATE UNIQUE INDEX")),
            refused("ILIKE", POSTGRES, "SQLite's LIKE takes no account of case in ASCII", words("ILIKE")),
            refused("DO $$", POSTGRES, "SQLite has no blocks of code; write its statements", beginning("DO $$")),
            refused("GRANT and REVOKE", BOTH, "SQLite has no users; leave it out", beginning("GRANT", "REVOKE")),
            refused(
                    "DROP ... CASCADE",
                    POSTGRES,
                    "SQLite drops the indexes and triggers of a table with it, and leaves views that need it",
                    ForeignFragment::droppedWithOthers),
            refused("INTERVAL", BOTH, "SQLite has modifiers: datetime(value, '+1 day')", ForeignFragment::interval),
            refused(
                    "DISTINCT ON",
                    POSTGRES,
                    "SQLite has row_number() OVER (PARTITION BY ...) = 1",
                    words("DISTINCT ON (")),
            refused(
                    "FOR UPDATE",
                    BOTH,
                    "SQLite locks the whole file by BEGIN IMMEDIATE",
                    words("FOR UPDATE").inA("SELECT")),
            refused("RENAME TABLE", MYSQL, "SQLite has ALTER TABLE ... RENAME TO", beginning("RENAME TABLE")),
            mistaken("AUTO_INCREMENT", MYSQL, COUNTS, words("AUTO_INCREMENT").inA("CREATE TABLE", ALTERS)),
            refused(
                    "ENGINE=",
                    MYSQL,
                    "SQLite has one engine; leave it out",
                    words(") ENGINE").inA("CREATE TABLE")),
            refused(
                    "CHARSET",
                    MYSQL,
                    "SQLite keeps all text in one encoding; leave it out",
                    words(") DEFAULT CHARSET", ") CHARSET", "CHARACTER SET", "DEFAULT CHARACTER")
                            .inA("CREATE TABLE", ALTERS)),
            refused(
                    "UNSIGNED",
                    MYSQL,
                    "SQLite has CHECK (column >= 0)",
                    words(") UNSIGNED").inA("CREATE TABLE", ALTERS)),
            refused("ENUM(...)", MYSQL, "SQLite has TEXT CHECK (column IN (...))", ForeignFragment::enumeration),
            refused(
                    "ON UPDATE CURRENT_TIMESTAMP",
                    MYSQL,
                    "SQLite has a trigger AFTER UPDATE",
                    words("ON UPDATE CURRENT_TIMESTAMP").inA("CREATE TABLE", ALTERS)),
            refused(
                    "ON DUPLICATE KEY UPDATE",
                    MYSQL,
                    "SQLite has ON CONFLICT (key) DO UPDATE SET",
                    words("ON DUPLICATE KEY")),
            refused("INSERT IGNORE", MYSQL, "SQLite has INSERT OR IGNORE", beginning("INSERT IGNORE")),
            refused("MODIFY COLUMN", MYSQL, "SQLite declares a column anew" + ONLY_ANEW, ForeignFragment::modified),
            refused(
                    "CHANGE COLUMN",
                    MYSQL,
                    "SQLite has ALTER TABLE ... RENAME COLUMN, and another type" + ONLY_ANEW,
                    words("ALTER TABLE * CHANGE").inA(ALTERS)),
            mistaken(
                    "AFTER and FIRST at a column",
                    MYSQL,
                    "SQLite adds a column as the last one, and takes these words for a part of its type",
                    ForeignFragment::placedColumn),
            refused(
                    "ADD INDEX",
                    MYSQL,
                    "SQLite has CREATE INDEX",
                    words("ADD INDEX * (", "ADD KEY * (").inA(ALTERS)),
            refused(
                    "DROP FOREIGN KEY",
                    MYSQL,
                    "SQLite drops a foreign key" + ONLY_ANEW,
                    words("DROP FOREIGN KEY").inA(ALTERS)),
            refused(
                    "DROP INDEX ... ON",
                    MYSQL,
                    "SQLite has DROP INDEX name: the name is enough",
                    words("DROP INDEX * ON").inA("DROP")),
            refused(
                    "UNIQUE KEY",
                    MYSQL,
                    "SQLite has UNIQUE (...)",
                    words("UNIQUE KEY").inA("CREATE TABLE")),
            refused(
                    "KEY in CREATE TABLE",
                    MYSQL,
                    "SQLite has CREATE INDEX as a statement of its own",
                    words(", KEY * (", ", INDEX * (").inA("CREATE TABLE")),
            refused(
                    "several changes in one ALTER TABLE",
                    BOTH,
                    "SQLite makes one change a statement",
                    ForeignFragment::severalChanges),
            mistaken("UNIX_TIMESTAMP()", MYSQL, "SQLite has unixepoch()", call("UNIX_TIMESTAMP")),
            mistaken("DATE_ADD()", MYSQL, "SQLite has datetime(value, '+1 day')", call("DATE_ADD", "DATE_SUB")),
            refused("SHOW", MYSQL, "SQLite has the table sqlite_schema", beginning("SHOW")),
            refused("SET", BOTH, "SQLite has PRAGMA for what can be set; leave it out", beginning("SET")),
            refused("USE", MYSQL, "SQLite has one schema a file; leave it out", beginning("USE")),
            refused(
                    "LOCK TABLES",
                    MYSQL,
                    "SQLite locks the whole file by BEGIN IMMEDIATE",
                    beginning("LOCK", "UNLOCK")),
            refused(
                    "DELIMITER",
                    MYSQL,
                    "SQLite knows where the body of a trigger ends; leave it out",
                    beginning("DELIMITER")),
            refused(
                    "RANDOM ROWID",
                    LIBSQL,
                    "SQLite has INTEGER PRIMARY KEY DEFAULT (random())",
                    words(") RANDOM ROWID")),
            refused(
                    "a vector index",
                    LIBSQL,
                    "SQLite has none without an extension such as sqlite-vec",
                    call("libsql_vector_idx")),
            mistaken(
                    "a function of vectors",
                    LIBSQL,
                    "SQLite has none without an extension such as sqlite-vec",
                    call("vector32", "vector64", "vector_extract", "vector_distance_cos", "vector_distance_l2")));

    /** One place in a statement; the token is one of the statement's. */
    public record Use(ForeignFragment fragment, SqlToken token) {
        /** Whose it is and what SQLite has, as a sentence without a full stop. */
        public String sentence() {
            boolean several = fragment.written.contains(" and ");
            return "%s %s %s's; %s"
                    .formatted(fragment.written, several ? "are" : "is", fragment.dialect, fragment.instead);
        }
    }

    private static ForeignFragment refused(String written, String dialect, String instead, Phrase phrase) {
        return new ForeignFragment(written, dialect, instead, Reception.REFUSED, phrase);
    }

    private static ForeignFragment mistaken(String written, String dialect, String instead, Phrase phrase) {
        return new ForeignFragment(written, dialect, instead, Reception.MISTAKEN, phrase);
    }

    private static ForeignFragment suspect(String written, String dialect, String instead, Phrase phrase) {
        return new ForeignFragment(written, dialect, instead, Reception.SUSPECT, phrase);
    }

    private static Phrase beginning(String... sequences) {
        return words(sequences).inA(sequences);
    }

    /** The first that stands in the statement of these tokens. */
    public static Optional<Use> firstIn(List<SqlToken> tokens) {
        return in(tokens).stream().findFirst();
    }

    /** All that stand in the statement of these tokens, each at its first place. */
    public static List<Use> in(List<SqlToken> tokens) {
        return ALL.stream()
                .flatMap(fragment ->
                        fragment.phrase.in(tokens).stream().mapToObj(at -> new Use(fragment, tokens.get(at))))
                .toList();
    }

    /** SQLite reads {@code ::text} as a stray colon and the variable {@code :text}. */
    private static OptionalInt cast(List<SqlToken> tokens) {
        return Phrase.first(
                tokens,
                at -> is(tokens, at, ":")
                        && at + 1 < tokens.size()
                        && tokens.get(at + 1).text().startsWith(":"));
    }

    private static OptionalInt interval(List<SqlToken> tokens) {
        return Phrase.first(
                tokens,
                at -> is(tokens, at, "INTERVAL")
                        && at + 1 < tokens.size()
                        && tokens.get(at + 1).kind() == SqlToken.Kind.STRING);
    }

    private static OptionalInt enumeration(List<SqlToken> tokens) {
        return Phrase.first(
                tokens,
                at -> is(tokens, at, "ENUM")
                        && is(tokens, at + 1, "(")
                        && at + 2 < tokens.size()
                        && tokens.get(at + 2).kind() == SqlToken.Kind.STRING);
    }

    /** A foreign key of a column that is added may say ON DELETE SET DEFAULT. */
    private static OptionalInt alteredDefault(List<SqlToken> tokens) {
        return is(tokens, 0, "ALTER") && is(tokens, 3, "ALTER")
                ? words("SET DEFAULT", "DROP DEFAULT").in(tokens)
                : OptionalInt.empty();
    }

    private static OptionalInt droppedWithOthers(List<SqlToken> tokens) {
        int last = tokens.size() - 1;
        return is(tokens, 0, "DROP") && last > 2 && is(tokens, last, "CASCADE", "RESTRICT")
                ? OptionalInt.of(last)
                : OptionalInt.empty();
    }

    /** {@code ALTER TABLE t MODIFY [COLUMN] a TYPE}. */
    private static OptionalInt modified(List<SqlToken> tokens) {
        return is(tokens, 0, "ALTER") && is(tokens, 3, "MODIFY") ? OptionalInt.of(3) : OptionalInt.empty();
    }

    private static OptionalInt placedColumn(List<SqlToken> tokens) {
        int last = tokens.size() - 1;
        if (!is(tokens, 0, "ALTER") || !is(tokens, 3, "ADD") || last < 6) {
            return OptionalInt.empty();
        }
        if (is(tokens, last - 1, "AFTER")) {
            return OptionalInt.of(last - 1);
        }
        return is(tokens, last, "FIRST") ? OptionalInt.of(last) : OptionalInt.empty();
    }

    private static OptionalInt severalChanges(List<SqlToken> tokens) {
        return is(tokens, 0, "ALTER")
                ? Phrase.first(
                        tokens,
                        at -> is(tokens, at, ",")
                                && is(tokens, at + 1, "ADD", "DROP", "ALTER", "MODIFY", "RENAME", "CHANGE"))
                : OptionalInt.empty();
    }
}
