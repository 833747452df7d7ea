package dev.rollproof.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.ScriptTransaction;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is advised where a rebuild takes the rows of another table, in each kind of transaction, and that it helps. */
class RebuildAdviceTest {
    /** Quoted, as the rename leaves it. */
    private static final String TABLES = """
            CREATE TABLE "projects" (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
            CREATE TABLE issues (
              id         INTEGER PRIMARY KEY,
              project_id INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE
            );
            """;

    private static final String UNTABLES = "DROP TABLE issues; DROP TABLE projects;";
    private static final String BEFORE = "name TEXT NOT NULL";
    private static final String AFTER = "name TEXT NOT NULL CHECK (name <> 'x')";

    private static final String KEEP = "CREATE TABLE kept AS SELECT * FROM issues;\n";
    private static final String PUT_BACK = "INSERT INTO issues SELECT * FROM kept;\nDROP TABLE kept;\n";
    private static final String OFF = "PRAGMA foreign_keys = OFF;\n";
    private static final String ON = "PRAGMA foreign_keys = ON;\n";

    @Test
    void theToolsTransactionMakesThePragmaUseless() {

        for (String script : List.of(rebuild(AFTER), OFF + rebuild(AFTER) + ON)) {
            assertThat(help(migrations(ScriptTransaction.ALWAYS, script, OFF + rebuild(BEFORE) + ON)))
                    .isEqualTo(
                            "The script never names issues, and no check of SQLite's sees it afterwards. DROP TABLE deletes"
                                    + " the rows first, and its tool runs the script inside a transaction, where PRAGMA foreign_keys"
                                    + " = OFF does nothing and PRAGMA defer_foreign_keys stops no cascade: "
                                    + "keep the rows of issues in a copy without foreign keys and put them back after the rename.");
        }
        assertThat(help(migrations(ScriptTransaction.ALWAYS, rebuild(AFTER), rebuild(BEFORE))
                        .onD1()))
                .contains(" the rows first, and D1 runs the script inside a transaction, where ");
    }

    @Test
    void withoutATransactionThePragmaHelps() {
        assertThat(help(migrations(ScriptTransaction.NEVER, rebuild(AFTER), OFF + rebuild(BEFORE) + ON)))
                .isEqualTo(
                        "The script never names issues, and no check of SQLite's sees it afterwards. DROP TABLE deletes"
                                + " the rows first: begin the file with PRAGMA foreign_keys = OFF.");
        assertThat(findings(migrations(ScriptTransaction.NEVER, OFF + rebuild(AFTER) + ON, OFF + rebuild(BEFORE) + ON)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theCopyHelpsInEach(ScriptTransaction transaction) {
        assertThat(findings(
                        migrations(transaction, KEEP + rebuild(AFTER) + PUT_BACK, KEEP + rebuild(BEFORE) + PUT_BACK)))
                .isEmpty();
    }

    private static String rebuild(String name) {
        return """
                CREATE TABLE new_projects (id INTEGER PRIMARY KEY, %s);
                INSERT INTO new_projects SELECT * FROM projects;
                DROP TABLE projects;
                ALTER TABLE new_projects RENAME TO projects;
                """.formatted(name);
    }

    private static MigrationSet migrations(ScriptTransaction transaction, String up, String rollback) {
        MigrationSet set =
                TestMigrations.of(TABLES, UNTABLES).then(up, rollback).set();
        List<Migration> inTransaction = set.migrations().stream()
                .map(m -> m.withScripts(script -> script.in(transaction)))
                .toList();
        return set.withMigrations(inTransaction);
    }

    private static String help(MigrationSet migrations) {
        Optional<Finding> cascade = findings(migrations).stream()
                .filter(finding -> finding.check().equals("rows-cascaded"))
                .findFirst();
        return cascade.orElseThrow().help();
    }

    private static List<Finding> findings(MigrationSet migrations) {
        return new RollbackVerifier(VerificationOptions.DEFAULT)
                .verify(migrations)
                .allFindings()
                .toList();
    }
}
