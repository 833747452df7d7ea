package dev.rollproof.verifier.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.database.DatabaseImage;
import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.diff.SchemaDiff;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.sql.SqlScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random pairs of schemas: what is written leads from one to exactly the other, and the rows of both stay. How many pairs, the
 * system property {@code rollproof.rewrite.pairs} says.
 */
class SchemaRewritePropertyTest {
    private static final int PAIRS = Integer.getInteger("rollproof.rewrite.pairs", 200);
    private static final int BATCH = 100;
    private static final String END = "-- end of a database";
    private static final List<Integer> IDS = List.of(1, 3, 7);

    @TempDir
    private Path folder;

    @Test
    void leadsFromOneSchemaToTheOtherAndKeepsTheRows() throws Exception {
        List<DatabaseImage> results = new ArrayList<>();
        List<DatabaseImage> wanted = new ArrayList<>();
        for (int seed = 0; seed < PAIRS; seed++) {
            Random random = new Random(seed);
            RandomSchema a = RandomSchema.of(random);
            RandomSchema b = random.nextInt(3) == 0 ? RandomSchema.of(random) : a.mutated(random);
            results.add(check(seed, a, b));
            wanted.add(image(b));
            if (results.size() == BATCH) {
                compareByShell(results, wanted, seed + 1);
            }
        }
        compareByShell(results, wanted, PAIRS);
    }

    private static DatabaseImage image(RandomSchema schema) {
        try (SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
            schema.statements().forEach(database::command);
            schema.otherStatements().forEach(database::command);
            return database.image();
        }
    }

    private static SchemaSnapshot snapshot(RandomSchema schema) {
        try (SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
            schema.statements().forEach(database::command);
            schema.otherStatements().forEach(database::command);
            return SchemaSnapshot.capture(database);
        }
    }

    /** The database after the rewrite, with foreign keys on. */
    private static DatabaseImage check(int seed, RandomSchema a, RandomSchema b) {
        String story = "seed " + seed + "\n--- from\n" + String.join(";\n", a.statements()) + ";\n"
                + String.join(";\n", a.otherStatements()) + "\n--- to\n" + String.join(";\n", b.statements()) + ";\n"
                + String.join(";\n", b.otherStatements()) + "\n";
        try (SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
            a.statements().forEach(database::command);
            fill(new Random(seed), database, a, b);
            a.otherStatements().forEach(database::command);
            SchemaSnapshot to = snapshot(b);
            String script =
                    SchemaRewrite.of(SchemaSnapshot.capture(database), to).script();
            Map<String, List<String>> expected = rows(database, a, b, Optional.of(b));
            DatabaseImage start = database.image();
            for (boolean foreignKeys : List.of(false, true)) {
                database.restore(start);
                String context = story + "--- written, foreign keys " + foreignKeys + "\n" + script;
                run(database, script, foreignKeys, context);
                assertThat(SchemaDiff.between(to, SchemaSnapshot.capture(database))
                                .changes())
                        .as(context)
                        .isEmpty();
                assertThat(rows(database, b, a, Optional.empty())).as(context).isEqualTo(expected);
                assertThat(strings(
                                database,
                                "SELECT integrity_check FROM pragma_integrity_check"
                                        + " UNION ALL SELECT 'key ' || \"table\" FROM pragma_foreign_key_check"))
                        .as(context)
                        .containsExactly("ok");
                assertThat(strings(database, "SELECT what FROM fired"))
                        .as(context)
                        .isEmpty();
            }
            return database.image();
        } catch (RuntimeException e) {
            throw new AssertionError(story + e.getMessage(), e);
        }
    }

    private static void run(SqliteDatabase database, String script, boolean foreignKeys, String context) {
        database.foreignKeys(foreignKeys);
        try {
            database.command("BEGIN");
            SqlScript.read(script).statements().forEach(database::execute);
            database.command("COMMIT");
        } catch (RuntimeException e) {
            throw new AssertionError(context + e.getMessage(), e);
        }
    }

    private static List<String> strings(SqliteDatabase database, String sql) {
        return database.query(sql, row -> String.valueOf(row.text(1)));
    }

    /** Rows that satisfy both schemas, in the tables of the first. */
    private static void fill(Random random, SqliteDatabase database, RandomSchema a, RandomSchema b) {
        for (RandomSchema.Table table : a.tables.values()) {
            boolean empty = random.nextInt(6) == 0;
            for (int id : empty ? List.<Integer>of() : IDS) {
                List<String> names = new ArrayList<>(List.of("id"));
                List<String> values = new ArrayList<>(List.of(String.valueOf(id)));
                for (RandomSchema.Column column : table.columns()) {
                    if (!column.generated()) {
                        names.add(RandomSchema.quoted(column.name()));
                        values.add(value(random, table, column, id, b));
                    }
                }
                database.command("INSERT INTO " + RandomSchema.quoted(table.name()) + " (" + String.join(", ", names)
                        + ") VALUES (" + String.join(", ", values) + ")");
            }
        }
        for (RandomSchema.Table table : a.tables.values()) {
            clearDanglingKeys(database, table, a, b);
        }
        if (a.tables.values().stream().anyMatch(RandomSchema.Table::counts)) {
            database.command("UPDATE sqlite_sequence SET seq = seq + 100");
        }
    }

    private static void clearDanglingKeys(
            SqliteDatabase database, RandomSchema.Table table, RandomSchema a, RandomSchema b) {
        for (String parent : RandomSchema.TABLES) {
            String column = RandomSchema.referring(parent);
            if (table.column(column).isPresent()) {
                boolean inBoth = a.tables.containsKey(parent) && b.tables.containsKey(parent);
                database.command("UPDATE " + RandomSchema.quoted(table.name()) + " SET " + column + " = NULL"
                        + (inBoth
                                ? " WHERE " + column + " NOT IN (SELECT id FROM " + RandomSchema.quoted(parent) + ")"
                                : ""));
            }
        }
    }

    private static String value(
            Random random, RandomSchema.Table table, RandomSchema.Column column, int id, RandomSchema b) {
        Optional<RandomSchema.Column> later =
                Optional.ofNullable(b.tables.get(table.name())).flatMap(t -> t.column(column.name()));
        boolean mayBeNull = !column.notNull()
                && later.filter(c -> c.notNull() && !c.hasDefault()).isEmpty();
        if (mayBeNull && random.nextInt(4) == 0) {
            return "NULL";
        }
        return switch (column.name()) {
            case "n" -> String.valueOf(id * 11 - 20);
            case "s" -> "'Zoë " + id + "'";
            case "r" -> id + ".25";
            case "b" -> "x'00FF0" + id + "'";
            case "group" -> id == 1 ? "''" : "'group " + id + "'";
            case "u" -> "'unique " + id + "'";
            default -> String.valueOf(IDS.get(random.nextInt(IDS.size())));
        };
    }

    /** The rows of the tables and columns that both schemas have, by table; and where AUTOINCREMENT stands in both. */
    private static Map<String, List<String>> rows(
            SqliteDatabase database, RandomSchema one, RandomSchema other, Optional<RandomSchema> later) {
        Map<String, List<String>> rows = new TreeMap<>();
        for (RandomSchema.Table table : one.tables.values()) {
            RandomSchema.Table same = other.tables.get(table.name());
            if (same == null) {
                continue;
            }
            List<String> columns = new ArrayList<>(List.of("'id ' || id"));
            for (String name : columnNames(table)) {
                if (isComparable(table, name) && isComparable(same, name)) {
                    columns.add("'" + name + " ' || quote(" + filled(name, table, later) + ")");
                }
            }
            rows.put(
                    table.name(),
                    strings(
                            database,
                            "SELECT " + String.join(" || ' ' || ", columns) + " FROM "
                                    + RandomSchema.quoted(table.name()) + " ORDER BY id"));
            if (table.counts() && same.counts()) {
                rows.put(
                        "counter of " + table.name(),
                        // No row and 0 both make the next key 1.
                        strings(
                                database,
                                "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = '" + table.name()
                                        + "'"));
            }
        }
        return rows;
    }

    private static List<String> columnNames(RandomSchema.Table table) {
        return table.columns().stream().map(RandomSchema.Column::name).sorted().toList();
    }

    private static boolean isComparable(RandomSchema.Table table, String column) {
        return table.column(column)
                .filter(c -> !c.generated() && !c.definition().contains("CURRENT_"))
                .isPresent();
    }

    /** NULL becomes the default where the column is NOT NULL later. */
    private static String filled(String column, RandomSchema.Table table, Optional<RandomSchema> later) {
        String name = RandomSchema.quoted(column);
        return later.map(schema -> schema.tables.get(table.name()))
                .flatMap(t -> t.column(column))
                .filter(c -> c.notNull() && c.hasDefault())
                .map(c -> "coalesce(" + name + ", " + c.defaultText() + ")")
                .orElse(name);
    }

    /** An independent witness: the command line shell of SQLite, of whatever version this machine has. */
    private void compareByShell(List<DatabaseImage> results, List<DatabaseImage> wanted, int seed)
            throws IOException, InterruptedException {
        for (int i = 0; i < results.size(); i++) {
            results.get(i).writeTo(folder.resolve("result" + i));
            wanted.get(i).writeTo(folder.resolve("wanted" + i));
        }
        List<String> resultDumps = dumps("result", results.size());
        List<String> wantedDumps = dumps("wanted", wanted.size());
        for (int i = 0; i < results.size(); i++) {
            int pair = seed - results.size() + i;
            assertThat(resultDumps.get(i)).as("pair " + pair).isEqualTo(wantedDumps.get(i));
        }
        results.clear();
        wanted.clear();
    }

    private List<String> dumps(String name, int count) throws IOException, InterruptedException {
        String script = IntStream.range(0, count)
                .mapToObj(i -> ".open " + folder.resolve(name + i) + "\n" + DUMP + ".print " + END + "\n")
                .collect(Collectors.joining());
        Path input = Files.writeString(folder.resolve("script"), script);
        Path output = folder.resolve("output");
        try {
            Process shell = new ProcessBuilder("sqlite3", "-batch")
                    .redirectInput(input.toFile())
                    .redirectOutput(output.toFile())
                    .redirectErrorStream(true)
                    .start();
            assertThat(shell.waitFor()).isZero();
        } catch (IOException missing) {
            Assumptions.abort("there is no sqlite3 shell here, so nobody else looks at what was written: " + missing);
        }
        List<String> dumps = List.of(Files.readString(output).split(END + "\n", -1));
        assertThat(dumps.size()).isEqualTo(count + 1);
        return dumps;
    }

    /** All that PRAGMAs say, and the stored SQL without blanks and quotes, which ALTER TABLE writes in its own way. */
    private static final String DUMP = """
            SELECT type, name, tbl_name, replace(replace(replace(sql, ' ', ''), char(10), ''), '"', '') FROM sqlite_schema
              WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name;
            SELECT t.name, t.type, t.wr, t.strict, c.* FROM pragma_table_list t, pragma_table_xinfo(t.name) c
              WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid;
            SELECT t.name, i."unique", i.origin, i.partial, iif(i.origin = 'c', i.name, ''), x.*
              FROM pragma_table_list t, pragma_index_list(t.name) i, pragma_index_xinfo(i.name) x
              WHERE t.schema = 'main' ORDER BY t.name, i.origin, i.name, x.seqno;
            SELECT t.name, k.* FROM pragma_table_list t, pragma_foreign_key_list(t.name) k
              WHERE t.schema = 'main' ORDER BY t.name, k.id, k.seq;
            PRAGMA user_version;
            PRAGMA application_id;
            PRAGMA integrity_check;
            PRAGMA foreign_key_check;
            """;
}
