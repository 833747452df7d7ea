package dev.rollproof.verifier.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresScriptsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "do $$ DECLARE n INTEGER; BEGIN RAISE NOTICE 'x'; END $$; | DO $$",
                "DO $body$ BEGIN END $body$; | DO $$",
                "CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\"; | CREATE EXTENSION",
                "CREATE TYPE \"Role\" AS ENUM ('USER', 'ADMIN'); | CREATE TYPE … AS ENUM",
                "CREATE FUNCTION f() RETURNS trigger AS $$ BEGIN RETURN NEW; END; $$ LANGUAGE plpgsql; | CREATE FUNCTION … AS $$",
                "CREATE PROCEDURE p() AS $$ BEGIN NULL; END; $$ LANGUAGE plpgsql; | LANGUAGE plpgsql",
                "CREATE OR REPLACE FUNCTION f() RETURNS int AS $$ SELECT 1; $$ LANGUAGE sql; | CREATE FUNCTION … AS $$",
                "ALTER TABLE ONLY public.users ADD CONSTRAINT users_pkey PRIMARY KEY (id); | ALTER TABLE ONLY",
                "CREATE FUNCTION f() RETURNS int LANGUAGE 'plpgsql' AS $$ BEGIN END $$; | LANGUAGE plpgsql",
            })
    void answersAFolderThatIsPlainlyPostgres(String sql, String shown) throws IOException {
        assertThatThrownBy(() -> read("CREATE TABLE a (x TEXT);\n" + sql))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(folder + "/0001_a.sql:2: " + shown
                        + ": this is a migration for PostgreSQL, and Rollproof runs SQLite; give a folder of SQLite"
                        + " migrations");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- was: DO $$ BEGIN END $$ LANGUAGE plpgsql",
                "INSERT INTO a VALUES ('CREATE EXTENSION postgis; DO $$ BEGIN END $$')",
                "CREATE TABLE extension (enum TEXT, language TEXT)",
                "CREATE TABLE a (id SERIAL PRIMARY KEY, at TIMESTAMP DEFAULT now())",
                "INSERT INTO a VALUES (1) ON CONFLICT DO NOTHING -- plpgsql",
                "SELECT 'never ends, $$",
                "CREATE TABLE only (x); ALTER TABLE ONLY RENAME TO function",
            })
    void leavesToSqliteWhatMayBeItsOwn(String sql) throws IOException {
        assertThat(read(sql).migrations()).hasSize(1);
    }

    @Test
    void looksAtMigrationsAndNotAtTheirRollbacks() throws IOException {
        Files.writeString(folder.resolve("0001_a.rollback.sql"), "DROP EXTENSION x; CREATE EXTENSION y;");

        assertThat(read("SELECT 1").migrations()).hasSize(1);
    }

    private MigrationSet read(String up) throws IOException {
        Files.writeString(folder.resolve("0001_a.sql"), up);
        return MigrationDirectory.read(folder, ReadingOptions.of(Layout.AUTO));
    }
}
