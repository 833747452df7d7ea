package dev.rollproof.verifier.check;

import static dev.rollproof.verifier.check.LintedUps.findings;
import static dev.rollproof.verifier.check.LintedUps.messages;
import static dev.rollproof.verifier.check.LintedUps.ups;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said of scripts that mean to have foreign keys off, or checked later. */
class ForeignKeysOffTest {
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
    void aCascadeNamesThePragmaThatDoesNothing() {
        assertThat(findings(ups(
                        LIBRARY.formatted(" ON DELETE CASCADE"),
                        "BEGIN;\nPRAGMA foreign_keys = OFF;\n" + REBUILD + "COMMIT;")))
                .containsExactly(
                        "rows-cascaded 2.sql:5:1 rebuilding authors deleted 3 rows of books through ON DELETE CASCADE",
                        "The script never names books, and no check of SQLite's sees it afterwards. DROP TABLE deletes the rows"
                                + " first, and PRAGMA foreign_keys = OFF in line 2 does nothing inside a transaction: begin the"
                                + " file with PRAGMA foreign_keys = OFF, which runs outside one, or keep the rows in a copy.");
    }

    @Test
    void aCascadeIsNotStoppedByDeferring() {
        assertThat(findings(
                        ups(LIBRARY.formatted(" ON DELETE CASCADE"), "PRAGMA defer_foreign_keys = ON;\n" + REBUILD)))
                .containsExactly(
                        "rows-cascaded 2.sql:4:1 rebuilding authors deleted 3 rows of books through ON DELETE CASCADE",
                        "The script never names books, and no check of SQLite's sees it afterwards. DROP TABLE deletes the rows"
                                + " first, and PRAGMA defer_foreign_keys in line 1 stops no cascade; inside a transaction"
                                + " foreign keys cannot be switched off: begin the file with PRAGMA foreign_keys = OFF, which"
                                + " runs outside one, or keep the rows in a copy.");
    }

    @Test
    void aCascadeOnD1() {
        assertThat(findings(ups(
                                LIBRARY.formatted(" ON DELETE CASCADE"),
                                "PRAGMA foreign_keys = OFF;\nPRAGMA defer_foreign_keys = ON;\n" + REBUILD)
                        .onD1()))
                .containsExactly(
                        "rows-cascaded 2.sql:5:1 rebuilding authors deleted 3 rows of books through ON DELETE CASCADE",
                        "The script never names books, and no check of SQLite's sees it afterwards. DROP TABLE deletes the rows"
                                + " first, and D1 runs the script inside a transaction, where PRAGMA foreign_keys = OFF does"
                                + " nothing and PRAGMA defer_foreign_keys stops no cascade: keep the rows of books in a copy"
                                + " without foreign keys and put them back after the rename.");
    }

    @Test
    void aKeyWithoutAnActionStopsTheScript() {
        assertThat(findings(ups(LIBRARY.formatted(""), "BEGIN;\nPRAGMA foreign_keys = OFF;\n" + REBUILD + "COMMIT;")))
                .containsExactly(
                        "migration-fails-on-rows 2.sql:5:1 on tables that hold rows the migration fails: FOREIGN KEY constraint"
                                + " failed",
                        "It passes wherever the tables are empty, and stops where it is deployed. PRAGMA foreign_keys = OFF in"
                                + " line 2 does nothing inside a transaction. Deal with the rows that refer to it first.");
    }

    @Test
    void aCommitThatDoesNotSeeTheViolation() {
        assertThat(messages(ups(
                                LIBRARY.formatted(""),
                                "PRAGMA defer_foreign_keys = ON;\nDELETE FROM authors;\nPRAGMA defer_foreign_keys = OFF;")
                        .onD1()))
                .containsExactly("foreign-key-violation: after the migration 3 rows of books refer to no row of authors"
                        + " (author_id), and COMMIT did not see it: PRAGMA defer_foreign_keys = OFF in line 3 sets to zero"
                        + " what SQLite had counted");
    }
}
