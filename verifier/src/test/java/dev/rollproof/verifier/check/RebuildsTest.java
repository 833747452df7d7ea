package dev.rollproof.verifier.check;

import static dev.rollproof.verifier.check.LintedUps.findings;
import static dev.rollproof.verifier.check.LintedUps.messages;
import static dev.rollproof.verifier.check.LintedUps.ups;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.Linter;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Rebuilds that lose something in silence, in the styles of those who write them. */
class RebuildsTest {
    private static final String SCHEMA = """
            CREATE TABLE orgs (id INTEGER PRIMARY KEY, title TEXT);
            CREATE TABLE users (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              email TEXT COLLATE NOCASE,
              nick TEXT UNIQUE,
              age INTEGER CHECK (age > 0),
              org INTEGER REFERENCES orgs (id) ON DELETE CASCADE
            ) STRICT;
            CREATE INDEX users_email ON users (email);
            CREATE TRIGGER stamp AFTER UPDATE ON users BEGIN SELECT 1; END;
            """;

    private static final String BARE =
            "(id INTEGER PRIMARY KEY, email TEXT, nick TEXT, age INTEGER, org INTEGER, note TEXT)";
    private static final String COPIED = "id, email, nick, age, org";

    @TestFactory
    Stream<DynamicTest> everyStyleOfRebuildLosesTheSame() {
        return Stream.of(
                        style(
                                "drizzle",
                                "PRAGMA foreign_keys=OFF; CREATE TABLE `__new_users` %1$s; INSERT INTO `__new_users`(%2$s)"
                                        + " SELECT %2$s FROM `users`; DROP TABLE `users`; ALTER TABLE `__new_users` RENAME TO `users`;"
                                        + " PRAGMA foreign_keys=ON;"),
                        style(
                                "prisma",
                                "PRAGMA defer_foreign_keys=ON; PRAGMA foreign_keys=OFF; CREATE TABLE \"new_users\" %1$s;"
                                        + " INSERT INTO \"new_users\" (%2$s) SELECT %2$s FROM \"users\"; DROP TABLE \"users\";"
                                        + " ALTER TABLE \"new_users\" RENAME TO \"users\"; PRAGMA foreign_keys=ON;"
                                        + " PRAGMA defer_foreign_keys=OFF;"),
                        style(
                                "django",
                                "CREATE TABLE \"new__users\" %1$s; INSERT INTO \"new__users\" (%2$s) SELECT %2$s"
                                        + " FROM \"users\"; DROP TABLE \"users\"; ALTER TABLE \"new__users\" RENAME TO \"users\";"),
                        style(
                                "alembic",
                                "CREATE TABLE _alembic_tmp_users %1$s; INSERT INTO _alembic_tmp_users (%2$s)"
                                        + " SELECT users.id, users.email, users.nick, users.age, users.org FROM users;"
                                        + " DROP TABLE users; ALTER TABLE _alembic_tmp_users RENAME TO users;"),
                        style(
                                "rails",
                                "CREATE TEMPORARY TABLE \"ausers\" %1$s; INSERT INTO \"ausers\" (%2$s) SELECT %2$s FROM"
                                        + " \"users\"; DROP TABLE \"users\"; CREATE TABLE \"users\" %1$s; INSERT INTO \"users\" (%2$s)"
                                        + " SELECT %2$s FROM \"ausers\"; DROP TABLE \"ausers\";"),
                        style(
                                "room",
                                "CREATE TABLE IF NOT EXISTS `_new_users` %1$s; INSERT INTO `_new_users` (%2$s) SELECT"
                                        + " %2$s FROM `users`; DROP TABLE `users`; ALTER TABLE `_new_users` RENAME TO `users`;"),
                        style(
                                "by hand",
                                "ALTER TABLE users RENAME TO users_old; CREATE TABLE users %1$s; INSERT INTO users (%2$s)"
                                        + " SELECT %2$s FROM main.users_old; DROP TABLE main.users_old;"))
                .map(
                        style -> DynamicTest.dynamicTest(
                                style.name(),
                                () -> assertThat(messages(ups(SCHEMA, style.sql())))
                                        .containsExactly(
                                                "index-lost-in-rebuild: the rebuild of users loses the index users_email (on users(email))",
                                                "trigger-lost-in-rebuild: the rebuild of users loses the trigger stamp (AFTER UPDATE)",
                                                "table-option-lost: the rebuild of users loses AUTOINCREMENT and STRICT",
                                                "constraint-lost-in-rebuild: the rebuild of users loses UNIQUE (nick); CHECK (age > 0);"
                                                        + " FOREIGN KEY (org) REFERENCES orgs(id) ON DELETE CASCADE; COLLATE NOCASE of email")));
    }

    private record Style(String name, String sql) {}

    private static Style style(String name, String sql) {
        return new Style(name, sql.formatted(BARE, COPIED));
    }

    @Test
    void whatTheyHelpWith() {
        String up = style(
                        "",
                        "CREATE TABLE new_users %1$s;\nINSERT INTO new_users (%2$s) SELECT %2$s FROM users;\n"
                                + "DROP TABLE users;\nALTER TABLE new_users RENAME TO users;")
                .sql();

        assertThat(new Linter(VerificationOptions.DEFAULT).lint(ups(SCHEMA, up)).allFindings())
                .extracting(f -> f.location().position().orElseThrow().line() + " " + f.help())
                .containsExactly(
                        "3 DROP TABLE takes the indexes along, and nothing fails without them: queries that used it read the whole"
                                + " table. Make it again after the rebuild, or say DROP INDEX if that is meant.",
                        "3 DROP takes the triggers of users along, and nothing fails without them: what they kept up is kept up"
                                + " no more. Make them again after the rebuild, or say DROP TRIGGER if that is meant.",
                        "1 Nothing fails: ids of deleted rows are given to new ones; SQLite takes values of any type again. Write"
                                + " them into the new CREATE TABLE too.",
                        "1 Nothing fails: what was refused, or kept up by SQLite itself, no longer is. Write it into the new"
                                + " CREATE TABLE too, or take it away in a migration that does nothing else.");
    }

    @Test
    void aRebuildForOneThingMeansIt() {
        assertThat(messages(ups("CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER CHECK (a > 0));", """
                CREATE TABLE n (id INTEGER PRIMARY KEY, a INTEGER);
                INSERT INTO n (id, a) SELECT id, a FROM t;
                DROP TABLE t;
                ALTER TABLE n RENAME TO t;
                """)))
                .isEmpty();
    }

    @Test
    void aConstraintThatAnotherReplacesIsNotLost() {
        assertThat(messages(ups("""
                CREATE TABLE kinds (name TEXT PRIMARY KEY);
                CREATE TABLE t (id INTEGER PRIMARY KEY, kind TEXT CHECK (kind IN ('a')), host TEXT, UNIQUE (kind));
                CREATE INDEX t_host ON t (host);
                """, """
                CREATE TABLE n (id INTEGER PRIMARY KEY, kind TEXT REFERENCES kinds (name), host TEXT, path TEXT,
                  UNIQUE (kind, path), UNIQUE (host, id));
                INSERT INTO n (id, host) SELECT id, host FROM t;
                DROP TABLE t;
                ALTER TABLE n RENAME TO t;
                """))).isEmpty();
    }

    @Test
    void anIndexThatIsDroppedByNameIsMeant() {
        assertThat(messages(ups("CREATE TABLE t (a TEXT); CREATE INDEX t_a ON t (a);", """
                DROP INDEX IF EXISTS main.t_a;
                CREATE TABLE n (a TEXT, b TEXT);
                INSERT INTO n (a) SELECT a FROM t;
                DROP TABLE t;
                ALTER TABLE n RENAME TO t;
                """)))
                .isEmpty();
    }

    @Test
    void aViewThatIsMadeAgainLosesItsTriggers() {
        assertThat(messages(ups("""
                CREATE TABLE t (a TEXT);
                CREATE VIEW v AS SELECT a FROM t;
                CREATE TRIGGER v_insert INSTEAD OF INSERT ON v BEGIN INSERT INTO t VALUES (new.a); END;
                """, "DROP VIEW v; CREATE VIEW v AS SELECT a, 1 AS b FROM t;")))
                .containsExactly(
                        "trigger-lost-in-rebuild: the rebuild of v loses the trigger v_insert (INSTEAD OF INSERT)");
    }

    private static final String LIBRARY = """
            CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT);
            CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER NOT NULL REFERENCES authors (id)%s);
            """;
    private static final String REBUILD = """
            CREATE TABLE new_authors (id INTEGER PRIMARY KEY, name TEXT DEFAULT '');
            INSERT INTO new_authors (id, name) SELECT id, name FROM authors;
            DROP TABLE authors;
            ALTER TABLE new_authors RENAME TO authors;
            """;

    @Test
    void whereNoRowsShowItThePragmaIsTold() {
        MigrationSet migrations = ups(LIBRARY.formatted(" ON DELETE CASCADE"), "PRAGMA foreign_keys = OFF;\n" + REBUILD)
                .onD1();

        assertThat(new Linter(VerificationOptions.DEFAULT.withRows(0))
                        .lint(migrations)
                        .allFindings())
                .extracting(f -> f.check() + " " + f.message() + " -> " + f.help())
                .containsExactly(
                        "foreign-keys-off-ignored PRAGMA foreign_keys = OFF does nothing on D1, and books refers to authors,"
                                + " which the script drops -> DROP TABLE deletes the rows of authors first: ON DELETE CASCADE and SET NULL"
                                + " reach the rows that refer to them, also with PRAGMA defer_foreign_keys, and without an action the"
                                + " script fails. Keep those rows in a copy without foreign keys and put them back after the rebuild.");
    }

    @Test
    void ofARollbackThePragmaIsToldByTheText() {
        String rollback = "BEGIN;\nPRAGMA foreign_keys = OFF;\n" + REBUILD.replace("new_", "old_") + "COMMIT;";

        assertThat(findings(ups(LIBRARY.formatted(""), "ALTER TABLE authors ADD COLUMN born INTEGER;", rollback)))
                .containsExactly(
                        "foreign-keys-off-ignored 2.rollback.sql:2:1 PRAGMA foreign_keys = OFF does nothing inside the transaction"
                                + " that the script has begun, and books refers to authors, which the script drops",
                        "DROP TABLE deletes the rows of authors first: ON DELETE CASCADE and SET NULL reach the rows that refer"
                                + " to them, also with PRAGMA defer_foreign_keys, and without an action the script fails. Put"
                                + " the PRAGMA in front of BEGIN.");
    }

    @Test
    void aScriptThatFillsTheChildrenAgainHasThoughtOfThem() {
        String rollback = "BEGIN;\nPRAGMA foreign_keys = OFF;\nCREATE TABLE kept AS SELECT * FROM books;\n" + REBUILD
                + "DELETE FROM books;\nINSERT INTO books SELECT * FROM kept;\nDROP TABLE kept;\nCOMMIT;";

        assertThat(messages(ups(LIBRARY.formatted(""), "ALTER TABLE authors ADD COLUMN born INTEGER;", rollback)))
                .isEmpty();
    }

    @Test
    void aRollbackThatReversesTheStatementsOfARebuild() {
        assertThat(findings(ups("CREATE TABLE t (a TEXT);", """
                CREATE TABLE new_t (a TEXT, b TEXT);
                INSERT INTO new_t (a) SELECT a FROM t;
                DROP TABLE t;
                ALTER TABLE new_t RENAME TO t;
                """, "DROP TABLE IF EXISTS new_t;")))
                .containsExactly(
                        "rollback-drops-wrong-table 2.rollback.sql:1:1 the rollback drops new_t, which the migration has renamed"
                                + " to t",
                        "No table has that name any more: the rollback fails, or does nothing where it says IF EXISTS. Build t"
                                + " anew as it was: create it under another name, copy the rows, drop t, rename.");
    }

    @Test
    void aRollbackThatRenamesTheTableAndDropsIt() {
        assertThat(findings(ups("CREATE TABLE t (a TEXT);", """
                ALTER TABLE t RENAME TO t_old;
                CREATE TABLE t (a TEXT, b TEXT);
                INSERT INTO t (a) SELECT a FROM t_old;
                DROP TABLE t_old;
                """, "ALTER TABLE t RENAME TO t_old;\nDROP TABLE t_old;")))
                .containsExactly(
                        "rollback-drops-wrong-table 2.rollback.sql:2:1 the rollback drops t, which stood before the migration, and"
                                + " does not make it again",
                        "All of its rows are gone then, also those from before the migration. Build t anew as it was: create it"
                                + " under another name, copy the rows, drop t, rename.");
    }

    @Test
    void aRollbackThatDropsWhatTheMigrationFound() {
        assertThat(findings(ups(
                        "CREATE TABLE t (a TEXT);",
                        "CREATE TABLE IF NOT EXISTS t (a TEXT); CREATE TABLE u (a TEXT);",
                        "DROP TABLE u;\nDROP TABLE t;")))
                .containsExactly(
                        "rollback-drops-wrong-table 2.rollback.sql:2:1 the rollback drops t, which stood before the migration, and"
                                + " does not make it again",
                        "All of its rows are gone then, also those from before the migration. Drop only what the migration makes.");
    }

    @Test
    void aRollbackThatBuildsTheTableAnewIsRight() {
        assertThat(messages(ups("CREATE TABLE t (a TEXT); CREATE TABLE x (a TEXT);", """
                        ALTER TABLE t ADD COLUMN b TEXT;
                        ALTER TABLE x RENAME TO y;
                        CREATE VIEW x AS SELECT a FROM y;
                        """, """
                        DROP TABLE IF EXISTS n;
                        CREATE TABLE n (a TEXT);
                        INSERT INTO n (a) SELECT a FROM t;
                        DROP TABLE t;
                        ALTER TABLE n RENAME TO t;
                        DROP VIEW x;
                        CREATE TABLE x AS SELECT a FROM y;
                        DROP TABLE y;
                        """)))
                .isEmpty();
    }
}
