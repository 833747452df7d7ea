package dev.rollproof.verifier.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.snapshot.Constraint.ForeignKey;
import dev.rollproof.verifier.snapshot.Constraint.PrimaryKey;
import dev.rollproof.verifier.snapshot.Constraint.Unique;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what is parsed from stored SQL against what SQLite's own PRAGMAs say of the same tables. */
class StoredSqlTest {
    private static final int TABLES = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithWhatSqliteSaysOfGeneratedTables(long seed) {
        RandomTables tables = new RandomTables(new Random(seed));
        int accepted = 0;
        for (int i = 0; i < TABLES; i++) {
            String sql = tables.next();
            try (SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
                database.command("CREATE TABLE p(x PRIMARY KEY, y)");
                try {
                    database.command(sql);
                } catch (StatementException e) {
                    continue;
                }
                accepted++;
                Table table = SchemaSnapshot.capture(database).tables().stream()
                        .filter(candidate -> !candidate.name().equals("p"))
                        .findFirst()
                        .orElseThrow();
                assertThat(said(table))
                        .as("seed %d: %s", seed, sql)
                        .isEqualTo(new Oracle(database, table.name()).says());
            }
        }
        assertThat(accepted).as("seed %d", seed).isGreaterThan(TABLES / 2);
    }

    private static List<String> said(Table table) {
        List<String> facts = new ArrayList<>();
        facts.add("table " + table.name() + " strict " + table.strict() + " without rowid " + table.withoutRowid());
        boolean alias = false;
        List<String> key = List.of();
        if (table.primaryKey().isPresent()) {
            PrimaryKey primaryKey = table.primaryKey().get();
            alias = primaryKey.rowidAlias();
            key = primaryKey.columns().stream().map(SqlName::fold).toList();
        }
        for (Column column : table.columns()) {
            boolean inKey = key.contains(SqlName.fold(column.name()));
            facts.add("column " + column.name() + " type "
                    + squeezed(column.type().text().replaceAll("['\"]", "")) + " not null "
                    + (column.notNull().isPresent() || (inKey && (table.withoutRowid() || (table.strict() && !alias))))
                    + " default "
                    + column.defaultValue().map(value -> squeezed(value.text())).orElse("-") + " hidden "
                    + column.generated().map(how -> how.stored() ? 3 : 2).orElse(0));
        }
        facts.addAll(indexes(table, alias));
        table.foreignKeys().stream().map(StoredSqlTest::said).sorted().forEach(facts::add);
        facts.add("rowid alias " + alias);
        facts.add("autoincrement "
                + table.primaryKey().map(PrimaryKey::autoincrement).orElse(false));
        return facts;
    }

    /** SQLite makes one index for the constraints on the same columns, in the order of the first; a primary key is one. */
    private static Set<String> indexes(Table table, boolean alias) {
        Map<String, String> keys = new LinkedHashMap<>();
        Set<String> primary = new TreeSet<>();
        for (Constraint constraint : table.constraints()) {
            if (constraint instanceof PrimaryKey primaryKey && !alias) {
                String key = key(primaryKey.key(), table);
                keys.putIfAbsent(key.replace(" desc ", " asc "), key);
                primary.add(key.replace(" desc ", " asc "));
            } else if (constraint instanceof Unique unique) {
                String key = key(unique.key(), table);
                keys.putIfAbsent(key.replace(" desc ", " asc "), key);
            }
        }
        Set<String> indexes = new TreeSet<>();
        keys.forEach((columns, key) -> indexes.add((primary.contains(columns) ? "pk " : "u ") + key));
        return indexes;
    }

    private static String said(ForeignKey key) {
        String parentColumns = key.parentColumns().isEmpty()
                ? IntStream.range(0, key.columns().size()).mapToObj(i -> "null").collect(Collectors.joining(","))
                : String.join(",", key.parentColumns());
        return "foreign key " + SqlName.fold(String.join(",", key.columns())) + " to " + key.parent() + " "
                + parentColumns
                + " delete " + key.onDelete().name().replace('_', ' ') + " update "
                + key.onUpdate().name().replace('_', ' ');
    }

    private static String key(List<IndexedColumn> key, Table table) {
        return key.stream()
                .map(column -> SqlName.fold(column.column().orElseThrow())
                        + (column.descending() ? " desc " : " asc ")
                        + SqlName.fold(column.collation()
                                .orElseGet(() -> table.column(column.column().orElseThrow())
                                        .flatMap(Column::collation)
                                        .orElse("binary"))))
                .collect(Collectors.joining(", "));
    }

    /** Text without white space and letter case: SQLite writes INT for int, and keeps the white space inside a type. */
    private static String squeezed(String text) {
        return SqlName.fold(text.replaceAll("\\s+", ""));
    }

    private record Oracle(SqliteDatabase database, String table) {
        List<String> says() {
            List<String> facts = new ArrayList<>(database.query(
                    "SELECT name, strict, wr FROM pragma_table_list(?) WHERE schema = 'main'",
                    row -> "table " + row.text(1) + " strict " + (row.number(2) == 1) + " without rowid "
                            + (row.number(3) == 1),
                    table));
            facts.addAll(database.query(
                    "SELECT name, type, \"notnull\", dflt_value, hidden FROM pragma_table_xinfo(?) ORDER BY cid",
                    row -> "column " + row.text(1) + " type " + type(String.valueOf(row.text(2))) + " not null "
                            + (row.number(3) == 1) + " default "
                            + (row.text(4) == null ? "-" : squeezed(withoutParentheses(String.valueOf(row.text(4)))))
                            + " hidden " + row.number(5),
                    table));
            for (String origin : List.of("pk", "u")) {
                facts.addAll(database
                        .query(
                                "SELECT name FROM pragma_index_list(?) WHERE origin = ?",
                                row -> String.valueOf(row.text(1)),
                                table,
                                origin)
                        .stream()
                        .map(index -> origin + " " + index(index))
                        .collect(Collectors.toCollection(TreeSet::new)));
            }
            facts.addAll(foreignKeys());
            facts.add("rowid alias " + isAlias());
            facts.add("autoincrement "
                    + (database.query("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'", row -> 1)
                                    .size()
                            == 1));
            return facts;
        }

        /** SQLite takes a comment before GENERATED for a part of the type. */
        private static String type(String declared) {
            return squeezed(declared).replace("--it's", "").replace("/*,(*/", "");
        }

        private static String withoutParentheses(String value) {
            String inner = value.strip();
            while (inner.startsWith("(") && inner.endsWith(")")) {
                inner = inner.substring(1, inner.length() - 1).strip();
            }
            return inner;
        }

        private String index(String name) {
            return String.join(
                    ", ",
                    database.query(
                            "SELECT name, \"desc\", coll FROM pragma_index_xinfo(?) WHERE key ORDER BY seqno",
                            row -> SqlName.fold(String.valueOf(row.text(1)))
                                    + (row.number(2) == 1 ? " desc " : " asc ")
                                    + SqlName.fold(String.valueOf(row.text(3))),
                            name));
        }

        private List<String> foreignKeys() {
            return database
                    .query(
                            "SELECT group_concat(\"from\"), \"table\", group_concat(ifnull(\"to\", 'null')), on_delete, on_update"
                                    + " FROM (SELECT * FROM pragma_foreign_key_list(?) ORDER BY id, seq) GROUP BY id",
                            row -> "foreign key " + SqlName.fold(String.valueOf(row.text(1))) + " to " + row.text(2)
                                    + " "
                                    + row.text(3) + " delete " + row.text(4) + " update " + row.text(5),
                            table)
                    .stream()
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }

        /** A rowid alias has no index: its table has a key, and no index of the origin pk. */
        private boolean isAlias() {
            long keyColumns = database.query(
                            "SELECT count(*) FROM pragma_table_info(?) WHERE pk", row -> row.number(1), table)
                    .get(0);
            long keyIndexes = database.query(
                            "SELECT count(*) FROM pragma_index_list(?) WHERE origin = 'pk'",
                            row -> row.number(1),
                            table)
                    .get(0);
            return keyColumns > 0 && keyIndexes == 0;
        }
    }

    /** CREATE TABLE statements that use all of the grammar; SQLite refuses some. */
    private static final class RandomTables {
        private static final String[] NAMES = {
            "a",
            "B",
            "\"c c\"",
            "[d]",
            "`e`",
            "'f'",
            "key",
            "\"select\"",
            "desc",
            "action",
            "_g1",
            "\"q\"\"q\"",
            "größe"
        };
        private static final String[] TYPES = {
            "",
            "INT",
            "integer",
            "INTEGER",
            "text",
            "VARCHAR(20)",
            "decimal ( 10 , 2 )",
            "double precision",
            "\"odd type\"",
            "unsigned big int",
            "BLOB",
            "'t'",
            "\"INTEGER\"",
            "generated"
        };
        private static final String[] DEFAULTS = {
            "1",
            "-1",
            "+ 2.5",
            "'x, y)'",
            "\"w\"",
            "open",
            "NULL",
            "CURRENT_TIMESTAMP",
            "(1 + (2))",
            "((3))",
            "x'0A'",
            "true",
            "(abs(-1))"
        };
        private static final String[] EXPRESSIONS = {"1", "'a)' <> 'b'", "(1) + 2 > 0", "length('(') = 1", "1 IN (1, 2)"
        };

        private final Random random;
        private List<String> columns = List.of();

        RandomTables(Random random) {
            this.random = random;
        }

        String next() {
            columns = new ArrayList<>(List.of(NAMES));
            java.util.Collections.shuffle(columns, random);
            columns = columns.subList(0, 1 + random.nextInt(5));
            List<String> parts = new ArrayList<>();
            boolean strict = chance(8);
            for (String column : columns) {
                parts.add(column(column, strict));
            }
            String separator = chance(2) ? ", " : ",\n -- next, (\n ";
            StringBuilder sql = new StringBuilder("CREATE TABLE " + pick("t", "\"t t\"", "[T]", "'s'", "key") + gap()
                    + "(" + String.join(separator, parts));
            String next = separator;
            while (columns.size() > 1 && chance(2)) {
                sql.append(next).append(tableConstraint());
                next = pick(", ", " ");
            }
            return sql + ")" + (strict ? " STRICT" : "") + (chance(8) ? (strict ? "," : "") + " WITHOUT rowid" : "");
        }

        private String column(String name, boolean strict) {
            StringBuilder column =
                    new StringBuilder(name + gap() + (strict ? pick("INT", "TEXT", "any") : pick(TYPES)));
            while (chance(2)) {
                column.append(gap()).append(columnConstraint());
            }
            return column.toString();
        }

        private String columnConstraint() {
            String name = chance(4) ? "CONSTRAINT " + pick("n1", "\"n 2\"", "desc") + " " : "";
            return name
                    + switch (random.nextInt(12)) {
                        case 0 ->
                            "PRIMARY KEY" + pick("", " ASC", " DESC") + conflict() + pick("", "", " AUTOINCREMENT");
                        case 1 -> "NOT NULL" + conflict();
                        case 2 -> "NULL";
                        case 3, 4 -> "UNIQUE" + conflict();
                        case 5, 6 -> "DEFAULT " + pick(DEFAULTS);
                        case 7 -> "COLLATE " + pick("NOCASE", "\"rtrim\"", "binary");
                        case 8 -> "CHECK" + gap() + "(" + pick(EXPRESSIONS) + ")";
                        case 9 ->
                            pick("AS", "GENERATED ALWAYS AS") + " (" + pick(EXPRESSIONS) + ")"
                                    + pick("", " STORED", " virtual");
                        default -> references(1);
                    };
        }

        private String references(int width) {
            StringBuilder reference = new StringBuilder("REFERENCES " + pick("p", "\"P\"", "nowhere"));
            if (chance(2)) {
                reference.append(width == 1 ? "(x)" : "(x, \"y\")");
            }
            while (chance(3)) {
                reference.append(pick(
                        " ON DELETE CASCADE",
                        " ON UPDATE SET NULL",
                        " ON DELETE set default",
                        " ON UPDATE NO ACTION",
                        " ON DELETE RESTRICT",
                        " MATCH FULL",
                        " ON INSERT CASCADE"));
            }
            return reference
                    + pick(
                            "",
                            "",
                            " DEFERRABLE",
                            " NOT DEFERRABLE INITIALLY DEFERRED",
                            " DEFERRABLE INITIALLY DEFERRED");
        }

        private String tableConstraint() {
            String name = chance(4) ? "CONSTRAINT n3 " : "";
            String column = pick(columns.toArray(new String[0]));
            String other = columns.get((columns.indexOf(column) + 1) % columns.size());
            return name
                    + switch (random.nextInt(6)) {
                        case 0 ->
                            "PRIMARY KEY (" + column + pick("", " DESC") + pick("", "", " AUTOINCREMENT") + ")"
                                    + conflict();
                        case 1 -> "PRIMARY KEY (" + column + ", " + other + ")";
                        case 2 ->
                            "UNIQUE (" + column + pick("", " COLLATE nocase") + pick("", " ASC", " DESC") + ")"
                                    + conflict();
                        case 3 -> "UNIQUE(" + column + "," + other + ")";
                        case 4 -> "CHECK (" + pick(EXPRESSIONS) + ")" + conflict();
                        default ->
                            chance(2)
                                    ? "FOREIGN KEY (" + column + ") " + references(1)
                                    : "FOREIGN KEY(" + column + ", " + other + ") " + references(2);
                    };
        }

        private String conflict() {
            return pick("", "", "", " ON CONFLICT IGNORE", " on conflict replace");
        }

        private String gap() {
            return pick(" ", " ", "\n", " /* , ( */ ", " -- it's\n");
        }

        private boolean chance(int oneIn) {
            return random.nextInt(oneIn) == 0;
        }

        private String pick(String... choices) {
            return choices[random.nextInt(choices.length)];
        }
    }

    @Test
    void readsAllPartsOfATrigger() {
        Trigger trigger = StoredSqlParser.trigger(
                "CREATE TRIGGER \"g\" INSTEAD OF UPDATE OF a, \"b\" ON main.v FOR EACH ROW WHEN new.begin > (SELECT 1)"
                        + " BEGIN UPDATE t SET a = CASE WHEN 1 THEN 2 END; SELECT 1; END");

        assertThat(trigger.name()).isEqualTo("g");
        assertThat(trigger.table()).isEqualTo("v");
        assertThat(trigger.firing()).isEqualTo("INSTEAD OF UPDATE OF a, b");
        assertThat(trigger.when().map(SqlFragment::text)).contains("new.begin > (SELECT 1)");
        assertThat(trigger.body().text()).isEqualTo("UPDATE t SET a = CASE WHEN 1 THEN 2 END; SELECT 1;");
    }

    @Test
    void readsAllPartsOfAnIndex() {
        Index index = StoredSqlParser.index(
                "CREATE UNIQUE INDEX i ON \"t\"(desc DESC, lower(a, b) COLLATE \"NOCASE\" ASC, [c]) WHERE c > 0 -- tail");

        assertThat(index.unique()).isTrue();
        assertThat(index.definition()).isEqualTo("t(desc DESC, lower(a, b) COLLATE NOCASE, c) WHERE c > 0");
        assertThat(index.columns().stream().map(IndexedColumn::column).flatMap(name -> name.stream()))
                .containsExactly("desc", "c");
    }

    @Test
    void readsAllPartsOfAView() {
        View view = StoredSqlParser.view("CREATE VIEW v(\"A\", b) AS SELECT 1, /* two */ 2", List.of("A", "b"));

        assertThat(view.declaredColumns()).containsExactly("A", "b");
        assertThat(view.select().text()).isEqualTo("SELECT 1, 2");
    }

    @Test
    void readsAllPartsOfAVirtualTable() {
        VirtualTable table =
                StoredSqlParser.virtualTable("CREATE VIRTUAL TABLE f USING fts5(a, tokenize = 'x (y)')", List.of("a"));

        assertThat(table.definition()).isEqualTo("fts5(a, tokenize = 'x (y)')");
        assertThat(StoredSqlParser.virtualTable("CREATE VIRTUAL TABLE f USING dbstat", List.of())
                        .definition())
                .isEqualTo("dbstat()");
    }

    @Test
    void givesDeferrableToTheLastForeignKeyBeforeItAsSqliteDoes() {
        Table table = TableParser.parse("CREATE TABLE t(a REFERENCES p, b DEFERRABLE INITIALLY DEFERRED)");

        assertThat(table.foreignKeys().get(0).deferral()).isEqualTo(Constraint.Deferral.INITIALLY_DEFERRED);
    }
}
