package dev.rollproof.verifier.database;

import static dev.rollproof.verifier.database.Scripts.failure;
import static dev.rollproof.verifier.database.Scripts.run;
import static dev.rollproof.verifier.database.Scripts.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private final SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void readsWhatAScriptCanLeaveChanged() {
        assertThat(database.settings().values())
                .isEqualTo(Map.ofEntries(
                        Map.entry("case_sensitive_like", "OFF"),
                        Map.entry("defer_foreign_keys", "OFF"),
                        Map.entry("foreign_keys", "OFF"),
                        Map.entry("full_column_names", "OFF"),
                        Map.entry("ignore_check_constraints", "OFF"),
                        Map.entry("journal_mode", "MEMORY"),
                        Map.entry("legacy_alter_table", "OFF"),
                        Map.entry("query_only", "OFF"),
                        Map.entry("recursive_triggers", "OFF"),
                        Map.entry("reverse_unordered_selects", "OFF"),
                        Map.entry("short_column_names", "ON"),
                        Map.entry("trusted_schema", "ON"),
                        Map.entry("writable_schema", "OFF")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "case_sensitive_like",
                "defer_foreign_keys",
                "foreign_keys",
                "full_column_names",
                "ignore_check_constraints",
                "legacy_alter_table",
                "query_only",
                "recursive_triggers",
                "reverse_unordered_selects",
                "short_column_names",
                "trusted_schema",
                "writable_schema"
            })
    void putsEachSwitchBackFromEitherSide(String name) {
        ConnectionSettings plain = database.settings();
        String before = plain.value(name);
        String other = before.equals("ON") ? "OFF" : "ON";

        run(database, "PRAGMA " + name + " = " + other);
        assertThat(database.reset(plain)).containsExactly(name + " is left " + other);
        assertThat(ConnectionSettings.capture(database)).isEqualTo(plain);

        ConnectionSettings turned = plain.with(name, other);
        assertThat(database.reset(turned)).containsExactly(name + " is left " + before);
        assertThat(ConnectionSettings.capture(database).value(name)).isEqualTo(other);
    }

    @Test
    void seesAChangeMadeUnderExplainOrByOurselves() {
        ConnectionSettings plain = database.settings();

        // SQLite acts on most PRAGMAs while it compiles them.
        run(database, "EXPLAIN PRAGMA legacy_alter_table=ON");
        assertThat(database.reset(plain)).containsExactly("legacy_alter_table is left ON");
        database.foreignKeys(true);
        assertThat(database.settings().value("foreign_keys")).isEqualTo("ON");
    }

    @Test
    void putsEverythingBackInOneGo() {
        database.foreignKeys(true);
        ConnectionSettings settings = database.settings();
        run(database, """
                CREATE TABLE p(a PRIMARY KEY);
                CREATE TABLE keep(a);
                PRAGMA foreign_keys=OFF;
                PRAGMA recursive_triggers=ON;
                CREATE TEMP TABLE tmp_users(a REFERENCES tmp_parents(b));
                INSERT INTO tmp_users VALUES (1);
                CREATE TABLE temp.tmp_parents(b PRIMARY KEY, "c d" INTEGER);
                CREATE INDEX temp.tmp_index ON tmp_users(a);
                CREATE TEMP VIEW "tmp view" AS SELECT * FROM tmp_users;
                CREATE TEMP TRIGGER tmp_trigger AFTER INSERT ON keep BEGIN INSERT INTO tmp_users VALUES (9); END;
                PRAGMA query_only=ON;
                PRAGMA writable_schema=ON;
                BEGIN;
                PRAGMA defer_foreign_keys=ON;
                """);

        assertThat(database.reset(settings))
                .containsExactly(
                        "a transaction is left open",
                        "foreign_keys is left OFF",
                        "query_only is left ON",
                        "recursive_triggers is left ON",
                        "writable_schema is left ON",
                        "the temporary table tmp_users is left",
                        "the temporary table tmp_parents is left",
                        "the temporary view tmp view is left",
                        "the temporary trigger tmp_trigger is left");

        assertThat(database.reset(settings)).isEmpty();
        assertThat(ConnectionSettings.capture(database)).isEqualTo(settings);
        assertThat(database.inTransaction()).isFalse();
        assertThat(text(database, "SELECT count(*) FROM sqlite_temp_schema")).isEqualTo("0");
        run(database, "INSERT INTO keep VALUES (1); CREATE TEMP TABLE tmp_users(a)");
    }

    @Test
    void seesATemporaryTableThatStandsBeforeAChangeOfThePageSize() {
        ConnectionSettings plain = database.settings();

        run(database, "CREATE TEMP TABLE rest(a); PRAGMA page_size=65536");

        assertThat(database.reset(plain)).containsExactly("the temporary table rest is left");
        assertThat(database.reset(plain)).isEmpty();
    }

    @Test
    void undoesTheOpenTransactionsWork() {
        run(database, "CREATE TABLE t(a)");
        ConnectionSettings settings = database.settings();
        run(database, "SAVEPOINT a; INSERT INTO t VALUES (1); CREATE TEMP TABLE tmp(a)");

        assertThat(database.reset(settings)).containsExactly("a transaction is left open");
        assertThat(text(database, "SELECT count(*) FROM t")).isEqualTo("0");
    }

    @Test
    void readsDeferredForeignKeysAsSqliteClearsThem() {
        ConnectionSettings settings = database.settings();
        run(database, "BEGIN; PRAGMA defer_foreign_keys=ON");
        assertThat(database.settings().value("defer_foreign_keys")).isEqualTo("ON");

        run(database, "COMMIT");

        assertThat(database.settings()).isEqualTo(settings);
        assertThat(database.reset(settings)).isEmpty();
    }

    @Test
    void putsTheJournalBackOnlyWhenItIsOff(@TempDir Path folder) {
        try (SqliteDatabase inFile = SqliteDatabase.file(folder.resolve("a.db"), DatabaseLimits.DEFAULT)) {
            ConnectionSettings settings = inFile.settings();
            assertThat(settings.value("journal_mode")).isEqualTo("DELETE");

            // WAL is a property of the file, and meant to last.
            run(inFile, "PRAGMA journal_mode=WAL");
            assertThat(inFile.reset(settings)).isEmpty();
            assertThat(inFile.settings().value("journal_mode")).isEqualTo("WAL");
            run(inFile, "PRAGMA journal_mode=DELETE; PRAGMA journal_mode=OFF");
            assertThat(inFile.reset(settings)).containsExactly("journal_mode is left OFF");
            assertThat(inFile.settings()).isEqualTo(settings);
        }
        ConnectionSettings settings = database.settings();
        run(database, "PRAGMA journal_mode=OFF");
        assertThat(database.reset(settings)).containsExactly("journal_mode is left OFF");
        run(database, "CREATE TABLE t(a); BEGIN; INSERT INTO t VALUES (1); ROLLBACK");
        assertThat(text(database, "SELECT count(*) FROM t")).isEqualTo("0");
    }

    @Test
    void keepsTheSettingsOverARestore() {
        run(database, "CREATE TABLE t(a)");
        DatabaseImage image = database.image();
        run(database, "PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON; PRAGMA journal_mode=OFF");
        ConnectionSettings before = database.settings();

        database.restore(image);

        assertThat(database.settings()).isEqualTo(before.with("journal_mode", "MEMORY"));
        assertThat(ConnectionSettings.capture(database)).isEqualTo(database.settings());
    }

    @Test
    void resetsAfterAFailure() {
        ConnectionSettings settings = database.settings();

        assertThat(failure(database, "PRAGMA legacy_alter_table=ON; BEGIN; SELECT nope"))
                .hasMessage("no such column: nope");

        assertThat(database.reset(settings))
                .containsExactly("a transaction is left open", "legacy_alter_table is left ON");
    }
}
