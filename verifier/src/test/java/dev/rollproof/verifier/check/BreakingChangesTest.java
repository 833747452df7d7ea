package dev.rollproof.verifier.check;

import static dev.rollproof.verifier.check.LintedUps.findings;
import static dev.rollproof.verifier.check.LintedUps.messages;
import static dev.rollproof.verifier.check.LintedUps.ups;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Changes that break the code that still runs while the migration is deployed. */
class BreakingChangesTest {
    private static final String USERS = """
            CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, name TEXT DEFAULT 'x', age INTEGER);
            """;

    /** A rebuild of users with other columns; the rows are copied by name. */
    private static String rebuilt(String columns, String copied) {
        return """
                CREATE TABLE new_users (
                  id INTEGER PRIMARY KEY,
                  %s
                );
                INSERT INTO new_users (id, %s) SELECT id, %s FROM users;
                DROP TABLE users;
                ALTER TABLE new_users RENAME TO users;
                """.formatted(columns, copied, copied);
    }

    @Test
    void aTableThatIsDropped() {
        assertThat(findings(ups(USERS, "DROP TABLE users;")))
                .containsExactly(
                        "table-dropped 2.sql:1:1 table users is dropped, with all of its rows",
                        "Code that is still running fails on it with \"no such table\", and so does the release before if"
                                + " you go back to it. Release first what no longer uses the table, and drop it in a later"
                                + " migration.");
    }

    @Test
    void onD1ItIsTheDeployedWorkerThatBreaks() {
        assertThat(findings(ups(USERS, "ALTER TABLE users DROP COLUMN age;").onD1()))
                .containsExactly(
                        "column-dropped 2.sql:1:1 column users.age is dropped, with its values",
                        "The deployed Worker fails wherever it names the column, and the values are gone if you go back to it."
                                + " Release first what no longer names age, and drop it in a later migration.");
    }

    @Test
    void whatATableDropTakesAlongIsNotToldAgain() {
        String with = USERS + """
                CREATE UNIQUE INDEX users_email ON users (email);
                CREATE TRIGGER stamp AFTER UPDATE ON users BEGIN SELECT 1; END;
                """;

        assertThat(messages(ups(with, "DROP TABLE users;")))
                .containsExactly("table-dropped: table users is dropped, with all of its rows");
    }

    @Test
    void whatTheMigrationMakesItselfIsItsOwn() {
        assertThat(messages(ups(USERS, """
                CREATE TABLE kept (id INTEGER, old TEXT);
                ALTER TABLE kept RENAME COLUMN old TO new;
                ALTER TABLE kept RENAME TO kept2;
                CREATE UNIQUE INDEX kept_new ON kept2 (new);
                DROP INDEX kept_new;
                ALTER TABLE kept2 DROP COLUMN new;
                DROP TABLE kept2;
                """))).isEmpty();
    }

    @Test
    void theTableOfAMigrationToolIsItsOwnBusiness() {
        assertThat(messages(ups("CREATE TABLE schema_migrations (version TEXT);", "DROP TABLE schema_migrations;")))
                .isEmpty();
    }

    @Test
    void aTableThatIsRenamed() {
        assertThat(findings(ups(USERS, "ALTER TABLE users RENAME TO \"all members\";")))
                .containsExactly(
                        "table-renamed 2.sql:1:1 table users is renamed to all members",
                        "Code that is still running fails on users with \"no such table\". Let the old name live on until no"
                                + " release asks for it: CREATE VIEW \"users\" AS SELECT * FROM \"all members\"; where that"
                                + " code only reads; with INSTEAD OF triggers where it writes.");
    }

    @Test
    void aViewKeepsTheOldNameAlive() {
        assertThat(messages(ups(USERS, """
                ALTER TABLE users RENAME TO members;
                CREATE VIEW users AS SELECT * FROM members;
                """))).isEmpty();
    }

    @Test
    void aTableThatIsRenamedAndBackIsTheSame() {
        assertThat(messages(ups(USERS, "ALTER TABLE users RENAME TO u; ALTER TABLE u RENAME TO users;")))
                .isEmpty();
    }

    @Test
    void aColumnThatIsLeftOutOfARebuild() {
        String indexed = USERS + "CREATE INDEX users_age ON users (age, email);";

        assertThat(messages(ups(indexed, rebuilt("email TEXT, name TEXT DEFAULT 'x'", "email, name"))))
                .containsExactly("column-dropped: column users.age is dropped, with its values");
    }

    @Test
    void aColumnThatIsRenamed() {
        assertThat(findings(ups(USERS, "ALTER TABLE users RENAME name TO full_name;")))
                .containsExactly(
                        "column-renamed 2.sql:1:1 column users.name is renamed to full_name",
                        "Code that is still running fails wherever it names name. Add full_name beside it, copy the values,"
                                + " write both until no release reads name, and drop that in a later migration.");
    }

    @Test
    void aColumnWhoseNameAnotherOneTakes() {
        assertThat(findings(ups(USERS, """
                ALTER TABLE users RENAME COLUMN name TO full_name;
                ALTER TABLE users ADD COLUMN name TEXT NOT NULL DEFAULT '';
                """)))
                .containsExactly(
                        "column-renamed 2.sql:1:1 column users.name is renamed to full_name, and another column has its name",
                        "Code that is still running finds other values in name. Add full_name beside it, copy the values,"
                                + " write both until no release reads name, and drop that in a later migration.");
    }

    @Test
    void aColumnOfAnotherType() {
        assertThat(findings(ups(USERS, rebuilt("email TEXT, name TEXT DEFAULT 'x',\n  age TEXT", "email, name, age"))))
                .containsExactly(
                        "column-type-changed 2.sql:4:3 column users.age is TEXT, was INTEGER",
                        "Code that is still running reads and writes values of the old type: SQLite converts what it can, keeps"
                                + " the rest as it is, and comparisons and the order change. Add a column of the new type"
                                + " beside it, copy the values, write both, and drop age in a later migration.");
    }

    @Test
    void aTypeThatSQLiteKeepsAlikeIsTheSame() {
        assertThat(messages(ups(
                        USERS, rebuilt("email VARCHAR(50), name CLOB DEFAULT 'x', age NUMERIC", "email, name, age"))))
                .isEmpty();
    }

    @Test
    void aTypeThatNamesATimeIsReadAsOne() {
        assertThat(messages(ups(USERS, rebuilt("email TEXT, name TEXT DEFAULT 'x', age DATETIME", "email, name, age"))))
                .containsExactly("column-type-changed: column users.age is DATETIME, was INTEGER");
    }

    @Test
    void aColumnThatIsMadeNotNull() {
        assertThat(findings(ups(USERS, """
                CREATE TABLE new_users (id INTEGER NOT NULL PRIMARY KEY, email TEXT NOT NULL,
                    name TEXT DEFAULT 'x', age INTEGER);
                INSERT INTO new_users SELECT id, coalesce(email, ''), name, age FROM users;
                DROP TABLE users;
                ALTER TABLE new_users RENAME TO users;
                """)))
                .containsExactly(
                        "column-made-not-null 2.sql:1:58 column users.email is NOT NULL, was not",
                        "Code that is still running fails where it leaves it out or writes NULL to it, and the migration fails"
                                + " where a row holds NULL. Release first what always writes email, fill the rows that hold"
                                + " NULL, and make it NOT NULL in a later migration.");
    }

    @Test
    void aNewColumnThatOldCodeCannotFill() {
        assertThat(findings(ups(USERS, """
                CREATE TABLE new_users (id INTEGER PRIMARY KEY, email TEXT, name TEXT DEFAULT 'x', age INTEGER,
                  tenant TEXT NOT NULL, kind TEXT NOT NULL DEFAULT 'person', note TEXT);
                INSERT INTO new_users (id, email, name, age, tenant) SELECT id, email, name, age, 'main' FROM users;
                DROP TABLE users;
                ALTER TABLE new_users RENAME TO users;
                """)))
                .containsExactly(
                        "required-column-added 2.sql:2:3 column users.tenant is new, NOT NULL and without a default",
                        "Code that is still running does not know it, and its every INSERT into users fails. Give it a DEFAULT,"
                                + " or let it take NULL until no release is without it.");
    }

    @Test
    void addedInPlaceItDoesNotEvenCome() {
        assertThat(messages(ups(USERS, "ALTER TABLE users ADD COLUMN tenant TEXT NOT NULL;")))
                .containsExactly(
                        "migration-fails-on-rows: on tables that hold rows the migration fails: Cannot add a NOT NULL"
                                + " column with default value NULL");
    }

    @Test
    void aDefaultThatIsTakenAway() {
        assertThat(findings(ups(USERS, rebuilt("email TEXT, name TEXT, age INTEGER", "email, name, age"))))
                .containsExactly(
                        "column-default-removed 2.sql:3:15 column users.name has no default any more, had 'x'",
                        "Code that is still running writes NULL where its INSERT leaves name out. Keep the default until every"
                                + " release that leaves it out is gone.");
    }

    @Test
    void columnsInAnotherOrder() {
        assertThat(findings(ups(USERS, rebuilt("name TEXT DEFAULT 'x', email TEXT, age INTEGER", "email, name, age"))))
                .containsExactly(
                        "column-order-changed 2.sql:1:1 columns of users stand in another order: name is number 2, was number 3",
                        "Code that is still running puts values into the wrong columns where it says INSERT INTO users VALUES"
                                + " (…), and takes them from there where it reads SELECT * by number; SQLite says nothing."
                                + " Keep the order, new columns last.");
    }

    @Test
    void aViewThatIsDropped() {
        assertThat(findings(ups(USERS + "CREATE VIEW v AS SELECT id FROM users;", "DROP VIEW v;")))
                .containsExactly(
                        "view-dropped 2.sql:1:1 view v is dropped",
                        "Code that is still running fails on it with \"no such table\". Release first what no longer reads it,"
                                + " and drop it in a later migration.");
    }

    @Test
    void aViewThatIsMadeAgainOrBecomesATableStays() {
        String views = USERS + "CREATE VIEW v AS SELECT id FROM users; CREATE VIEW w AS SELECT id FROM users;";

        assertThat(messages(ups(views, """
                DROP VIEW v;
                CREATE VIEW v AS SELECT id, email FROM users;
                DROP VIEW w;
                CREATE TABLE w (id INTEGER);
                """))).isEmpty();
    }

    @Test
    void aTriggerThatIsDropped() {
        String stamped = USERS + "CREATE TRIGGER stamp AFTER UPDATE OF email ON users BEGIN SELECT 1; END;";

        assertThat(findings(ups(stamped, "DROP TRIGGER stamp;")))
                .containsExactly(
                        "trigger-dropped 2.sql:1:1 trigger stamp, AFTER UPDATE OF email of users, is dropped",
                        "Code that is still running counts on what it does, and nothing fails without it: the rows are not kept"
                                + " up any more. Release first what does it itself, and drop the trigger in a later migration;"
                                + " if it was dropped for a rebuild, make it again.");
        assertThat(messages(ups(
                        stamped,
                        "DROP TRIGGER stamp; CREATE TRIGGER stamp2 AFTER UPDATE ON users BEGIN SELECT 2; END;")))
                .isEmpty();
    }

    @Test
    void aTriggerThatFillsATableThatGoesCouldNotStay() {
        String logged = USERS + """
                CREATE TABLE log (user INTEGER);
                CREATE TRIGGER log_users AFTER UPDATE ON users BEGIN INSERT INTO log VALUES (new.id); END;
                """;

        assertThat(messages(ups(logged, "DROP TRIGGER log_users; DROP TABLE log;")))
                .containsExactly("table-dropped: table log is dropped, with all of its rows");
    }

    @Test
    void aUniqueIndexOnRowsThatWereThere() {
        assertThat(findings(ups(
                        USERS, "CREATE UNIQUE INDEX u ON users (lower(email), name COLLATE NOCASE) WHERE age > 1;")))
                .containsExactly(
                        "unique-index-added 2.sql:1:1 unique index u (lower(email), name COLLATE NOCASE) on users must hold for the rows that are there already",
                        "The migration fails where two rows are alike: find them first with SELECT lower(email), name COLLATE"
                                + " NOCASE, count(*) FROM \"users\" WHERE lower(email) IS NOT NULL AND name IS NOT NULL AND"
                                + " (age > 1) GROUP BY lower(email), name COLLATE NOCASE HAVING count(*) > 1; code that is"
                                + " still running fails where it writes such a row. Say in the migration what becomes of"
                                + " them.");
    }

    @Test
    void aUniqueConstraintThatARebuildBrings() {
        assertThat(messages(ups(
                        USERS, rebuilt("email TEXT UNIQUE, name TEXT DEFAULT 'x', age INTEGER", "email, name, age"))))
                .containsExactly(
                        "unique-index-added: UNIQUE (email) on users must hold for the rows that are there already");
    }

    @Test
    void whatWasUniqueBeforeNeedsNoCare() {
        String unique = USERS + "CREATE UNIQUE INDEX u ON users (name);";

        assertThat(messages(ups(unique, """
                ALTER TABLE users ADD COLUMN tenant TEXT DEFAULT 'main';
                CREATE UNIQUE INDEX u2 ON users (email, NAME);
                CREATE UNIQUE INDEX u3 ON users (id);
                CREATE UNIQUE INDEX u4 ON users (tenant, email);
                DROP INDEX u;
                """))).isEmpty();
        assertThat(messages(ups(unique, "CREATE UNIQUE INDEX u2 ON users (name COLLATE NOCASE);")))
                .containsExactly(
                        "unique-index-added: unique index u2 (name COLLATE NOCASE) on users must hold for the rows that are there already");
    }

    @Test
    void aRenamedColumnIsAsUniqueAsItWas() {
        String unique = USERS.replace("email TEXT", "email TEXT UNIQUE");

        assertThat(messages(ups(unique, """
                ALTER TABLE users RENAME COLUMN email TO mail;
                CREATE UNIQUE INDEX u ON users (mail, age);
                """))).containsExactly("column-renamed: column users.email is renamed to mail");
    }

    @Test
    void aScriptThatThinksOfRowsThatAreAlike() {
        assertThat(messages(ups(USERS, """
                DELETE FROM users WHERE id NOT IN (SELECT min(id) FROM users GROUP BY email);
                CREATE UNIQUE INDEX u ON users (email);
                """))).isEmpty();
    }

    @Test
    void aTableThatIsBuiltAnewWithoutItsRows() {
        assertThat(
                        findings(
                                ups(
                                        USERS,
                                        "DROP TABLE users;\nCREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER);")))
                .startsWith(
                        "table-dropped 2.sql:1:1 table users is dropped with all of its rows, and built anew without them",
                        "Nothing fails: the table is there and empty. Build the new one under another name, copy the rows with"
                                + " INSERT INTO … SELECT, drop the old one and rename the new one; if the rows are not wanted,"
                                + " say DELETE FROM \"users\" so that it shows.");
        assertThat(messages(ups(
                        "CREATE TABLE kinds (name TEXT);",
                        "DROP TABLE kinds; CREATE TABLE kinds (name TEXT); INSERT INTO kinds VALUES ('a');")))
                .isEmpty();
    }

    @Test
    void aViewThatLosesAColumn() {
        String with = USERS + "CREATE VIEW people AS SELECT id, name, email, age FROM users;\n";

        assertThat(findings(ups(with, "DROP VIEW people;\nCREATE VIEW [People] AS SELECT NAME, id FROM users;")))
                .containsExactly(
                        "view-changed 2.sql:2:1 view people has no columns email, age any more",
                        "Code that is still running fails where it asks people for email, age. Keep them until no release does,"
                                + " and take them out in a later migration.");
        assertThat(messages(ups(with, "DROP VIEW people; CREATE VIEW people AS SELECT *, 1 AS one FROM users;")))
                .isEmpty();
    }

    @Test
    void aViewThatTakesThePlaceOfATableWithoutAllOfItsColumns() {
        assertThat(
                        messages(
                                ups(
                                        USERS,
                                        "ALTER TABLE users RENAME TO people; CREATE VIEW users AS SELECT id, name, email FROM people;")))
                .containsExactly("view-changed: table users has no column age any more");
    }

    @Test
    void aFullTextIndexThatLosesAColumn() {
        assertThat(messages(ups(
                        "CREATE VIRTUAL TABLE found USING fts5(title, body);",
                        "DROP TABLE found; CREATE VIRTUAL TABLE found USING fts5(title);")))
                .containsExactly("view-changed: virtual table found has no column body any more");
    }

    @Test
    void aColumnThatATableLosesIsNotToldOfItsViewsAgain() {
        assertThat(messages(ups(USERS + "CREATE VIEW people AS SELECT id, age FROM users;", """
                        DROP VIEW people;
                        ALTER TABLE users DROP COLUMN age;
                        CREATE VIEW people AS SELECT id FROM users;
                        """)))
                .containsExactly("column-dropped: column users.age is dropped, with its values");
    }

    @Test
    void aTableThatTakesLessThanBefore() {
        String columns = "email TEXT, name TEXT DEFAULT 'x', age INTEGER CHECK (age < 1000000000)";

        assertThat(findings(
                        ups(USERS, rebuilt(columns, "email, name, age").replace(");\nINSERT", ") STRICT;\nINSERT"))))
                .containsExactly(
                        "constraint-added 2.sql:1:1 the rebuild of users adds CHECK (age < 1000000000); STRICT",
                        "Code that is still running fails where it writes what this refuses, and the migration fails where a row"
                                + " holds such a value. Release first what writes only what fits, mend the rows that do not, and"
                                + " rebuild the table in a later migration.");
    }

    @Test
    void aForeignKeyIsToldWhereItIsNewAndItsColumnIsNot() {
        String with = "CREATE TABLE teams (id INTEGER PRIMARY KEY);\n" + USERS;
        String key = "email TEXT, name TEXT DEFAULT 'x', age INTEGER REFERENCES teams";

        assertThat(messages(ups(
                        with,
                        rebuilt(key, "email, name, age")
                                .replace("FROM users", "FROM users WHERE age IN (SELECT id FROM teams)"))))
                .containsExactly("constraint-added: the rebuild of users adds FOREIGN KEY (age) REFERENCES teams");
        assertThat(messages(ups(
                        with,
                        rebuilt(
                                "email TEXT, name TEXT DEFAULT 'x', age INTEGER, team INTEGER REFERENCES teams",
                                "email, name, age"))))
                .isEmpty();
    }

    @Test
    void aCheckInPlaceOfAnotherMayTakeMore() {
        assertThat(messages(ups(
                        "CREATE TABLE users (id INTEGER PRIMARY KEY, age TEXT CHECK (age IN ('young', 'old')));",
                        rebuilt("age TEXT CHECK (age IN ('young', 'old', 'none'))", "age"))))
                .isEmpty();
    }

    @Test
    void aKeyThatNeverTookNullIsNotMadeNotNull() {
        assertThat(messages(ups("CREATE TABLE users (id TEXT PRIMARY KEY, age INTEGER) WITHOUT ROWID;", """
                        CREATE TABLE new_users (id TEXT NOT NULL PRIMARY KEY, age INTEGER) WITHOUT ROWID;
                        INSERT INTO new_users SELECT id, age FROM users;
                        DROP TABLE users;
                        ALTER TABLE new_users RENAME TO users;
                        """)))
                .isEmpty();
    }

    @Test
    void aNullThatStopsTheCopyIsToldOnce() {
        assertThat(messages(ups(
                        USERS, rebuilt("email TEXT NOT NULL, name TEXT DEFAULT 'x', age INTEGER", "email, name, age"))))
                .containsExactly(
                        "migration-fails-on-rows: on tables that hold rows the migration fails: NOT NULL constraint failed:"
                                + " new_users.email");
    }

    @Test
    void aNameInOtherLettersIsTheSameToSqlite() {
        assertThat(messages(ups(USERS, "ALTER TABLE users RENAME COLUMN email TO EMail;")))
                .isEmpty();
    }
}
