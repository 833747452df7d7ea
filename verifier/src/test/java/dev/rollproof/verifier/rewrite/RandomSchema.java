package dev.rollproof.verifier.rewrite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * A random schema. All draw on the same names, and a name has the same kind of values everywhere, so that rows that satisfy
 * one schema can satisfy another.
 */
public final class RandomSchema {
    static final List<String> TABLES = List.of("t0", "t1", "order", "T three");
    private static final List<String> COLUMNS = List.of("n", "s", "r", "b", "group", "u");
    private static final List<String> TYPES = List.of("INTEGER", "TEXT", "REAL", "BLOB", "TEXT", "TEXT");
    private static final List<String> DEFAULTS = List.of("7", "'d''x'", "2.5", "x'0A'", "'open'", "'u'");
    private static final List<String> ACTIONS = List.of(
            "",
            "",
            " ON DELETE CASCADE",
            " ON DELETE CASCADE ON UPDATE CASCADE",
            " ON DELETE SET NULL",
            " ON DELETE RESTRICT",
            " DEFERRABLE INITIALLY DEFERRED",
            " ON DELETE SET DEFAULT");

    final TreeMap<String, Table> tables = new TreeMap<>();
    final List<String> others = new ArrayList<>();
    int userVersion;

    /** A table; its columns in their order, without the key {@code id}. */
    record Table(
            String name,
            String key,
            List<Column> columns,
            List<String> constraints,
            boolean strict,
            boolean withoutRowid) {
        Optional<Column> column(String columnName) {
            return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
        }

        boolean counts() {
            return key.contains("AUTOINCREMENT");
        }

        String sql() {
            List<String> parts = new ArrayList<>();
            parts.add("id " + key);
            columns.forEach(c -> parts.add(quoted(c.name()) + c.definition()));
            parts.addAll(constraints);
            String options = strict && withoutRowid
                    ? " STRICT, WITHOUT ROWID"
                    : strict ? " STRICT" : withoutRowid ? " WITHOUT ROWID" : "";
            return "CREATE TABLE " + quoted(name) + " (\n  " + String.join(",\n  ", parts) + "\n)" + options;
        }
    }

    /** A column. Its name tells what values it has: {@code ref_t0} has keys of {@code t0}. */
    record Column(String name, String definition) {
        boolean generated() {
            return definition.contains(" AS (");
        }

        boolean notNull() {
            return definition.contains("NOT NULL");
        }

        String defaultText() {
            return DEFAULTS.get(COLUMNS.indexOf(name));
        }

        boolean hasDefault() {
            return definition.contains(" DEFAULT ");
        }
    }

    /** The statements that make it, the tables first. */
    public List<String> statements() {
        List<String> sql = new ArrayList<>();
        sql.add("CREATE TABLE fired (what TEXT)");
        tables.values().forEach(table -> sql.add(table.sql()));
        return sql;
    }

    /** The indexes, views and triggers, in an order in which they can be made. */
    public List<String> otherStatements() {
        List<String> sql = new ArrayList<>();
        for (String kind :
                List.of("CREATE INDEX", "CREATE UNIQUE", "CREATE VIEW v", "CREATE VIEW w", "CREATE TRIGGER")) {
            others.stream().filter(other -> other.startsWith(kind)).forEach(sql::add);
        }
        sql.add("PRAGMA user_version = " + userVersion);
        return sql;
    }

    static String quoted(String name) {
        return name.equals("order") || name.equals("group") || name.contains(" ") ? "\"" + name + "\"" : name;
    }

    public static RandomSchema of(Random random) {
        RandomSchema schema = new RandomSchema();
        List<String> names = new ArrayList<>();
        for (String table : TABLES) {
            if (random.nextInt(4) > 0) {
                names.add(table);
            }
        }
        for (String table : names) {
            schema.tables.put(table, table(random, table, names));
        }
        schema.addOthers(random);
        schema.userVersion = random.nextInt(3);
        return schema;
    }

    /** Almost the same schema. */
    public RandomSchema mutated(Random random) {
        RandomSchema schema = new RandomSchema();
        List<String> names = new ArrayList<>(tables.keySet());
        if (!names.isEmpty() && random.nextInt(5) == 0) {
            names.remove(random.nextInt(names.size()));
        }
        for (Table same : tables.values()) {
            String name = same.name();
            if (!names.contains(name)) {
                continue;
            }
            List<Column> columns = new ArrayList<>(same.columns());
            columns.removeIf(c -> c.name().startsWith("ref_")
                    && names.stream().noneMatch(parent -> referring(parent).equals(c.name())));
            List<String> constraints = new ArrayList<>(same.constraints());
            constraints.removeIf(c ->
                    c.contains("FOREIGN") && columns.stream().noneMatch(k -> c.contains("(" + k.name() + ")")));
            schema.tables.put(
                    name, new Table(name, same.key(), columns, constraints, same.strict(), same.withoutRowid()));
        }
        for (int i = random.nextInt(3); i >= 0 && !names.isEmpty(); i--) {
            List<Table> candidates = List.copyOf(schema.tables.values());
            schema.mutate(random, candidates.get(random.nextInt(candidates.size())), names);
        }
        schema.others.addAll(others);
        schema.others.removeIf(sql -> random.nextInt(6) == 0);
        schema.addOthers(random);
        schema.userVersion = userVersion;
        return schema;
    }

    private void mutate(Random random, Table table, List<String> names) {
        String name = table.name();
        List<Column> columns = new ArrayList<>(table.columns());
        Table fresh = table(random, name, names);
        switch (random.nextInt(5)) {
            case 0 -> {
                List<Column> free = columns.stream()
                        .filter(c -> !c.generated() && !isUsed(table, c.name()))
                        .toList();
                if (!free.isEmpty()) {
                    columns.remove(free.get(random.nextInt(free.size())));
                }
            }
            case 1, 2 ->
                fresh.columns().stream()
                        .filter(c -> !c.generated()
                                || columns.stream().anyMatch(k -> k.name().equals("n")))
                        .filter(c -> columns.stream().noneMatch(k -> k.name().equals(c.name())))
                        .limit(1)
                        .forEach(columns::add);
            case 3 -> Collections.shuffle(columns, random);
            default -> {
                tables.put(name, fresh);
                return;
            }
        }
        boolean strict = table.strict();
        columns.replaceAll(c -> strict ? new Column(c.name(), strict(c.definition())) : c);
        tables.put(name, new Table(name, table.key(), columns, table.constraints(), strict, table.withoutRowid()));
    }

    private static boolean isUsed(Table table, String column) {
        return table.constraints().stream().anyMatch(c -> c.contains(quoted(column)))
                || (column.equals("n") && table.columns().stream().anyMatch(Column::generated));
    }

    private static String strict(String definition) {
        return definition
                .replace("VARCHAR(20)", "TEXT")
                .replace("BIGINT", "INTEGER")
                .replace("DOUBLE", "REAL");
    }

    private static Table table(Random random, String name, List<String> names) {
        boolean strict = random.nextInt(4) == 0;
        boolean withoutRowid = random.nextInt(5) == 0;
        List<Column> columns = new ArrayList<>();
        List<String> constraints = new ArrayList<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            if (random.nextInt(3) > 0) {
                columns.add(column(random, i, strict));
            }
        }
        for (String parent : names) {
            if (random.nextInt(3) == 0) {
                String column = referring(parent);
                String action = ACTIONS.get(random.nextInt(ACTIONS.size()));
                boolean atColumn = random.nextBoolean();
                String references = " REFERENCES " + quoted(parent) + (random.nextBoolean() ? "(id)" : "") + action;
                columns.add(new Column(column, " INTEGER" + (atColumn ? references : "")));
                if (!atColumn) {
                    constraints.add("FOREIGN KEY (" + column + ")" + references);
                }
            }
        }
        boolean hasNumber = columns.stream().anyMatch(c -> c.name().equals("n"));
        if (hasNumber && random.nextInt(3) == 0) {
            String stored = random.nextBoolean() ? "STORED" : "VIRTUAL";
            columns.add(new Column("g", " INTEGER GENERATED ALWAYS AS (n * 2 + 1) " + stored));
        }
        if (random.nextBoolean()) {
            Collections.shuffle(columns, random);
        }
        if (hasNumber && random.nextInt(4) == 0) {
            constraints.add("CONSTRAINT big_enough CHECK (n > -1000 AND id > 0)");
        }
        if (hasNumber && random.nextInt(5) == 0) {
            constraints.add("UNIQUE (n, id)");
        }
        String key = withoutRowid
                ? random.nextBoolean() ? "INTEGER PRIMARY KEY" : "INTEGER NOT NULL PRIMARY KEY"
                : List.of(
                                "INTEGER PRIMARY KEY",
                                "INTEGER PRIMARY KEY AUTOINCREMENT",
                                "INTEGER NOT NULL PRIMARY KEY DESC")
                        .get(random.nextInt(3));
        return new Table(name, key, columns, constraints, strict, withoutRowid);
    }

    /** The column that refers to the table. */
    static String referring(String parent) {
        return "ref_" + parent.replace(' ', '_');
    }

    private static Column column(Random random, int i, boolean strict) {
        String type = TYPES.get(i);
        if (!strict && random.nextInt(4) == 0) {
            type = switch (type) {
                case "TEXT" -> "VARCHAR(20)";
                case "INTEGER" -> "BIGINT";
                case "REAL" -> "DOUBLE";
                default -> type;
            };
        }
        String definition = " " + type;
        if (random.nextInt(3) == 0) {
            definition += " NOT NULL";
        }
        if (random.nextInt(3) == 0 && i < 5) {
            definition += " DEFAULT " + DEFAULTS.get(i);
        } else if (random.nextInt(9) == 0 && i == 1) {
            definition += " DEFAULT CURRENT_TIMESTAMP";
        }
        if (type.equals("TEXT") && random.nextInt(4) == 0) {
            definition += " COLLATE NOCASE";
        }
        if (i == 1 && random.nextInt(4) == 0) {
            definition += " CHECK (length(s) < 1000)";
        }
        if (i == 5 && random.nextInt(3) == 0) {
            definition += " UNIQUE";
        }
        return new Column(COLUMNS.get(i), definition);
    }

    /** Indexes, views and triggers over what is there. */
    private void addOthers(Random random) {
        others.removeIf(sql -> !fits(sql));
        tables.values().forEach(table -> addIndexes(random, table));
        List<String> names = List.copyOf(tables.keySet());
        for (int i = 0; i < 3 && !names.isEmpty(); i++) {
            String table = names.get(random.nextInt(names.size()));
            String on = quoted(table);
            if (random.nextInt(3) == 0) {
                add("CREATE VIEW v" + i + " AS SELECT id FROM " + on + (random.nextBoolean() ? "" : " WHERE id > 1"));
            }
            if (random.nextInt(3) == 0) {
                String other = quoted(names.get(random.nextInt(names.size())));
                String event = List.of("AFTER INSERT", "BEFORE DELETE", "AFTER UPDATE", "AFTER DELETE")
                        .get(random.nextInt(4));
                add("CREATE TRIGGER g" + i + " " + event + " ON " + on + " BEGIN\n  INSERT INTO fired VALUES ('g" + i
                        + "');\n  DELETE FROM " + other + " WHERE id < 0;\nEND");
            }
            if (random.nextInt(6) == 0 && others.stream().anyMatch(sql -> sql.startsWith("CREATE VIEW v0 "))) {
                add("CREATE VIEW w" + i + " AS SELECT count(*) AS total FROM v0");
                add("CREATE TRIGGER h" + i + " INSTEAD OF INSERT ON v0 BEGIN SELECT 1; END");
            }
        }
    }

    private void addIndexes(Random random, Table table) {
        for (Column column : table.columns()) {
            if (random.nextInt(4) == 0 && !column.definition().contains("BLOB")) {
                String name = "i_" + table.name().charAt(table.name().length() - 1) + "_" + column.name();
                String expression = quoted(column.name());
                add(
                        switch (random.nextInt(4)) {
                            case 0 ->
                                "CREATE INDEX " + name + " ON " + quoted(table.name()) + "(" + expression
                                        + " DESC, id)";
                            case 1 ->
                                "CREATE UNIQUE INDEX " + name + " ON " + quoted(table.name()) + "(" + expression
                                        + ", id)";
                            case 2 ->
                                "CREATE INDEX " + name + " ON " + quoted(table.name()) + "(" + expression
                                        + ")\n  WHERE " + expression + " IS NOT NULL";
                            default ->
                                "CREATE INDEX " + name + " ON " + quoted(table.name()) + "(coalesce(" + expression
                                        + ", 0))";
                        });
            }
        }
    }

    private void add(String sql) {
        String head = sql.substring(0, sql.indexOf(' ', sql.indexOf(' ', 7) + 1));
        if (others.stream().noneMatch(other -> other.startsWith(head + " "))
                && sameName(sql).isEmpty()) {
            others.add(sql);
        }
    }

    private Optional<String> sameName(String sql) {
        String name = nameOf(sql);
        return others.stream().filter(other -> nameOf(other).equals(name)).findFirst();
    }

    private static String nameOf(String sql) {
        String[] words = sql.split(" ", 5);
        return words[1].equals("UNIQUE") ? words[3] : words[2];
    }

    /** Whether what it stands on is still there. */
    private boolean fits(String sql) {
        if (sql.startsWith("CREATE VIEW w") || sql.startsWith("CREATE TRIGGER h")) {
            return others.stream().anyMatch(other -> other.startsWith("CREATE VIEW v0 ") && fits(other));
        }
        for (String table : TABLES) {
            if ((sql.contains(quoted(table) + "(") || sql.contains(" " + quoted(table)))
                    && !tables.containsKey(table)) {
                return false;
            }
        }
        if (sql.contains("INDEX")) {
            String name = nameOf(sql);
            return tables.values().stream()
                    .anyMatch(table -> sql.contains(" ON " + quoted(table.name()) + "(")
                            && table.columns().stream()
                                    .anyMatch(c -> c.name().equals(name.substring(4))
                                            && !c.definition().contains("BLOB")));
        }
        return true;
    }
}
