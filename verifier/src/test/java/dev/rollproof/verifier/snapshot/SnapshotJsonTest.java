package dev.rollproof.verifier.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.diff.SchemaDiff;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.rewrite.RandomSchema;
import dev.rollproof.verifier.sql.SqlScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON of a snapshot: how it looks, that nothing is lost in it, and what is not taken for one. */
class SnapshotJsonTest {
    private static final String SHOP = """
            CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL COLLATE NOCASE);
            ALTER TABLE users ADD COLUMN "last seen" TEXT DEFAULT 'never';
            CREATE TABLE tags (
              name TEXT NOT NULL,
              users INTEGER REFERENCES users (id) ON DELETE CASCADE,
              PRIMARY KEY (name, users)
            ) STRICT, WITHOUT ROWID;
            CREATE VIRTUAL TABLE notes USING fts5(body);
            CREATE UNIQUE INDEX idx_email ON USERS (email) WHERE id > 0;
            CREATE VIEW names AS SELECT email AS name FROM users;
            CREATE TRIGGER seen AFTER UPDATE ON users BEGIN
              SELECT 'ü';
            END;
            PRAGMA user_version = 7;
            PRAGMA application_id = -1;
            """;

    private static final String SHOP_JSON = """
            {
              "formatVersion": 1,
              "userVersion": 7,
              "applicationId": -1,
              "tables": {
                "tags": {
                  "columns": [
                    "name TEXT NOT NULL",
                    "users INTEGER"
                  ],
                  "constraints": [
                    "FOREIGN KEY (users) REFERENCES users(id) ON DELETE CASCADE",
                    "PRIMARY KEY (name, users)"
                  ],
                  "options": [
                    "STRICT",
                    "WITHOUT ROWID"
                  ],
                  "sql": [
                    "CREATE TABLE tags (",
                    "  name TEXT NOT NULL,",
                    "  users INTEGER REFERENCES users (id) ON DELETE CASCADE,",
                    "  PRIMARY KEY (name, users)",
                    ") STRICT, WITHOUT ROWID"
                  ]
                },
                "users": {
                  "columns": [
                    "id INTEGER",
                    "email TEXT NOT NULL COLLATE NOCASE",
                    "last seen TEXT DEFAULT 'never'"
                  ],
                  "constraints": [
                    "PRIMARY KEY (id)"
                  ],
                  "options": [],
                  "sql": [
                    "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL COLLATE NOCASE, \\"last seen\\" TEXT DEFAULT 'never')"
                  ]
                }
              },
              "virtualTables": {
                "notes": {
                  "columns": [
                    "body",
                    "notes",
                    "rank"
                  ],
                  "sql": [
                    "CREATE VIRTUAL TABLE notes USING fts5(body)"
                  ]
                }
              },
              "indexes": {
                "idx_email": {
                  "table": "users",
                  "sql": [
                    "CREATE UNIQUE INDEX idx_email ON USERS (email) WHERE id > 0"
                  ]
                }
              },
              "views": {
                "names": {
                  "columns": [
                    "name"
                  ],
                  "sql": [
                    "CREATE VIEW names AS SELECT email AS name FROM users"
                  ]
                }
              },
              "triggers": {
                "seen": {
                  "table": "users",
                  "sql": [
                    "CREATE TRIGGER seen AFTER UPDATE ON users BEGIN",
                    "  SELECT 'ü';",
                    "END"
                  ]
                }
              }
            }
            """;

    private static SchemaSnapshot schema(List<String> statements) {
        try (SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
            statements.forEach(sql -> SqlScript.read(sql).statements().forEach(database::execute));
            return SchemaSnapshot.capture(database);
        }
    }

    private static SchemaSnapshot schema(String sql) {
        return schema(List.of(sql));
    }

    private static SchemaSnapshot read(String json) {
        return SnapshotJson.read("schema/7.json", json);
    }

    private static void requireSameAfterwards(SchemaSnapshot schema) {
        String json = SnapshotJson.write(schema);
        SchemaSnapshot again = read(json);

        assertThat(again).isEqualTo(schema).hasSameHashCodeAs(schema);
        assertThat(SchemaDiff.between(schema, again)).isEqualTo(SchemaDiff.NONE);
        assertThat(SchemaDiff.between(again, schema)).isEqualTo(SchemaDiff.NONE);
        assertThat(SnapshotJson.write(again)).isEqualTo(json);
        assertThat(again.tables()).isEqualTo(schema.tables());
        assertThat(again.virtualTables()).isEqualTo(schema.virtualTables());
        assertThat(again.indexes()).isEqualTo(schema.indexes());
        assertThat(again.views()).isEqualTo(schema.views());
        assertThat(again.triggers()).isEqualTo(schema.triggers());
    }

    @Test
    void hasALineForEachColumnAndEachLineOfSql() {
        assertThat(SnapshotJson.write(schema(SHOP))).isEqualTo(SHOP_JSON);
    }

    @Test
    void isReadFromWhatGitAndEditorsMakeOfIt() {
        SchemaSnapshot schema = schema(SHOP);

        assertThat(read(SHOP_JSON)).isEqualTo(schema);
        assertThat(read("\uFEFF" + SHOP_JSON.replace("\n", "\r\n"))).isEqualTo(schema);
        assertThat(read(SHOP_JSON.replaceAll("\n *", ""))).isEqualTo(schema);
    }

    @Test
    void ofNoSchemaIsReadToo() {
        requireSameAfterwards(schema(""));
        assertThat(SnapshotJson.write(schema(""))).isEqualTo("""
                        {
                          "formatVersion": 1,
                          "userVersion": 0,
                          "applicationId": 0,
                          "tables": {},
                          "virtualTables": {},
                          "indexes": {},
                          "views": {},
                          "triggers": {}
                        }
                        """);
    }

    @Test
    void doesNotDependOnTheOrderInWhichObjectsWereMade() {
        String one = "CREATE TABLE b(x); CREATE TABLE A(x); CREATE INDEX i ON b(x); CREATE VIEW v AS SELECT x FROM b;";
        String other =
                "CREATE TABLE A(x); CREATE TABLE b(x); CREATE VIEW v AS SELECT x FROM b; CREATE INDEX i ON b(x);";

        assertThat(SnapshotJson.write(schema(one))).isEqualTo(SnapshotJson.write(schema(other)));
    }

    @Test
    void keepsWhatIsHardToWrite() {
        requireSameAfterwards(
                schema("CREATE TABLE \"a \"\"b\"\".c\" (\"x\ty\" TEXT DEFAULT 'line\nbreak', \"\" INT,\r\n"
                        + " [\u2028é\uD83D\uDE00] CHECK (\"\" <> '\\n'));"
                        + "CREATE TABLE \"select\"(a\r, b -- c\n);"
                        + "CREATE TRIGGER \"select\" AFTER INSERT ON \"SELECT\" BEGIN SELECT 1; END;"));
    }

    @Test
    void leavesOutWhatSqliteMakesForItself() {
        SchemaSnapshot schema = schema(
                "CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT, b UNIQUE); CREATE VIRTUAL TABLE f USING fts5(x);"
                        + " ANALYZE;");

        requireSameAfterwards(schema);
        assertThat(SnapshotJson.write(schema))
                .doesNotContain("sqlite_sequence", "sqlite_stat1", "sqlite_autoindex", "f_data");
    }

    @Test
    void losesNothingOfRandomSchemasAndShowsEachChange() {
        int changes = 0;
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            RandomSchema made = RandomSchema.of(random);
            SchemaSnapshot schema = schema(made);
            SchemaSnapshot mutated = schema(made.mutated(random));

            requireSameAfterwards(schema);
            boolean differs = !schema.equals(mutated);
            assertThat(!SnapshotJson.write(mutated).equals(SnapshotJson.write(schema)))
                    .as("seed %d: another text where the schema is another", seed)
                    .isEqualTo(differs);
            changes += differs ? 1 : 0;
        }
        assertThat(changes).isGreaterThan(200);
    }

    private static SchemaSnapshot schema(RandomSchema made) {
        List<String> statements = new ArrayList<>(made.statements());
        statements.addAll(made.otherStatements());
        return schema(statements);
    }

    @ParameterizedTest(name = "[{index}] {0} => {1}")
    @MethodSource("dev.rollproof.verifier.diff.SchemaDiffTest#different")
    void showsAllThatTheDiffSees(String before, String after) {
        requireSameAfterwards(schema(before));
        assertThat(SnapshotJson.write(schema(before))).isNotEqualTo(SnapshotJson.write(schema(after)));
    }

    @ParameterizedTest(name = "[{index}] {0} => {1}")
    @MethodSource("dev.rollproof.verifier.diff.SchemaDiffTest#same")
    void keepsTheSqlAsItIsWritten(String before, String after) {
        requireSameAfterwards(schema(before));
        requireSameAfterwards(schema(after));
    }

    /** One edit of the text above; the message follows the file's name. */
    @ParameterizedTest(name = "[{index}] {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"userVersion\"|<<<<<<<|:3:3: no valid JSON: Unexpected character ('<' (code 60)): was expecting double-quote to start field name",
                "\"userVersion\"|\"formatVersion\"|:3:18: no valid JSON: Duplicate field 'formatVersion'",
                "\"formatVersion\": 1,||` is no snapshot of Rollproof: it has no number \"formatVersion\"`",
                "\"formatVersion\": 1|\"formatVersion\": 2|` has the \"formatVersion\" 2, and this version of Rollproof reads 1 alone; take a newer one`",
                "userVersion|userversion|`: unknown key \"userversion\"; did you mean \"userVersion\"?`",
                "\"userVersion\": 7,||`: \"userVersion\" is missing`",
                "\"userVersion\": 7|\"userVersion\": 3000000000|`: userVersion must be a number of 32 bits, not 3000000000`",
                "\"constraints\": [|\"constrains\": [|`: tables.tags: unknown key \"constrains\"; did you mean \"constraints\"?`",
                "\"table\": \"users\"|\"table\": 5|`: indexes.idx_email.table must be a string, not a number`",
                "\"options\": []|\"options\": true|`: tables.users.options must be an array of strings`",
                "\"options\": []|\"options\": [1]|`: tables.users.options must be an array of strings`",
                "\"options\": []|\"options\": [\"STRICT\"]|`: tables.users.options says \"STRICT\" where the sql beside it says nothing; write the file anew`",
                "\"email TEXT NOT NULL|\"email TEXT|`: tables.users.columns says \"email TEXT COLLATE NOCASE\" where the sql beside it says \"email TEXT NOT NULL COLLATE NOCASE\"; write the file anew`",
                "\"PRIMARY KEY (name, users)\"|\"UNIQUE (name)\"|`: tables.tags.constraints says \"UNIQUE (name)\" where the sql beside it says \"PRIMARY KEY (name, users)\"; write the file anew`",
                "\"table\": \"users\"|\"table\": \"tags\"|`: indexes.idx_email.table says \"tags\" where the sql beside it says \"USERS\"; write the file anew`",
                "\"names\": {|\"people\": {|`: views.people.sql makes \"names\"`",
                "CREATE VIRTUAL TABLE notes USING fts5(body)|CREATE TABLE notes (body)|`: virtualTables.notes.sql makes no object of this kind`",
                "CREATE VIEW names AS SELECT|CREATE VIEW names AS 'SELECT|`: views.names.sql: the stored SQL of names does not parse: the string that begins here never ends: a closing ' is missing, here or before (inside a string it is doubled: '')`",
                "CREATE VIEW names AS|CREATE VIEW names|`: views.names.sql: stored SQL does not parse: AS expected, found SELECT, in: CREATE VIEW names SELECT email AS name FROM users`",
            })
    void whatIsNoSnapshotIsNamedWithItsPlace(String part, String instead, String message) {
        String with = instead == null ? "" : instead;
        int at = SHOP_JSON.indexOf(part);
        String json = SHOP_JSON.substring(0, at) + with + SHOP_JSON.substring(at + part.length());

        assertThatThrownBy(() -> read(json))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("schema/7.json" + message);
    }

    @Test
    void otherJsonIsNoSnapshot() {
        for (String json : List.of("", "[]", "null", "5", "{}", "{\"formatVersion\": \"1\"}")) {
            assertThatThrownBy(() -> read(json))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("schema/7.json is no snapshot of Rollproof: it has no number \"formatVersion\"");
        }
        assertThatThrownBy(() -> read(SHOP_JSON + "{}"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("schema/7.json:83:1: nothing may follow the object");
    }

    /** Whatever an editor or a merge makes of a file, it is a snapshot or it is refused with its name. */
    @Test
    void damagedTextIsRefusedOrRead() {
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            StringBuilder json = new StringBuilder(SHOP_JSON);
            int from = random.nextInt(json.length());
            json.delete(from, Math.min(json.length(), from + 1 + random.nextInt(12)));
            if (random.nextBoolean()) {
                json.insert(from, "{}[](),\"':;a1".charAt(random.nextInt(13)));
            }
            try {
                requireSameAfterwards(read(json.toString()));
            } catch (InvalidInputException e) {
                assertThat(e).hasMessageStartingWith("schema/7.json");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(2_000);
    }
}
