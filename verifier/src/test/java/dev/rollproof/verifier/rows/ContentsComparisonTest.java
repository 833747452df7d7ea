package dev.rollproof.verifier.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ContentsComparisonTest {
    private static final String USERS = "CREATE TABLE users(id INTEGER PRIMARY KEY, full_name TEXT, nickname TEXT);"
            + "INSERT INTO users VALUES (1, 'Ada King', 'ada'), (2, 'Zoë Ng', 'Zoë'), (3, 'Bo Li', NULL);";

    private static final String LIBRARY = "CREATE TABLE authors(id INTEGER PRIMARY KEY, name TEXT);"
            + "INSERT INTO authors VALUES (1, 'Le Guin'), (2, 'Lem');"
            + "CREATE TABLE books(id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES authors(id) ON DELETE %s, title TEXT);"
            + "INSERT INTO books VALUES (10, 1, 'Lathe'), (11, 1, 'Tehanu'), (12, 2, 'Solaris');";

    private static final String KEYLESS = "CREATE TABLE log(level INTEGER, text TEXT);"
            + "INSERT INTO log VALUES (1, 'a'), (1, 'a'), (2, 'b'), (3, 'c');";

    /** A wrong pair, the pair that is right, and what is said of the wrong one. */
    private record Case(String name, String setup, Pair wrong, Pair right, List<String> said) {}

    private record Pair(String up, String rollback) {}

    private static Case wrongRollback(
            String name, String setup, String up, String rollback, String right, String... said) {
        return new Case(name, setup, new Pair(up, rollback), new Pair(up, right), List.of(said));
    }

    private static Case wrongUp(String name, String setup, String up, String rollback, String right, String... said) {
        return new Case(name, setup, new Pair(up, rollback), new Pair(right, rollback), List.of(said));
    }

    /** The rebuild of SQLite's documentation: new table, copy, drop, rename. */
    private static String rebuild(String table, String definition, String columns, String select) {
        return "CREATE TABLE %1$s_new(%2$s); INSERT INTO %1$s_new(%3$s) SELECT %4$s FROM %1$s; DROP TABLE %1$s; ALTER TABLE %1$s_new RENAME TO %1$s;"
                .formatted(table, definition, columns, select);
    }

    private static String users(String select) {
        return rebuild(
                "users", "id INTEGER PRIMARY KEY, full_name TEXT, nickname TEXT", "id, full_name, nickname", select);
    }

    private static final String ALL = users("id, full_name, nickname");
    private static final String AGE = "ALTER TABLE users ADD COLUMN age INT";
    private static final String NO_AGE = "ALTER TABLE users DROP COLUMN age;";
    private static final String NOTHING = "SELECT 1";
    private static final String AUTHORS =
            rebuild("authors", "id INTEGER PRIMARY KEY, name TEXT", "id, name", "id, name");
    private static final String FK_OFF = "PRAGMA foreign_keys=OFF;";
    private static final String LEDGER =
            "CREATE TABLE ledger(account TEXT, day INTEGER, amount REAL, PRIMARY KEY (account, day)) WITHOUT ROWID;"
                    + "INSERT INTO ledger VALUES ('a', 1, 1.5), ('a', 2, 2.5), ('B', 1, -3.0);";
    private static final String TRIGGERED =
            "CREATE TABLE parent(id INTEGER PRIMARY KEY, state TEXT); INSERT INTO parent VALUES (7, 'on'), (8, 'on');"
                    + "CREATE TABLE child(id INTEGER PRIMARY KEY, parent_id INT, note TEXT); INSERT INTO child VALUES (70, 7, 'x'), (80, 8, 'y');";

    private static final List<Case> REBUILDS = List.of(
            wrongRollback(
                    "a copy forgets a column",
                    USERS,
                    AGE,
                    users("id, full_name, NULL"),
                    ALL,
                    "NOT_RESTORED users: 2 of 3 rows changed: id 1, nickname 'ada' became NULL; id 2, nickname 'Zoë' became NULL"),
            wrongRollback(
                    "a copy swaps two columns",
                    USERS,
                    AGE,
                    users("id, nickname, full_name"),
                    ALL,
                    "NOT_RESTORED users: 3 of 3 rows changed: id 1, full_name 'Ada King' became 'ada', nickname 'ada' became 'Ada King'; id 2, full_name 'Zoë Ng' became 'Zoë', nickname 'Zoë' became 'Zoë Ng'; id 3, full_name 'Bo Li' became NULL, nickname NULL became 'Bo Li'"),
            wrongRollback(
                    "a copy truncates",
                    USERS,
                    AGE,
                    users("id, substr(full_name, 1, 6), nickname"),
                    ALL,
                    "NOT_RESTORED users: 1 of 3 rows changed: id 1, full_name 'Ada King' became 'Ada Ki'"),
            wrongRollback(
                    "a copy turns NULL into ''",
                    USERS,
                    AGE,
                    users("id, full_name, coalesce(nickname, '')"),
                    ALL,
                    "NOT_RESTORED users: 1 of 3 rows changed: id 3, nickname NULL became ''"),
            wrongRollback(
                    "a copy changes only the storage class",
                    "CREATE TABLE users(id INTEGER PRIMARY KEY, full_name, nickname); INSERT INTO users VALUES (1, 1, 'x'), (2, '2', x'32');",
                    AGE,
                    users("id, full_name, nickname"),
                    NO_AGE,
                    "NOT_RESTORED users: 1 of 2 rows changed: id 1, full_name 1 became '1'"),
            wrongRollback(
                    "rows get new ids",
                    USERS,
                    AGE,
                    users("id + 3, full_name, nickname"),
                    ALL,
                    "NOT_RESTORED users: 3 of 3 rows have another key: id 1 became id 4, id 2 became id 5, id 3 became id 6"),
            wrongRollback(
                    "the last row is lost",
                    USERS,
                    AGE,
                    NO_AGE + "DELETE FROM users WHERE id = 3",
                    NO_AGE,
                    "NOT_RESTORED users: 1 of 3 rows is gone: id 3"),
            wrongRollback(
                    "all rows are lost",
                    USERS,
                    AGE,
                    NO_AGE + "DELETE FROM users",
                    NO_AGE,
                    "NOT_RESTORED users: 3 of 3 rows are gone: id 1, id 2, id 3"),
            wrongRollback(
                    "a row is lost and another one changed",
                    USERS,
                    AGE,
                    NO_AGE + "DELETE FROM users WHERE id = 3; UPDATE users SET nickname = 'x' WHERE id = 1",
                    NO_AGE,
                    "NOT_RESTORED users: 1 of 3 rows is gone: id 3",
                    "NOT_RESTORED users: 1 of 3 rows changed: id 1, nickname 'ada' became 'x'"),
            wrongRollback(
                    "a rebuild without its copy",
                    USERS,
                    AGE,
                    "DROP TABLE users;" + USERS.substring(0, USERS.indexOf("INSERT")),
                    ALL,
                    "NOT_RESTORED users: 3 of 3 rows are gone: id 1, id 2, id 3"),
            wrongRollback(
                    "composite keys",
                    LEDGER,
                    "ALTER TABLE ledger ADD COLUMN note",
                    "UPDATE ledger SET amount = 0.5 WHERE account = 'B'; ALTER TABLE ledger DROP COLUMN note",
                    "ALTER TABLE ledger DROP COLUMN note",
                    "NOT_RESTORED ledger: 1 of 3 rows changed: account 'B', day 1, amount -3.0 became 0.5"),
            wrongRollback(
                    "a key changed",
                    LEDGER,
                    "ALTER TABLE ledger ADD COLUMN note",
                    "UPDATE ledger SET day = 9 WHERE account = 'B'; ALTER TABLE ledger DROP COLUMN note",
                    "ALTER TABLE ledger DROP COLUMN note",
                    "NOT_RESTORED ledger: 1 of 3 rows has another key: account 'B', day 1 became account 'B', day 9"),
            wrongRollback(
                    "generated columns are no content of their own",
                    "CREATE TABLE t(id INTEGER PRIMARY KEY, a INT, twice INT AS (a * 2), again INT AS (a + 1) STORED); INSERT INTO t(id, a) VALUES (5, 6);",
                    "ALTER TABLE t ADD COLUMN x",
                    "ALTER TABLE t DROP COLUMN x; UPDATE t SET a = 7",
                    "ALTER TABLE t DROP COLUMN x",
                    "NOT_RESTORED t: 1 of 1 row changed: id 5, a 6 became 7"));

    private static final List<Case> KEYLESS_TABLES = List.of(
            wrongRollback(
                    "one of two equal rows is lost",
                    KEYLESS,
                    NOTHING,
                    "DELETE FROM log WHERE rowid = 2",
                    NOTHING,
                    "NOT_RESTORED log: 1 of 4 rows is gone: level 1, text 'a'"),
            wrongRollback(
                    "a row changed",
                    KEYLESS,
                    NOTHING,
                    "UPDATE log SET text = 'x' WHERE level = 2",
                    NOTHING,
                    "NOT_RESTORED log: 1 of 4 rows changed: level 2, text 'b' became 'x'"),
            wrongRollback(
                    "the up deletes one of two equal rows",
                    KEYLESS,
                    "DELETE FROM log WHERE rowid = 2",
                    "INSERT INTO log VALUES (9, 'z')",
                    "INSERT INTO log VALUES (1, 'a')",
                    "LOST by the up log: 1 of 4 rows is gone: level 1, text 'a'",
                    "LEFT_BEHIND log: 1 row is left behind: level 9, text 'z'"),
            wrongRollback(
                    "new rowids alone are nothing",
                    KEYLESS,
                    NOTHING,
                    rebuild("log", "level INTEGER, text TEXT", "level, text", "level + (level = 3), text"),
                    rebuild("log", "level INTEGER, text TEXT", "level, text", "level, text"),
                    "NOT_RESTORED log: 1 of 4 rows changed: text 'c', level 3 became 4"),
            wrongUp(
                    "the up changes rows",
                    KEYLESS,
                    "UPDATE log SET text = 'x' WHERE level > 1",
                    NOTHING,
                    NOTHING,
                    "LOST by the up log.text: 2 of 4 values are lost: level 2, 'b' became 'x'; level 3, 'c' became 'x'"));

    private static final List<Case> LOST_BY_THE_UP = List.of(
            wrongRollback(
                    "drop a column, add it again",
                    USERS,
                    "ALTER TABLE users DROP COLUMN nickname",
                    "ALTER TABLE users ADD COLUMN nickname TEXT",
                    "ALTER TABLE users ADD COLUMN nickname TEXT; UPDATE users SET nickname = CASE id WHEN 1 THEN 'ada' WHEN 2 THEN 'Zoë' END",
                    "LOST by the up users.nickname: 2 of 3 values are lost: id 1, 'ada' became NULL; id 2, 'Zoë' became NULL"),
            wrongUp(
                    "update, nothing",
                    USERS,
                    "UPDATE users SET nickname = upper(nickname)",
                    NOTHING,
                    NOTHING,
                    "LOST by the up users.nickname: 2 of 3 values are lost: id 1, 'ada' became 'ADA'; id 2, 'Zoë' became 'ZOë'"),
            wrongUp(
                    "delete, nothing",
                    USERS,
                    "DELETE FROM users WHERE id > 1",
                    NOTHING,
                    NOTHING,
                    "LOST by the up users: 2 of 3 rows are gone: id 2, id 3"),
            wrongUp(
                    "drop the table, make it again",
                    USERS,
                    "DROP TABLE users",
                    "CREATE TABLE IF NOT EXISTS users(id INTEGER PRIMARY KEY, full_name TEXT, nickname TEXT)",
                    NOTHING,
                    "LOST by the up users: 3 of 3 rows are gone: id 1, id 2, id 3"),
            wrongUp(
                    "a column gets a default",
                    USERS,
                    "ALTER TABLE users DROP COLUMN nickname; ALTER TABLE users ADD COLUMN nickname TEXT DEFAULT 'none'",
                    NOTHING,
                    NOTHING,
                    "LOST by the up users.nickname: 2 of 3 values are lost: id 1, 'ada' became 'none'; id 2, 'Zoë' became 'none'"),
            wrongRollback(
                    "rows left behind",
                    "CREATE TABLE roles(id INTEGER PRIMARY KEY, name TEXT);",
                    "INSERT INTO roles VALUES (1, 'admin'), (2, 'guest')",
                    "DELETE FROM roles WHERE id = 2",
                    "DELETE FROM roles WHERE id < 3",
                    "LEFT_BEHIND roles: 1 row is left behind: id 1, name 'admin'"),
            wrongRollback(
                    "too much deleted",
                    USERS,
                    "INSERT INTO users VALUES (4, 'Di', 'd')",
                    "DELETE FROM users",
                    "DELETE FROM users WHERE id = 4",
                    "NOT_RESTORED users: 3 of 3 rows are gone: id 1, id 2, id 3"),
            wrongUp(
                    "ids of another row",
                    USERS,
                    "UPDATE users SET id = id + 10",
                    NOTHING,
                    NOTHING,
                    "LOST by the up users: 3 of 3 rows have another key: id 1 became id 11, id 2 became id 12, id 3 became id 13"));

    private static final List<Case> MOVED = List.of(
            wrongRollback(
                    "rename there and back",
                    USERS,
                    "ALTER TABLE users RENAME COLUMN nickname TO display_name; UPDATE users SET display_name = display_name",
                    "ALTER TABLE users RENAME COLUMN display_name TO nickname; UPDATE users SET nickname = NULL WHERE id = 2",
                    "ALTER TABLE users RENAME COLUMN display_name TO nickname",
                    "NOT_RESTORED users: 1 of 3 rows changed: id 2, nickname 'Zoë' became NULL"),
            wrongRollback(
                    "rename by copy",
                    USERS,
                    "ALTER TABLE users ADD COLUMN display_name TEXT; UPDATE users SET display_name = nickname; ALTER TABLE users DROP COLUMN nickname",
                    "ALTER TABLE users ADD COLUMN nickname TEXT; ALTER TABLE users DROP COLUMN display_name",
                    "ALTER TABLE users ADD COLUMN nickname TEXT; UPDATE users SET nickname = display_name; ALTER TABLE users DROP COLUMN display_name",
                    "NOT_RESTORED users.nickname: 2 of 3 values stood in display_name and were not copied back: id 1, 'ada' became NULL; id 2, 'Zoë' became NULL"),
            wrongRollback(
                    "rename by rebuild",
                    USERS,
                    rebuild(
                            "users",
                            "id INTEGER PRIMARY KEY, full_name TEXT, display_name TEXT",
                            "id, full_name, display_name",
                            "id, full_name, nickname"),
                    rebuild(
                            "users",
                            "id INTEGER PRIMARY KEY, full_name TEXT, nickname TEXT",
                            "id, full_name",
                            "id, full_name"),
                    rebuild(
                            "users",
                            "id INTEGER PRIMARY KEY, full_name TEXT, nickname TEXT",
                            "id, full_name, nickname",
                            "id, full_name, display_name"),
                    "NOT_RESTORED users.nickname: 2 of 3 values stood in display_name and were not copied back: id 1, 'ada' became NULL; id 2, 'Zoë' became NULL"),
            wrongRollback(
                    "table renamed there and back",
                    USERS,
                    "ALTER TABLE users RENAME TO people",
                    "DELETE FROM people WHERE id = 2; ALTER TABLE people RENAME TO users",
                    "ALTER TABLE people RENAME TO users",
                    "NOT_RESTORED users: 1 of 3 rows is gone: id 2"),
            wrongRollback(
                    "table renamed by copy",
                    USERS,
                    "CREATE TABLE people(id INTEGER PRIMARY KEY, name TEXT, nick TEXT); INSERT INTO people SELECT * FROM users; DROP TABLE users",
                    "CREATE TABLE users(id INTEGER PRIMARY KEY, full_name TEXT, nickname TEXT); DROP TABLE people",
                    "CREATE TABLE users(id INTEGER PRIMARY KEY, full_name TEXT, nickname TEXT); INSERT INTO users SELECT * FROM people; DROP TABLE people",
                    "NOT_RESTORED users: 3 of 3 rows stood in table people and were not copied back: id 1, id 2, id 3"),
            wrongRollback(
                    "a column moved into a new table",
                    USERS,
                    "CREATE TABLE profiles(user_id INT, nick TEXT); INSERT INTO profiles SELECT id, nickname FROM users; ALTER TABLE users DROP COLUMN nickname",
                    "ALTER TABLE users ADD COLUMN nickname TEXT; DROP TABLE profiles",
                    "ALTER TABLE users ADD COLUMN nickname TEXT; UPDATE users SET nickname = (SELECT nick FROM profiles WHERE user_id = users.id); DROP TABLE profiles",
                    "NOT_RESTORED users.nickname: 2 of 3 values stood in table profiles and were not copied back: id 1, 'ada' became NULL; id 2, 'Zoë' became NULL"),
            wrongRollback(
                    "rows moved into an archive",
                    USERS + "CREATE TABLE archive(id INTEGER PRIMARY KEY, full_name TEXT, nickname TEXT);",
                    "INSERT INTO archive SELECT * FROM users WHERE id = 2; DELETE FROM users WHERE id = 2",
                    "DELETE FROM archive",
                    "INSERT INTO users SELECT * FROM archive; DELETE FROM archive",
                    "NOT_RESTORED users: 1 of 3 rows stood in table archive and was not copied back: id 2"),
            wrongUp(
                    "a value that stood in another column already",
                    "CREATE TABLE users(id INTEGER PRIMARY KEY, full_name, nickname); INSERT INTO users VALUES (1, 'Ada', 'Ada');",
                    "UPDATE users SET nickname = NULL",
                    NOTHING,
                    NOTHING,
                    "LOST by the up users.nickname: 1 of 1 value is lost: id 1, 'Ada' became NULL"),
            wrongRollback(
                    "two tables that swap their names",
                    "CREATE TABLE a(x TEXT PRIMARY KEY); INSERT INTO a VALUES ('in a'); CREATE TABLE b(x TEXT PRIMARY KEY); INSERT INTO b VALUES ('in b');",
                    "ALTER TABLE a RENAME TO c; ALTER TABLE b RENAME TO a; ALTER TABLE c RENAME TO b",
                    "DELETE FROM b; ALTER TABLE a RENAME TO c; ALTER TABLE b RENAME TO a; ALTER TABLE c RENAME TO b",
                    "ALTER TABLE a RENAME TO c; ALTER TABLE b RENAME TO a; ALTER TABLE c RENAME TO b",
                    "NOT_RESTORED a: 1 of 1 row is gone: x 'in a'"),
            wrongRollback(
                    "the old table renamed away and dropped",
                    USERS,
                    "ALTER TABLE users RENAME TO old; CREATE TABLE users(id INTEGER PRIMARY KEY, full_name TEXT, nickname TEXT, age INT); INSERT INTO users SELECT *, 1 FROM old; DROP TABLE old",
                    NO_AGE + "UPDATE users SET nickname = NULL",
                    NO_AGE,
                    "NOT_RESTORED users: 2 of 3 rows changed: id 1, nickname 'ada' became NULL; id 2, nickname 'Zoë' became NULL"),
            wrongRollback(
                    "a flag that is equal by chance",
                    "CREATE TABLE t(id INTEGER PRIMARY KEY, active INT); INSERT INTO t VALUES (5, 1), (6, 1);",
                    "ALTER TABLE t ADD COLUMN shown INT DEFAULT 1; UPDATE t SET active = 0",
                    "ALTER TABLE t DROP COLUMN shown",
                    "UPDATE t SET active = shown; ALTER TABLE t DROP COLUMN shown",
                    "LOST by the up t.active: 2 of 2 values are lost: id 5, 1 became 0; id 6, 1 became 0"));

    private static final List<Case> CASCADES = List.of(
            wrongUp(
                    "ON DELETE CASCADE",
                    LIBRARY.formatted("CASCADE"),
                    AUTHORS,
                    NOTHING,
                    FK_OFF + AUTHORS,
                    "CASCADED by the up rebuilding authors deleted 3 rows of books through ON DELETE CASCADE"),
            wrongUp(
                    "ON DELETE SET NULL",
                    LIBRARY.formatted("SET NULL"),
                    AUTHORS,
                    NOTHING,
                    FK_OFF + AUTHORS,
                    "CASCADED by the up rebuilding authors changed author_id in 3 rows of books through ON DELETE SET NULL"),
            wrongRollback(
                    "in the rollback",
                    LIBRARY.formatted("CASCADE"),
                    "ALTER TABLE authors ADD COLUMN born INT",
                    AUTHORS,
                    "ALTER TABLE authors DROP COLUMN born",
                    "CASCADED rebuilding authors deleted 3 rows of books through ON DELETE CASCADE"),
            wrongUp(
                    "over two tables",
                    LIBRARY.formatted("CASCADE")
                            + "CREATE TABLE pages(id INTEGER PRIMARY KEY, book REFERENCES books ON DELETE CASCADE); INSERT INTO pages VALUES (100, 10), (101, 12);",
                    AUTHORS,
                    NOTHING,
                    FK_OFF + AUTHORS,
                    "CASCADED by the up rebuilding authors deleted 3 rows of books through ON DELETE CASCADE",
                    "CASCADED by the up rebuilding authors deleted 2 rows of pages through ON DELETE CASCADE, by way of books"),
            wrongUp(
                    "by REPLACE",
                    LIBRARY.formatted("CASCADE"),
                    "INSERT OR REPLACE INTO authors VALUES (1, 'Le Guin')",
                    NOTHING,
                    "INSERT INTO authors VALUES (1, 'Le Guin') ON CONFLICT DO NOTHING",
                    "CASCADED by the up replacing rows of authors deleted 2 rows of books through ON DELETE CASCADE"),
            wrongUp(
                    "by a constraint that replaces",
                    "CREATE TABLE seats(id INTEGER PRIMARY KEY ON CONFLICT REPLACE); INSERT INTO seats VALUES (5); CREATE TABLE guests(id INTEGER PRIMARY KEY, seat REFERENCES seats ON DELETE CASCADE); INSERT INTO guests VALUES (50, 5);",
                    "INSERT INTO seats VALUES (5)",
                    NOTHING,
                    NOTHING,
                    "CASCADED by the up replacing rows of seats deleted 1 row of guests through ON DELETE CASCADE"),
            wrongUp(
                    "ON UPDATE CASCADE",
                    "CREATE TABLE a(k TEXT PRIMARY KEY); INSERT INTO a VALUES ('p'), ('q'); CREATE TABLE b(id INTEGER PRIMARY KEY, k REFERENCES a ON UPDATE CASCADE); INSERT INTO b VALUES (4, 'p');",
                    "UPDATE a SET k = 'z' WHERE k = 'p'",
                    "UPDATE a SET k = k",
                    NOTHING,
                    "LOST by the up a: 1 of 2 rows is gone: k 'p'",
                    "LEFT_BEHIND a: 1 row is left behind: k 'z'",
                    "CASCADED by the up updating a changed k in 1 row of b through ON UPDATE CASCADE"),
            wrongUp(
                    "by a trigger that deletes",
                    TRIGGERED
                            + "CREATE TRIGGER tidy AFTER UPDATE ON parent BEGIN DELETE FROM child WHERE parent_id = NEW.id; END;",
                    "UPDATE parent SET state = state WHERE id = 7",
                    NOTHING,
                    NOTHING,
                    "CASCADED by the up updating parent deleted 1 row of child through the trigger tidy"),
            wrongUp(
                    "by a trigger that updates",
                    TRIGGERED
                            + "CREATE TRIGGER note AFTER UPDATE ON parent BEGIN UPDATE child SET note = NEW.state WHERE parent_id = NEW.id; END;",
                    "UPDATE parent SET state = state",
                    NOTHING,
                    NOTHING,
                    "CASCADED by the up updating parent changed note in 2 rows of child through the trigger note"),
            wrongUp(
                    "a child that the script empties itself",
                    LIBRARY.formatted("CASCADE"),
                    "DELETE FROM books; DELETE FROM authors WHERE 0",
                    NOTHING,
                    NOTHING,
                    "LOST by the up books: 3 of 3 rows are gone: id 10, id 11, id 12"));

    private static final String PRICES =
            "CREATE TABLE prices(id INTEGER PRIMARY KEY, price REAL, count INTEGER, code TEXT, any);"
                    + "INSERT INTO prices VALUES (1, 2.5, 10, '7', 4), (2, 1e20, 9007199254740993, '-8', 0.5), (3, NULL, NULL, NULL, NULL);";
    private static final String ALL_TEXT =
            prices("id INTEGER PRIMARY KEY, price TEXT, count TEXT, code TEXT, any TEXT", "price", "count", "code");
    private static final String PRICES_BACK = pricesBack("CAST(price AS REAL)", "CAST(count AS INTEGER)", "code");

    private static String prices(String definition, String price, String count, String code) {
        return rebuild(
                "prices",
                definition,
                "id, price, count, code, any",
                "id, %s, %s, %s, any".formatted(price, count, code));
    }

    /** The column without a type is told by its values. */
    private static String pricesBack(String price, String count, String code) {
        return prices("id INTEGER PRIMARY KEY, price REAL, count INTEGER, code TEXT, any", price, count, code)
                + "UPDATE prices SET any = CAST(any AS NUMERIC);";
    }

    private static final List<Case> OTHER_TYPES = List.of(
            wrongRollback(
                    "numbers as text",
                    PRICES,
                    ALL_TEXT,
                    pricesBack("CAST(price AS INTEGER)", "CAST(count AS REAL)", "code"),
                    PRICES_BACK,
                    "NOT_RESTORED prices: 2 of 3 rows changed: id 1, price 2.5 ('2.5' after the migration) became 2.0;"
                            + " id 2, price 1.0E20 ('1.0e+20' after the migration) became 1.0,"
                            + " count 9007199254740993 ('9007199254740993' after the migration) became 9007199254740992"),
            wrongRollback(
                    "text as numbers",
                    PRICES,
                    prices(
                            "id INTEGER PRIMARY KEY, price REAL, count INTEGER, code INTEGER, any",
                            "price",
                            "count",
                            "code"),
                    pricesBack("price", "count", "code || ' '"),
                    PRICES_BACK,
                    "NOT_RESTORED prices: 2 of 3 rows changed: id 1, code '7' (7 after the migration) became '7 ';"
                            + " id 2, code '-8' (-8 after the migration) became '-8 '"),
            wrongRollback(
                    "whole numbers as reals, with text that is longer than SQLite's own",
                    "CREATE TABLE t(id INTEGER PRIMARY KEY, a, b); INSERT INTO t VALUES (1, 2, 2.5)",
                    "UPDATE t SET a = 2.0, b = '2.50'",
                    "UPDATE t SET a = 3, b = '2.5'",
                    "UPDATE t SET a = CAST(a AS INTEGER), b = CAST(b AS REAL)",
                    "NOT_RESTORED t: 1 of 1 row changed: id 1, a 2 (2.0 after the migration) became 3, b 2.5 ('2.50' after the migration) became '2.5'"),
            wrongRollback(
                    "text as a blob",
                    "CREATE TABLE t(id INTEGER PRIMARY KEY, a); INSERT INTO t VALUES (1, 'Zoë'), (2, x'41')",
                    "UPDATE t SET a = iif(id = 1, CAST(a AS BLOB), CAST(a AS TEXT))",
                    "UPDATE t SET a = iif(id = 1, hex(a), CAST(a AS BLOB))",
                    "UPDATE t SET a = iif(id = 1, CAST(a AS TEXT), CAST(a AS BLOB))",
                    "NOT_RESTORED t: 1 of 2 rows changed: id 1, a 'Zoë' (x'5a6fc3ab' after the migration) became '5A6FC3AB'"),
            wrongRollback(
                    "a key as text",
                    USERS,
                    rebuild(
                            "users",
                            "id TEXT PRIMARY KEY, full_name TEXT, nickname TEXT",
                            "id, full_name, nickname",
                            "*"),
                    users("id, full_name, NULL") + "DELETE FROM users WHERE id = 3",
                    ALL,
                    "NOT_RESTORED users: 1 of 3 rows is gone: id 3",
                    "NOT_RESTORED users: 2 of 3 rows changed: id 1, nickname 'ada' became NULL; id 2, nickname 'Zoë' became NULL"),
            wrongRollback(
                    "a key of several columns, one of them as text",
                    LEDGER,
                    rebuild(
                            "ledger",
                            "account TEXT, day TEXT, amount REAL, PRIMARY KEY (account, day)",
                            "account, day, amount",
                            "*"),
                    rebuild(
                                    "ledger",
                                    "account TEXT, day INTEGER, amount REAL, PRIMARY KEY (account, day)",
                                    "account, day, amount",
                                    "account, day, 0")
                            .replace("day));", "day)) WITHOUT ROWID;"),
                    rebuild(
                                    "ledger",
                                    "account TEXT, day INTEGER, amount REAL, PRIMARY KEY (account, day)",
                                    "account, day, amount",
                                    "*")
                            .replace("day));", "day)) WITHOUT ROWID;"),
                    "NOT_RESTORED ledger: 3 of 3 rows changed: account 'B', day 1, amount -3.0 became 0.0; account 'a', day 1, amount 1.5 became 0.0; account 'a', day 2, amount 2.5 became 0.0"),
            wrongRollback(
                    "in a table without a key",
                    KEYLESS,
                    rebuild("log", "level TEXT, text TEXT", "level, text", "*"),
                    rebuild("log", "level INTEGER, text TEXT", "level, text", "DISTINCT level, text"),
                    rebuild("log", "level INTEGER, text TEXT", "level, text", "*"),
                    "NOT_RESTORED log: 1 of 4 rows is gone: level 1, text 'a'"),
            wrongRollback(
                    "in another column",
                    PRICES,
                    "ALTER TABLE prices ADD COLUMN counted TEXT; UPDATE prices SET counted = count, count = NULL;",
                    "ALTER TABLE prices DROP COLUMN counted;",
                    "UPDATE prices SET count = counted; ALTER TABLE prices DROP COLUMN counted;",
                    "NOT_RESTORED prices.count: 2 of 3 values stood in counted and were not copied back: id 1, 10 became NULL; id 2, 9007199254740993 became NULL"),
            wrongUp(
                    "not with fewer digits",
                    "CREATE TABLE t(id INTEGER PRIMARY KEY, a, b); INSERT INTO t VALUES (1, 2.5, 9007199254740993), (2, 3.0, 1)",
                    "UPDATE t SET a = CAST(a AS INTEGER), b = CAST(b AS REAL)",
                    "UPDATE t SET a = CAST(a AS REAL), b = CAST(b AS INTEGER)",
                    "UPDATE t SET a = CAST(a AS TEXT), b = CAST(b AS TEXT)",
                    "LOST by the up t.a: 1 of 2 values is lost: id 1, 2.5 became 2.0",
                    "LOST by the up t.b: 1 of 2 values is lost: id 1, 9007199254740993 became 9007199254740992"),
            wrongUp(
                    "not text that no number gives back",
                    "CREATE TABLE t(id INTEGER PRIMARY KEY, a); INSERT INTO t VALUES (1, '05'), (2, '1e3'), (3, ' 5'), (4, '2 of them'), (5, '')",
                    "UPDATE t SET a = CAST(a AS NUMERIC)",
                    "UPDATE t SET a = CAST(a AS TEXT)",
                    NOTHING,
                    "LOST by the up t.a: 5 of 5 values are lost: id 1, '05' became '5'; id 2, '1e3' became '1000'; id 3, ' 5' became '5'; …"),
            wrongUp(
                    "not a number that text only begins with",
                    "CREATE TABLE t(id INTEGER PRIMARY KEY, a); INSERT INTO t VALUES (1, 2), (2, 0)",
                    "UPDATE t SET a = iif(a, a || ' of them', 'none')",
                    "UPDATE t SET a = a + 1",
                    "UPDATE t SET a = a - 1",
                    "LOST by the up t.a: 2 of 2 values are lost: id 1, 2 became 3; id 2, 0 became 1"));

    private static final List<Case> CASES = Stream.of(
                    REBUILDS, KEYLESS_TABLES, LOST_BY_THE_UP, MOVED, CASCADES, OTHER_TYPES)
            .flatMap(List::stream)
            .toList();

    @TestFactory
    List<DynamicTest> saysWhatBecameOfTheRows() {
        return CASES.stream()
                .map(test -> DynamicTest.dynamicTest(
                        test.name,
                        () -> assertThat(said(test.setup, test.wrong)).containsExactlyElementsOf(test.said)))
                .toList();
    }

    @TestFactory
    List<DynamicTest> saysNothingOfItsCorrectTwin() {
        return CASES.stream()
                .map(test -> DynamicTest.dynamicTest(
                        test.name,
                        () -> assertThat(said(test.setup, test.right)).isEmpty()))
                .toList();
    }

    @Test
    void tellsFullTextRowsByTheirRowid() {
        String setup =
                "CREATE VIRTUAL TABLE notes USING fts5(title, body); INSERT INTO notes VALUES ('a', 'one'), ('b', 'two');";

        assertThat(said(setup, new Pair(NOTHING, "UPDATE notes SET body = 'three' WHERE title = 'b'")))
                .containsExactly("NOT_RESTORED notes: 1 of 2 rows changed: title 'b', body 'two' became 'three'");
        assertThat(said(setup, new Pair("INSERT INTO notes(notes) VALUES ('optimize')", NOTHING)))
                .isEmpty();
    }

    @Test
    void tellsRowsThatAFullTextIndexOnlyShowsOnce() {
        String setup =
                "CREATE TABLE notes(id INTEGER PRIMARY KEY, body); INSERT INTO notes VALUES (1, 'one'), (2, 'two');"
                        + "CREATE VIRTUAL TABLE found USING fts5(body, content='Notes', content_rowid='id');";

        assertThat(said(setup, new Pair("DELETE FROM notes WHERE id = 2", NOTHING)))
                .containsExactly("LOST by the up notes: 1 of 2 rows is gone: id 2");
    }

    @Test
    void cutsLongValuesAndEscapesWhatBreaksALine() {
        String setup =
                "CREATE TABLE t(id INTEGER PRIMARY KEY, a); INSERT INTO t VALUES (1, 'it''s' || char(10) || char(7)),"
                        + " (2, printf('%.100c', 'x')), (3, zeroblob(20)), (4, printf('%.39c', 'x') || '🙂🙂');";

        assertThat(said(setup, new Pair(NOTHING, "UPDATE t SET a = 0.5 WHERE id < 4")))
                .containsExactly("NOT_RESTORED t: 3 of 4 rows changed: id 1, a 'it''s\\n\\u0007' became 0.5; id 2, a '"
                        + "x".repeat(40) + "…' became 0.5; id 3, a x'" + "00".repeat(16) + "…' became 0.5");
        assertThat(said(setup, new Pair(NOTHING, "UPDATE t SET a = NULL WHERE id = 4")))
                .containsExactly("NOT_RESTORED t: 1 of 4 rows changed: id 4, a '" + "x".repeat(39) + "…' became NULL");
    }

    @Test
    void findsTheLastOfManyRows() {
        String setup =
                "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT); INSERT INTO t SELECT i, 'v' || i FROM (WITH RECURSIVE"
                        + " s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < 100000) SELECT i FROM s);";

        assertThat(said(
                        setup,
                        new Pair(
                                "ALTER TABLE t ADD COLUMN b",
                                "DELETE FROM t WHERE id = 100000; ALTER TABLE t DROP COLUMN b")))
                .containsExactly("NOT_RESTORED t: 1 of 100000 rows is gone: id 100000");
        assertThat(said(setup, new Pair(NOTHING, "UPDATE t SET a = a || 'x'")))
                .containsExactly(
                        "NOT_RESTORED t: 100000 of 100000 rows changed: id 1, a 'v1' became 'v1x'; id 2, a 'v2' became"
                                + " 'v2x'; id 3, a 'v3' became 'v3x'; …");
    }

    /** Two such rows make one text that is longer than SQLite lets a value be. */
    @Test
    void comparesRowsWithoutAKeyThatDoNotFitIntoOneText() {
        String setup = "CREATE TABLE t(a, b); INSERT INTO t VALUES (zeroblob(40000000), 1), (x'00', 2);";

        assertThat(said(setup, new Pair(NOTHING, "UPDATE t SET b = 3 WHERE b = 1")))
                .containsExactly("NOT_RESTORED t: 1 of 2 rows changed: a x'" + "00".repeat(16) + "…', b 1 became 3");
    }

    @Test
    void leavesTablesAndColumnsThatAreMissingToTheSchema() {
        assertThat(said(USERS, new Pair(NOTHING, "DROP TABLE users"))).isEmpty();
        assertThat(said(USERS, new Pair(NOTHING, "ALTER TABLE users DROP COLUMN nickname")))
                .isEmpty();
    }

    private static List<String> said(String setup, Pair pair) {
        return Proof.changes(setup, pair.up, pair.rollback).stream()
                .map(change -> change.kind() + (change.byUp() ? " by the up " : " ") + change.describe())
                .toList();
    }
}
