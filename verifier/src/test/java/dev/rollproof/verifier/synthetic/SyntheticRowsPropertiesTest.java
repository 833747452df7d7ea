package dev.rollproof.verifier.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.sql.SqlScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random schemas are filled, and SQLite itself says whether the rows satisfy them. */
class SyntheticRowsPropertiesTest {
    private static final int SCHEMAS = Integer.getInteger("rollproof.schemas", 40);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void everyTableGetsItsRows(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < SCHEMAS; i++) {
            String sql = new RandomSchema(random).sql();
            boolean foreignKeys = random.nextBoolean();
            SyntheticRows rows = SyntheticRows.of(3, seed);

            List<String> contents = contents(rows, sql, foreignKeys);

            assertThat(contents(SyntheticRows.of(3, seed), sql, foreignKeys))
                    .as("the same again:%n%s", sql)
                    .isEqualTo(contents);
            assertThat(contents(rows, sql, foreignKeys))
                    .as("the same from what was kept:%n%s", sql)
                    .isEqualTo(contents);
            contents(rows.plain(), sql, foreignKeys);
        }
    }

    private static List<String> contents(SyntheticRows rows, String sql, boolean foreignKeys) {
        try (SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
            SqlScript.read(sql).statements().forEach(database::execute);
            database.foreignKeys(foreignKeys);
            SchemaSnapshot schema = SchemaSnapshot.capture(database);
            List<String> names = schema.tables().stream().map(Table::name).toList();

            Filling filling = rows.fill(database, schema, names, Set.copyOf(names));

            assertThat(filling.unfilled()).as(sql).isEmpty();
            assertThat(database.query("PRAGMA integrity_check", row -> String.valueOf(row.text(1))))
                    .as(sql)
                    .containsExactly("ok");
            assertThat(database.query(
                            "SELECT \"table\" FROM pragma_foreign_key_check()", row -> String.valueOf(row.text(1))))
                    .as(sql)
                    .isEmpty();
            assertThat(database.query("PRAGMA foreign_keys", row -> row.number(1)))
                    .containsExactly(foreignKeys ? 1L : 0L);
            List<String> contents = new ArrayList<>();
            for (Table table : schema.tables()) {
                List<String> lines = lines(database, table);
                if (!table.name().equals("log")) {
                    assertThat(lines).as("%s of %s", table.name(), sql).hasSizeBetween(rows.isPlain() ? 1 : 3, 3);
                }
                assertThat(nextId(database, table))
                        .as("%s of %s", table.name(), sql)
                        .isIn(0L, 1L);
                contents.addAll(lines);
            }
            return contents;
        }
    }

    private static List<String> lines(SqliteDatabase database, Table table) {
        String values = String.join(
                " || ', ' || ",
                table.columns().stream()
                        .map(column -> "quote(" + SqlName.quoted(column.name()) + ")")
                        .toList());
        return database.query(
                "SELECT " + values + " FROM " + SqlName.quoted(table.name()), row -> table.name() + ": " + row.text(1));
    }

    /** The highest id plus one, where SQLite counts on from there; 0 for tables without ids and for the log. */
    private static long nextId(SqliteDatabase database, Table table) {
        boolean counted =
                table.primaryKey().isPresent() && table.primaryKey().get().rowidAlias();
        return !counted || table.name().equals("log")
                ? 0
                : database.query("SELECT max(id) + 1 FROM " + SqlName.quoted(table.name()), row -> row.number(1))
                        .get(0);
    }

    /** Some tables that refer to each other in any direction. */
    private static final class RandomSchema {
        private static final List<String> CHECKS_OF_TEXT = List.of(
                "%s IN ('open', 'done', 'late')",
                "length(%s) BETWEEN 3 AND 9",
                "%s LIKE '%%@%%'",
                "%s = lower(%1$s) AND %1$s <> ''",
                "json_valid(%s)",
                "%s GLOB '[a-z][0-9]*'",
                "date(%s) IS NOT NULL");

        private static final List<String> CHECKS_OF_NUMBERS = List.of(
                "%s > 0", "%s BETWEEN 1 AND 5", "%s IN (1, 2, 3)", "%s %% 2 = 0", "%s <> 0 AND abs(%1$s) < 1000");

        private final Random random;
        private final List<String> keyTypes = new ArrayList<>();
        private final StringBuilder sql = new StringBuilder("CREATE TABLE log(id INTEGER PRIMARY KEY, what);\n");

        RandomSchema(Random random) {
            this.random = random;
            for (int i = 2 + random.nextInt(4); i > 0; i--) {
                keyTypes.add(random.nextInt(3) > 0 ? "INTEGER" : random.nextBoolean() ? "TEXT" : "INT");
            }
        }

        String sql() {
            for (int table = 0; table < keyTypes.size(); table++) {
                addTable(table);
            }
            return sql.toString();
        }

        private void addTable(int table) {
            boolean strict = chance(4);
            List<String> parts = new ArrayList<>();
            boolean id = keyTypes.get(table).equals("INTEGER");
            boolean counter = id && chance(5);
            parts.add("id " + keyTypes.get(table) + " NOT NULL PRIMARY KEY" + (counter ? " AUTOINCREMENT" : ""));
            int columns = 1 + random.nextInt(5);
            for (int column = 0; column < columns; column++) {
                parts.add(column("c" + column, strict));
            }
            for (int key = random.nextInt(3); key > 0; key--) {
                int parent = random.nextInt(keyTypes.size());
                // A circle of keys that may not be NULL may have no rows at all, where they are unique as well.
                boolean required = parent < table && chance(2);
                parts.add("p" + key + " " + keyTypes.get(parent) + (required ? " NOT NULL" : "")
                        + (chance(5) ? " UNIQUE" : "") + " REFERENCES t" + parent
                        + (chance(2) ? "(id) ON DELETE CASCADE" : "(id) DEFERRABLE INITIALLY DEFERRED"));
            }
            if (chance(4)) {
                parts.add("g " + (strict ? "TEXT" : "") + " AS (c0 || id)" + (chance(2) ? " STORED" : ""));
            }
            if (chance(3)) {
                parts.add("lo INTEGER");
                parts.add("hi INTEGER NOT NULL");
                parts.add(chance(2) ? "CHECK (lo < hi)" : "CHECK ((lo IS NULL) = (hi < 0))");
            }
            List<String> options = new ArrayList<>();
            if (strict) {
                options.add("STRICT");
            }
            if (!counter && chance(5)) {
                options.add("WITHOUT ROWID");
            }
            sql.append("CREATE TABLE t%d(%s) %s;%n"
                    .formatted(table, String.join(", ", parts), String.join(", ", options)));
            addIndexesAndTriggers("t" + table);
        }

        private String column(String name, boolean strict) {
            List<String> types = strict
                    ? List.of("TEXT", "INTEGER", "INT", "REAL", "BLOB", "ANY")
                    : List.of(
                            "TEXT",
                            "INTEGER",
                            "",
                            "REAL",
                            "BLOB",
                            "VARCHAR(10)",
                            "BOOLEAN",
                            "DATETIME",
                            "DECIMAL(5,2)");
            // The first column may get a unique index, and a BOOLEAN has two values only.
            String drawn = types.get(random.nextInt(types.size()));
            String type = name.equals("c0") && drawn.equals("BOOLEAN") ? "TEXT" : drawn;
            boolean text = type.equals("TEXT") || type.startsWith("VARCHAR");
            List<String> checks = text ? CHECKS_OF_TEXT : CHECKS_OF_NUMBERS;
            String check = (text || type.startsWith("INT") || (type.equals("REAL") && !strict)) && chance(3)
                    ? " CHECK (" + checks.get(random.nextInt(checks.size())).formatted(name) + ")"
                    : "";
            return name + " " + type + (chance(2) ? " NOT NULL" : "")
                    + (!type.equals("BOOLEAN") && chance(5) ? " UNIQUE" : "")
                    + (text && chance(6) ? " COLLATE NOCASE" : "") + check;
        }

        private void addIndexesAndTriggers(String table) {
            if (chance(5)) {
                sql.append("CREATE UNIQUE INDEX %s_a ON %1$s(lower(c0), id) WHERE c0 IS NOT NULL;%n".formatted(table));
            }
            if (chance(6)) {
                sql.append("CREATE UNIQUE INDEX %s_b ON %1$s(c0);%n".formatted(table));
            }
            if (chance(6)) {
                sql.append(
                        "CREATE TRIGGER %s_log AFTER INSERT ON %1$s BEGIN INSERT INTO log(what) VALUES ('%1$s'); END;%n"
                                .formatted(table));
            }
            if (chance(8)) {
                sql.append(
                        "CREATE TRIGGER %s_no BEFORE INSERT ON %1$s WHEN NEW.id = 5 BEGIN SELECT RAISE(ABORT, 'no'); END;%n"
                                .formatted(table));
            }
        }

        private boolean chance(int of) {
            return random.nextInt(of) == 0;
        }
    }
}
