package dev.rollproof.verifier;

import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.seed.Seed;
import dev.rollproof.verifier.seed.SeedAt;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A history of migrations by chance, most of them right, some wrong in each way that one migration can tell another of: what
 * begins at one and ends at another, what is told once, what a rollback leaves for those below it.
 */
final class RandomHistory {
    private final Random random;
    private final int length;
    private final List<SeedAt> seeds = new ArrayList<>();
    /** The tables {@code t0}, {@code t1} … that stand now. */
    private final List<String> tables = new ArrayList<>();

    private int made;
    private @Nullable TestMigrations migrations;

    private RandomHistory(long seed) {
        this.random = new Random(seed);
        this.length = 4 + random.nextInt(20);
    }

    /** The same seed makes the same history. */
    static RandomHistory of(long seed) {
        RandomHistory history = new RandomHistory(seed);
        history.addTable();
        while (history.made < history.length) {
            history.addOne();
        }
        return history;
    }

    MigrationSet migrations() {
        return Objects.requireNonNull(migrations).set();
    }

    /** Some of them go in after the last migration. */
    List<SeedAt> seeds() {
        return seeds;
    }

    private void addOne() {
        String table = tables.get(random.nextInt(tables.size()));
        switch (random.nextInt(25)) {
            case 0, 1, 2 -> addTable();
            case 3, 4 -> addColumn(table);
            case 5, 6 -> addIndex(table);
            case 7 -> rebuild(table);
            case 8 -> insert(table);
            case 9 -> changeRows(table);
            case 10 -> addUniqueIndex(table);
            case 11 -> addForwardKey();
            case 12 -> addView(table);
            case 13 -> dropTable(table);
            case 14 -> addTableThatCannotBeFilled();
            case 15 -> setUserVersion();
            case 16 -> addAutoincrement();
            case 17 -> addTrigger(table);
            case 18 -> addSeed(table);
            case 19 -> declareIrreversible(table);
            case 20, 21, 22 -> deleteOne(table);
            case 23 -> add("UPDATE " + table + " SET name = 'x'", null);
            default -> perhapsFail(table);
        }
    }

    private void add(String up, @Nullable String rollback) {
        migrations = migrations == null ? TestMigrations.of(up, rollback) : migrations.then(up, rollback);
        made++;
    }

    /** One rollback in six is another one than it should be. */
    private String or(String rollback, String wrong) {
        return random.nextInt(6) == 0 ? wrong : rollback;
    }

    private String newTable() {
        String table = "t" + made;
        tables.add(table);
        return table;
    }

    private void addTable() {
        String table = newTable();
        String key = tables.size() > 1 && random.nextInt(3) == 0
                ? ", parent INTEGER REFERENCES " + tables.get(random.nextInt(tables.size() - 1)) + " (id)"
                : "";
        add(
                "CREATE TABLE " + table + " (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT 'n'" + key + ")",
                or("DROP TABLE " + table, ""));
    }

    private void addColumn(String table) {
        String column = "c" + made;
        add(
                "ALTER TABLE " + table + " ADD COLUMN " + column + " TEXT DEFAULT 'd'",
                or("ALTER TABLE " + table + " DROP COLUMN " + column, "ALTER TABLE " + table + " DROP COLUMN no_such"));
    }

    private void addIndex(String table) {
        String index = "i" + made;
        // Some leave a row for the rollbacks below, or their index in another place of the schema.
        String rollback = random.nextInt(3) == 0
                ? "DROP INDEX " + index + "; INSERT OR IGNORE INTO " + table + " (id, name) VALUES ("
                        + random.nextInt(3) + ", 'left')"
                : "DROP INDEX " + index;
        add("CREATE INDEX " + index + " ON " + table + " (name)", or(rollback, "DROP INDEX IF EXISTS no_such"));
    }

    /** Leaves a schema that is the same and written in another way. */
    private void rebuild(String table) {
        String index = "r" + made;
        String stored =
                "UPDATE sqlite_schema SET sql = replace(sql, 'CREATE INDEX', 'CREATE  INDEX') WHERE name = 'i1'";
        add(
                "CREATE INDEX " + index + " ON " + table + " (name)",
                "DROP INDEX " + index + "; PRAGMA writable_schema = ON; " + stored + "; PRAGMA writable_schema = OFF");
    }

    private void insert(String table) {
        int id = random.nextInt(3);
        add(
                "INSERT OR IGNORE INTO " + table + " (id, name) VALUES (" + id + ", 'm" + random.nextInt(3) + "')",
                or("DELETE FROM " + table + " WHERE id = " + id, "SELECT 1"));
    }

    /** Its rollback fails where a later one left the row. */
    private void deleteOne(String table) {
        int id = random.nextInt(3);
        add(
                "DELETE FROM " + table + " WHERE id = " + id,
                "INSERT INTO " + table + " (id, name) VALUES (" + id + ", 'back')");
    }

    private void changeRows(String table) {
        add(
                "UPDATE " + table + " SET name = name || '+'",
                or(
                        "UPDATE " + table + " SET name = substr(name, 1, length(name) - 1)",
                        "UPDATE " + table + " SET name = 'lost'"));
    }

    /** Its rollback makes anew what the rows that later ones leave may not fit. */
    private void addUniqueIndex(String table) {
        String index = "u" + made;
        add("CREATE UNIQUE INDEX " + index + " ON " + table + " (name)", or("DROP INDEX " + index, ""));
        if (random.nextBoolean() && made < length) {
            add("DROP INDEX IF EXISTS " + index, "CREATE UNIQUE INDEX " + index + " ON " + table + " (name)");
        }
    }

    /** Refers to a table that a later migration may bring, or not. */
    private void addForwardKey() {
        String parent = "t" + (made + 1 + random.nextInt(4));
        String table = newTable();
        add(
                "CREATE TABLE " + table + " (id INTEGER PRIMARY KEY, name TEXT DEFAULT 'f', later INTEGER REFERENCES "
                        + parent + " (id))",
                "DROP TABLE " + table);
    }

    private void addView(String table) {
        String view = "v" + made;
        String source = random.nextInt(3) == 0 ? "t" + (made + random.nextInt(4)) : table;
        add("CREATE VIEW " + view + " AS SELECT id, name FROM " + source, or("DROP VIEW " + view, "SELECT 1"));
    }

    private void dropTable(String table) {
        if (tables.size() > 1) {
            tables.remove(table);
            add("DROP TABLE " + table, "CREATE TABLE " + table + " (id INTEGER PRIMARY KEY, name TEXT)");
        }
    }

    private void addTableThatCannotBeFilled() {
        String table = newTable();
        add("CREATE TABLE " + table + " (id INTEGER PRIMARY KEY, name TEXT, CHECK (id < id))", "DROP TABLE " + table);
    }

    private void setUserVersion() {
        add("PRAGMA user_version = " + made, or("PRAGMA user_version = 0", "SELECT 1"));
    }

    private void addAutoincrement() {
        String table = newTable();
        add(
                "CREATE TABLE " + table + " (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT); INSERT INTO " + table
                        + " (name) VALUES ('a')",
                "DROP TABLE " + table);
    }

    private void addTrigger(String table) {
        String trigger = "g" + made;
        add(
                "CREATE TRIGGER " + trigger + " AFTER INSERT ON " + table + " BEGIN UPDATE " + table
                        + " SET name = new.name || '!' WHERE id = new.id; END",
                or("DROP TRIGGER " + trigger, "SELECT 1"));
    }

    private void addSeed(String table) {
        Optional<MigrationVersion> version =
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of(MigrationVersion.of(String.valueOf(made)));
        // Now and then it does not fit, and the whole verification ends.
        String conflict = random.nextInt(8) == 0 ? "" : "OR IGNORE ";
        String sql = "INSERT " + conflict + "INTO " + table + " (id, name) VALUES (" + random.nextInt(4)
                + ", 's'), (9, 't')";
        seeds.add(new SeedAt(Seed.of("seed" + made + ".sql", sql), version));
    }

    private void declareIrreversible(String table) {
        add("DELETE FROM " + table, "-- rollproof: irreversible the rows are gone\n");
    }

    private void perhapsFail(String table) {
        add(
                random.nextInt(4) == 0
                        ? "INSERT INTO " + table + " (id, name) VALUES (1, 'f'), (1, 'f')"
                        : "INSERT INTO " + table + " (name) VALUES ('p')",
                null);
    }
}
