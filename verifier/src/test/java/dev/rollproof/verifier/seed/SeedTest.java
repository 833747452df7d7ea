package dev.rollproof.verifier.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.database.ConnectionSettings;
import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeds of every kind on real databases: what goes in, and what is said where it cannot. */
class SeedTest {
    @TempDir
    private Path folder;

    private final SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT);

    @BeforeEach
    void tables() {
        run("CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, age INTEGER DEFAULT 18, score REAL, photo"
                + " BLOB, loud TEXT AS (upper(name)) VIRTUAL)");
        run("CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id), note TEXT)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    // The kinds of files

    @Test
    void isReadFromAFileOfAnyKind() throws IOException {
        seed(Files.writeString(folder.resolve("a.sql"), "INSERT INTO users (id, name) VALUES (1, 'Zoë');"));
        seed(Files.writeString(folder.resolve("users.csv"), "id,name\n2,Ada\n"));
        seed(Files.writeString(folder.resolve("c.JSON"), "{\"users\": [{\"id\": 3, \"name\": \"Grace\"}]}"));

        assertThat(rows("SELECT id, name FROM users")).containsExactly("1|Zoë", "2|Ada", "3|Grace");
    }

    @Test
    void hasTheNameAndTheTextThatItWasMadeOf() {
        Seed seed = Seed.of("seeds/users.csv", "id\n");

        assertThat(seed.name()).isEqualTo("seeds/users.csv");
        assertThat(seed.text()).isEqualTo("id\n");
    }

    @Test
    void saysWhichKindsItKnows() {
        assertThatThrownBy(() -> Seed.read(Path.of("nowhere/users.xlsx")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the seed nowhere/users.xlsx is no .sql, .csv or .json file; other kinds are not read");
        assertThatThrownBy(() -> Seed.of("users", ""))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the seed users is no .sql, .csv or .json file; other kinds are not read");
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertThatThrownBy(() -> Seed.read(Path.of("nowhere/users.csv")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("no such file: nowhere/users.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s.sql", "users.csv", "s.json"})
    void leavesTheConnectionAsItWas(String name) {
        String text = switch (name) {
            case "s.sql" -> "PRAGMA recursive_triggers = ON; INSERT INTO users (id, name) VALUES (1, 'a');";
            case "users.csv" -> "id,name\n1,a";
            default -> "{\"users\": [{\"id\": 1, \"name\": \"a\"}]}";
        };
        ConnectionSettings before = database.settings();

        Seed.of(name, text).apply(database, true);

        assertThat(database.settings()).isEqualTo(before);
        assertThat(database.inTransaction()).isFalse();
        assertThat(rows("SELECT id FROM users")).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s.sql", "users.csv", "s.json"})
    void goesInWholeOrNotAtAll(String name) {
        String text = switch (name) {
            case "s.sql" -> "INSERT INTO users (id, name) VALUES (1, 'a');\nINSERT INTO users (id) VALUES (2);";
            case "users.csv" -> "id,name\n1,a\n2,\n";
            default -> "{\"users\": [{\"id\": 1, \"name\": \"a\"}, {\"id\": 2}]}";
        };
        ConnectionSettings before = database.settings();

        assertThatThrownBy(() -> Seed.of(name, text).apply(database, true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(name + ":")
                .hasMessageEndingWith("NOT NULL constraint failed: users.name");
        assertThat(rows("SELECT id FROM users")).isEmpty();
        assertThat(database.settings()).isEqualTo(before);
    }

    // SQL

    @Test
    void namesTheStatementThatFails() {
        assertFails(
                "s.sql",
                "INSERT INTO users (id, name) VALUES (1, 'a');\n  INSERT INTO users (id, name) VALUES (1, 'b');",
                "s.sql:2:3: UNIQUE constraint failed: users.id");
        assertFails(
                "s.sql",
                "INSERT INTO users VALUES ('",
                "s.sql:1:27: the string that begins here never ends: a closing ' is missing, here or before (inside a"
                        + " string it is doubled: '')");
    }

    @Test
    void namesTheNearestTableOfAScript() {
        assertFails(
                "s.sql",
                "INSERT INTO user (id) VALUES (1);",
                "s.sql:1:1: no such table: user; did you mean \"users\"?");
        assertFails(
                "s.sql", "DELETE FROM main.order_;", "s.sql:1:1: no such table: main.order_; did you mean \"orders\"?");
    }

    @Test
    void namesTheNearestColumnOfAScript() {
        assertFails(
                "s.sql",
                "INSERT INTO users (id, nmae) VALUES (1, 'a');",
                "s.sql:1:1: table users has no column named nmae; did you mean \"name\"?");
        assertFails(
                "s.sql",
                "UPDATE users SET name = 'a' WHERE ag > 3;",
                "s.sql:1:1: no such column: ag; did you mean \"age\"?");
        assertFails(
                "s.sql",
                "UPDATE users SET name = (SELECT o.nott FROM orders o);",
                "s.sql:1:1: no such column: o.nott; did you mean \"note\"?");
        assertFails("s.sql", "SELECT x;", "s.sql:1:1: no such column: x");
    }

    @Test
    void doesNotLeaveTheDatabase() {
        assertThatThrownBy(() -> Seed.of("s.sql", "ATTACH 'other.db' AS other;").apply(database, true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("s.sql:1:1: ATTACH would open another database file; ");
    }

    // CSV

    @Test
    void takesTheTableFromTheNameOfACsvFile() {
        seed("some/folder/users.csv", "name,id\r\nAda,7\r\n");

        assertThat(rows("SELECT id, name, age FROM users")).containsExactly("7|Ada|18");
    }

    @Test
    void tellsNullFromTheEmptyString() {
        seed("orders.csv", "id,note\n1,\n2,\"\"\n3,NULL\n");

        assertThat(rows("SELECT id, quote(note) FROM orders")).containsExactly("1|NULL", "2|''", "3|'NULL'");
    }

    @Test
    void readsQuotesAndLineBreaksInsideFields() {
        seed("orders.csv", "\uFEFFid,\"note\"\n1,\"a \"\"b\"\", c\r\nd\"\n\n2, e \n");

        assertThat(rows("SELECT id, note FROM orders")).containsExactly("1|a \"b\", c\r\nd", "2| e ");
    }

    @Test
    void takesAnEmptyLineForARowWhereThereIsOneColumn() {
        seed("orders.csv", "note\na\n\n\"\"\n");

        assertThat(rows("SELECT quote(note) FROM orders")).containsExactly("'a'", "NULL", "''");
    }

    @Test
    void letsSqliteConvertByTheColumnsType() {
        run("CREATE TABLE t (i INTEGER, r REAL, n NUMERIC, s TEXT, b BLOB, untyped, d DATE)");
        seed(
                "t.csv",
                "i,r,n,s,b,untyped,d\n1,2,3.0,4,5,6,7\nx,1e3,-9223372036854775808,1.50,x'00ff',x'00ff',2024-01-01\n");

        assertThat(
                        rows(
                                "SELECT typeof(i), typeof(r), typeof(n), typeof(s), typeof(b), typeof(untyped), typeof(d) FROM t"))
                .containsExactly(
                        "integer|real|integer|text|text|text|integer", "text|real|integer|text|blob|text|text");
        assertThat(rows("SELECT quote(b), s FROM t WHERE i = 'x'")).containsExactly("X'00FF'|1.50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x'0", "x'0f", "x'0g'", "x'00' ", "0x00"})
    void leavesWhatIsNoBlobAsText(String text) {
        seed("users.csv", "name,photo\na," + text + "\n");

        assertThat(rows("SELECT photo FROM users")).containsExactly(text);
    }

    @Test
    void namesLineAndColumnOfAValueThatAStrictTableRefuses() {
        run("CREATE TABLE s (id INT, price REAL) STRICT");

        assertFails(
                "s.csv",
                "id,price\n1,2.5\n2,free\n",
                "s.csv:3:3: the row cannot go into s: cannot store TEXT value in REAL column s.price");
    }

    @Test
    void namesTheValueThatIsNoRowNumber() {
        assertFails(
                "users.csv",
                "name,id\na,first\n",
                "users.csv:2:3: the row cannot go into users: datatype mismatch; id must be a whole number");
    }

    @Test
    void namesTheValueThatIsThereTwice() {
        run("CREATE UNIQUE INDEX u ON orders (user_id, note)");

        assertFails(
                "users.csv",
                "name,id\na,1\nb,1\n",
                "users.csv:3:3: the row cannot go into users: UNIQUE constraint failed: users.id");
        assertFailsWithoutKeys(
                "orders.csv",
                "user_id,note\n1,a\n1,a\n",
                "orders.csv:3:1: the row cannot go into orders: UNIQUE constraint failed: orders.user_id, orders.note");
    }

    @Test
    void namesTheNearestTableOfACsvFile() {
        assertFails("user.csv", "id\n1\n", "user.csv:1:1: no such table: user; did you mean \"users\"?");
        run("DROP TABLE orders");
        run("DROP TABLE users");
        assertFails("user.csv", "id\n1\n", "user.csv:1:1: no such table: user; the database has no table yet");
    }

    @Test
    void namesTheNearestColumnOfACsvFile() {
        assertFails(
                "users.csv",
                "id, name\n1,a\n",
                "users.csv:1:4: the table users has no column \" name\"; did you mean \"name\"?");
    }

    @Test
    void saysThatAColumnIsGenerated() {
        assertFails(
                "users.csv",
                "name,loud\na,A\n",
                "users.csv:1:6: SQLite computes the column loud of users, a generated one; leave it out");
    }

    @Test
    void saysThatAColumnIsThereTwice() {
        assertFails("users.csv", "id,name,ID\n1,a,2\n", "users.csv:1:9: the column id of users is there already");
    }

    @Test
    void refusesWhatIsNoCsv() {
        assertFails("users.csv", "", "users.csv:1:1: the file is empty; its first line must name the columns");
        assertFails(
                "users.csv",
                "id,\n1,2\n",
                "users.csv:1:4: a column without a name; the first line must name the columns");
        assertFails(
                "users.csv",
                "id,name\n1,a\n2\n",
                "users.csv:3:1: 1 field here, and the first line names 2 columns: id, name");
        assertFails("users.csv", "id,name\n1,\"a\n2,b\n", "users.csv:2:3: this quoted field has no end");
        assertFails(
                "users.csv",
                "id,name\n1,a\"b\n",
                "users.csv:2:4: a quote inside a field without quotes; put the field in quotes and write this one twice");
        assertFails(
                "users.csv",
                "id,name\n1,\"a\"b\n",
                "users.csv:2:6: text after the end of a quoted field; a quote inside a field is written twice");
    }

    // JSON

    @Test
    void keepsTheValuesOfJson() {
        run("CREATE TABLE t (k TEXT, v)");
        seed("s.json", """
                {"t": [
                  {"k": "null", "v": null}, {"k": "true", "v": true}, {"k": "false", "v": false},
                  {"k": "long", "v": -9223372036854775808}, {"k": "real", "v": 1.50}, {"k": "exponent", "v": 1e3},
                  {"k": "text", "v": "Zoë \\u00e9 \\"x\\""}, {"k": "array", "v": ["a", {"b": 0.10000000000000000001}]},
                  {"k": "object", "v": {"é": []}}, {"k": "blob text", "v": "x'00'"}, {}
                ]}""");

        assertThat(rows("SELECT k, quote(v) FROM t"))
                .containsExactly(
                        "null|NULL",
                        "true|1",
                        "false|0",
                        "long|-9223372036854775808",
                        "real|1.5",
                        "exponent|1000.0",
                        "text|'Zoë é \"x\"'",
                        "array|'[\"a\",{\"b\":0.10000000000000000001}]'",
                        "object|'{\"é\":[]}'",
                        "blob text|'x''00'''",
                        "null|NULL");
    }

    @Test
    void readsBytesInBlobColumnsOfJson() {
        seed("s.json", "{\"users\": [{\"name\": \"a\", \"photo\": \"X'CAFE'\"}]}");

        assertThat(rows("SELECT quote(photo) FROM users")).containsExactly("X'CAFE'");
    }

    @Test
    void refusesNumbersThatSqliteDoesNotHave() {
        assertFails(
                "s.json",
                "{\"users\": [\n {\"id\": 9223372036854775808}]}",
                "s.json:2:9: 9223372036854775808 is larger than SQLite's whole numbers of 64 bits; write it as a string"
                        + " to store it as text");
        assertFails(
                "s.json",
                "{\"users\": [{\"score\": -1e999}]}",
                "s.json:1:22: -1e999 is larger than SQLite's real numbers; write it as a string to store it as text");
    }

    @Test
    void refusesWhatIsNoObjectOfTables() {
        assertFails("s.json", "", "s.json:1:1: a seed must be an object with an array for each table, not nothing");
        assertFails(
                "s.json", "\n[1]", "s.json:2:1: a seed must be an object with an array for each table, not an array");
        assertFails(
                "s.json", "{\"users\": {\"id\": 1}}", "s.json:1:11: \"users\" must be an array of rows, not an object");
        assertFails("s.json", "{\"users\": [1]}", "s.json:1:12: a row of \"users\" must be an object, not a number");
        assertFails("s.json", "{\"users\": []} 1", "s.json:1:15: nothing may follow the object");
    }

    @Test
    void refusesWhatIsNoJson() {
        assertFails("s.json", "{\"users\": [", "s.json:1:12: the file ends too early");
        assertFails(
                "s.json", "{\"users\": [{\"id\": 1,\n \"id\": 2}]}", "s.json:2:6: no valid JSON: Duplicate field 'id'");
        assertFails(
                "s.json",
                "{\"users\": [{\"name\": {\"a\": 1, \"a\": 2}}]}",
                "s.json:1:33: no valid JSON: Duplicate field 'a'");
    }

    @Test
    void namesTheNearestNamesOfJson() {
        assertFails(
                "s.json",
                "\uFEFF{\"orders\": [],\n \"user\": []}",
                "s.json:2:2: no such table: user; did you mean \"users\"?");
        assertFails(
                "s.json",
                "{\"users\": [{\"name\": \"a\",\n  \"agee\": 3}]}",
                "s.json:2:3: the table users has no column \"agee\"; did you mean \"age\"?");
        assertFails("s.json", "{\"users\": [],\n\"Users\": []}", "s.json:2:1: the table users is there already");
    }

    @Test
    void namesTheValueThatDoesNotFit() {
        run("CREATE TABLE s (id INT, price REAL) STRICT");

        assertFails(
                "s.json",
                "{\"s\": [{\"id\": 1},\n {\"id\": \"one\"}]}",
                "s.json:2:9: the row cannot go into s: cannot store TEXT value in INT column s.id");
        assertFails(
                "s.json",
                "{\"users\": [\n {\"id\": 1}]}",
                "s.json:2:2: the row cannot go into users: NOT NULL constraint failed: users.name");
    }

    @Test
    void fillsFullTextTablesByRowid() {
        run("CREATE VIRTUAL TABLE docs USING fts5 (title, body)");
        seed("s.json", "{\"docs\": [{\"rowid\": 7, \"title\": \"Zoë\", \"body\": \"b\"}]}");

        assertThat(rows("SELECT rowid, title FROM docs WHERE docs MATCH 'zoë'")).containsExactly("7|Zoë");
    }

    @Test
    void saysWhatSqliteSaysOfAViewThatDoesNotCompile() {
        run("CREATE VIEW broken AS SELECT nope FROM users");

        assertFails(
                "s.json",
                "{\"broken\": [{\"nope\": 1}]}",
                "s.json:1:2: the columns of broken cannot be read: no such column: nope");
        assertFails("s.sql", "SELECT * FROM broken;", "s.sql:1:1: no such column: nope");
        assertFails("broke.csv", "nope\n1\n", "broke.csv:1:1: no such table: broke; did you mean \"broken\"?");
    }

    @Test
    void fillsViewsThroughTheirTriggers() {
        run("CREATE VIEW names AS SELECT name FROM users");
        run("CREATE TRIGGER named INSTEAD OF INSERT ON names BEGIN INSERT INTO users (name) VALUES (new.name); END");
        seed("names.csv", "name\nAda\n");

        assertThat(rows("SELECT name FROM users")).containsExactly("Ada");
    }

    // Foreign keys

    @Test
    void putsParentsFirst() {
        run("CREATE TABLE log (entry)");
        run("CREATE TRIGGER seen AFTER INSERT ON orders BEGIN INSERT INTO log SELECT name FROM users WHERE id ="
                + " new.user_id; END");
        seed("s.json", "{\"orders\": [{\"id\": 1, \"user_id\": 7}], \"users\": [{\"id\": 7, \"name\": \"Ada\"}]}");

        assertThat(rows("SELECT entry FROM log")).containsExactly("Ada");
    }

    @Test
    void allowsRowsThatReferToEachOther() {
        run("CREATE TABLE a (id INTEGER PRIMARY KEY, b REFERENCES b (id), up REFERENCES a)");
        run("CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER NOT NULL REFERENCES a (id))");
        seed(
                "s.json",
                "{\"a\": [{\"id\": 1, \"b\": 2, \"up\": 3}, {\"id\": 3, \"up\": 3}], \"b\": [{\"id\": 2, \"a\": 1}]}");

        assertThat(rows("SELECT a.id, b.id FROM a JOIN b ON b.a = a.id")).containsExactly("1|2");
    }

    @Test
    void namesTheRowThatRefersToNothing() {
        seed("users.csv", "id,name\n1,a\n");

        assertFails(
                "orders.csv",
                "id,user_id\n1,1\n2,\n3,99\n4,98\n",
                "orders.csv:4:3: FOREIGN KEY constraint failed: orders.user_id = 99 refers to no row of users; add that row or correct the value");
        assertThat(rows("SELECT id FROM orders")).isEmpty();
        assertFails(
                "s.json",
                "{\"orders\": [\n  {\"id\": 1, \"user_id\": 2}]}",
                "s.json:2:24: FOREIGN KEY constraint failed: orders.user_id = 2 refers to no row of users; add that row or correct the value");
    }

    @Test
    void namesTheRowOfAKeyOfSeveralColumns() {
        run("CREATE TABLE place (town TEXT COLLATE NOCASE, code BLOB, PRIMARY KEY (town, code)) WITHOUT ROWID");
        run("CREATE TABLE visit (who TEXT PRIMARY KEY, town TEXT, code BLOB, FOREIGN KEY (town, code) REFERENCES place)"
                + " WITHOUT ROWID");
        seed("place.csv", "town,code\nBern,x'01'\n");

        assertFails(
                "visit.csv",
                "who,town,code\na,BERN,x'01'\nb,Basel,\nc,O'Hara,x'01'\n",
                "visit.csv:4:3: FOREIGN KEY constraint failed: visit.town = O'Hara, visit.code = a blob refers to no"
                        + " row of place; add that row or correct the value");
    }

    @Test
    void saysWhichTableRefersToNothingWhereNoValueOfTheFileDoes() {
        run("CREATE TABLE d (id INTEGER PRIMARY KEY, user_id INTEGER DEFAULT 5 REFERENCES users (id))");

        assertFails(
                "d.csv", "id\n1\n", "d.csv:1:1: FOREIGN KEY constraint failed: a row of d refers to no row of users");
    }

    @Test
    void checksNoForeignKeysWhereTheyAreOff() {
        Seed.of("orders.csv", "id,user_id\n1,99\n").apply(database, false);

        assertThat(rows("SELECT user_id FROM orders")).containsExactly("99");
    }

    private void assertFails(String name, String text, String message) {
        assertThatThrownBy(() -> Seed.of(name, text).apply(database, true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    private void assertFailsWithoutKeys(String name, String text, String message) {
        assertThatThrownBy(() -> Seed.of(name, text).apply(database, false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    private void seed(Path file) {
        Seed.read(file).apply(database, true);
    }

    private void seed(String name, String text) {
        Seed.of(name, text).apply(database, true);
    }

    private void run(String sql) {
        database.command(sql);
    }

    /** Each row with | between its values. */
    private List<String> rows(String sql) {
        int columns = sql.substring(0, sql.indexOf(" FROM "))
                .replaceAll("\\([^)]*\\)", "")
                .split(",")
                .length;
        return database.query(sql, row -> {
            StringBuilder line = new StringBuilder(String.valueOf(row.text(1)));
            for (int i = 2; i <= columns; i++) {
                line.append('|').append(row.text(i));
            }
            return line.toString();
        });
    }
}
