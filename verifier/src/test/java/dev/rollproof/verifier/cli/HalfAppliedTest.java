package dev.rollproof.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a failure leaves behind where the tool opens no transaction, and what it does next. */
class HalfAppliedTest extends CommandLineFolder {
    private static final String FAILS = "        the migration fails: no such table: nowhere\n"
            + "        -> No new database can pass this version, and what comes after it was not verified. Nothing has this"
            + " name by then: mend the name, or look at what was dropped or renamed before.";
    private static final String STAYS =
            " What stands before it stays applied, because the script runs in no transaction.";
    private static final String P3009 =
            " Every later prisma migrate deploy stops with P3009 until prisma migrate resolve says what became of it.\n";

    @BeforeEach
    void writeTheFirst() throws IOException {
        write("p/1_a/migration.sql", "CREATE TABLE a (x TEXT);");
        write("p/1_a/down.sql", "DROP TABLE a;");
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE TABLE b (x), true",
        "BEGIN; CREATE TABLE b (x); COMMIT, true",
        "BEGIN; CREATE TABLE b (x), false",
        "BEGIN; CREATE TABLE b (x); ROLLBACK, false",
        "PRAGMA foreign_keys = OFF, false",
    })
    void prismaKeepsWhatStoodBefore(String before, boolean stays) throws IOException {
        write("p/2_b/migration.sql", before + ";\nDELETE FROM nowhere;");

        assertThat(run("verify", "p", "--allow-missing")).isEqualTo(1);
        assertThat(outWithoutQuotes()).contains(FAILS + (stays ? STAYS : "") + P3009);
    }

    @Test
    void prismaKeepsWhatStoodBeforeAStatementThatFailsOnRows() throws IOException {
        write("p/2_b/migration.sql", "CREATE TABLE b (x);\nALTER TABLE a ADD COLUMN y TEXT NOT NULL;");
        write("p/2_b/down.sql", "ALTER TABLE a DROP COLUMN y; DROP TABLE b;");

        assertThat(run("verify", "p")).isEqualTo(1);
        assertThat(outWithoutQuotes())
                .contains(
                        "        on tables that hold rows the migration fails: Cannot add a NOT NULL column with default"
                                + " value NULL\n"
                                + "        -> It passes wherever the tables are empty, and stops where it is deployed. Give the"
                                + " column a DEFAULT, or build the table anew and say what its old rows get."
                                + STAYS + P3009);
    }

    @Test
    void dieselBeginsAgainWithoutATransaction() throws IOException {
        write("d/1_a/up.sql", "CREATE TABLE b (x);\nDELETE FROM nowhere;");
        write("d/1_a/metadata.toml", "run_in_transaction = false");

        assertThat(run("verify", "d", "--allow-missing")).isEqualTo(1);
        assertThat(outWithoutQuotes())
                .contains(FAILS + STAYS
                        + " diesel records nothing of it, so the next diesel migration run begins it from its first"
                        + " statement again.\n");
    }

    @Test
    void aTransactionLeavesNothing() throws IOException {
        write("d/1_a/up.sql", "CREATE TABLE b (x);\nDELETE FROM nowhere;");

        assertThat(run("verify", "d", "--allow-missing")).isEqualTo(1);
        assertThat(outWithoutQuotes()).contains(FAILS + "\n");
    }

    @Test
    void whatTheToolRefusesIsToldInItsWords() throws IOException {
        write("d/1_a/up.sql", "");

        assertThat(run("verify", "d", "--allow-missing")).isEqualTo(1);
        assertThat(outWithoutQuotes())
                .contains("diesel refuses an empty file: Attempted to run an empty migration\n")
                .contains(
                        "        -> Write its statements, or a comment where there is nothing to do. With embed_migrations! it runs, and does nothing.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT x::text FROM a | :: is PostgreSQL's; SQLite has CAST(value AS type).",
                "ALTER TABLE a ADD COLUMN IF NOT EXISTS y TEXT"
                        + " | ADD COLUMN IF NOT EXISTS is PostgreSQL's; SQLite adds a column without asking.",
                "ALTER TABLE a DROP COLUMN IF EXISTS x"
                        + " | DROP COLUMN IF EXISTS is PostgreSQL's; SQLite drops a column without asking.",
                "UPDATE a SET x = now() | now() is PostgreSQL's; SQLite has CURRENT_TIMESTAMP and datetime('now').",
                "CREATE TABLE b (id TEXT DEFAULT gen_random_uuid())"
                        + " | gen_random_uuid() is PostgreSQL's; SQLite has lower(hex(randomblob(16))).",
                "CREATE TABLE b (id SERIAL PRIMARY KEY, y TEXT DEFAULT ARRAY[])"
                        + " | SERIAL is PostgreSQL's; SQLite counts an INTEGER PRIMARY KEY by itself.",
                "ALTER TABLE a ALTER COLUMN x TYPE INTEGER | ALTER COLUMN is PostgreSQL's; SQLite gives a column another"
                        + " type only by building the table anew.",
            })
    void aFragmentOfPostgresIsRecognised(String statement, String advice) throws IOException {
        write("d/1_a/up.sql", "CREATE TABLE a (x TEXT);");
        write("d/2_b/up.sql", statement + ";");

        assertThat(run("verify", "d", "--allow-missing")).isEqualTo(1);
        assertThat(outWithoutQuotes()).contains("was not verified. Mend the statement. " + advice + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABLE ${prefix}b (x) | ${prefix} looks like a placeholder. Flyway, Liquibase and MyBatis Migrations"
                        + " fill one in: there --placeholder prefix=VALUE says with what. Where something else does, give a"
                        + " folder in which that is done.",
                "CREATE TABLE {{ prefix }}b (x) | {{ prefix }} looks like a template's placeholder, and Rollproof runs the"
                        + " file as it is: give a folder in which it is filled in.",
            })
    void aPlaceholderThatNothingFillsInIsNamed(String statement, String advice) throws IOException {
        write("d/1_a/up.sql", statement + ";");

        assertThat(run("verify", "d", "--allow-missing")).isEqualTo(1);
        assertThat(outWithoutQuotes()).contains("was not verified. Mend the statement. " + advice + "\n");
    }

    @Test
    void ifNotExistsElsewhereIsSqlitesOwn() throws IOException {
        write("d/1_a/up.sql", "CREATE INDEX IF NOT EXISTS i ON nowhere (x);");

        assertThat(run("verify", "d", "--allow-missing")).isEqualTo(1);
        assertThat(outWithoutQuotes())
                .contains("was not verified. Nothing has this name by then: mend the name, or look at"
                        + " what was dropped or renamed before.\n");
    }
}
