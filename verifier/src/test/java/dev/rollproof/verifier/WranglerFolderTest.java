package dev.rollproof.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Location;
import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.Target;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.verdict.Verdict;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders that Wrangler applies, proven from the files on. */
class WranglerFolderTest {
    private static final String TABLES = """
            CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT);
            CREATE TABLE books (id INTEGER PRIMARY KEY, author_id INTEGER NOT NULL REFERENCES authors (id));
            INSERT INTO authors VALUES (1, 'Ada'), (2, NULL);
            INSERT INTO books VALUES (1, 1), (2, 2);
            """;

    /** As Prisma writes a rebuild; the filter is what a person adds. */
    private static final String REBUILD = """
            -- RedefineTables
            PRAGMA defer_foreign_keys=ON;
            PRAGMA foreign_keys=OFF;
            CREATE TABLE "new_authors" (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
            INSERT INTO "new_authors" SELECT id, name FROM authors WHERE name IS NOT NULL;
            DROP TABLE "authors";
            ALTER TABLE "new_authors" RENAME TO "authors";
            PRAGMA foreign_keys=ON;
            %s;
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "d1"})
    void saysWhyCommitDidNotSeeAViolation(String target) throws IOException {
        write("0001_books.sql", TABLES);
        write("0002_names.sql", REBUILD.formatted("PRAGMA defer_foreign_keys=OFF"));

        assertThat(violations(Target.of(target)))
                .containsExactly(
                        "after the migration 1 row of books refers to no row of authors (author_id), and COMMIT did not see it:"
                                + " PRAGMA defer_foreign_keys = OFF in line 9 sets to zero what SQLite had counted",
                        Location.of("0002_names.sql", new SourcePosition(6, 1)));
    }

    /** Without the last line the same script is refused at its end. */
    @Test
    void commitSeesItOtherwise() throws IOException {
        write("0001_books.sql", TABLES);
        write("0002_names.sql", REBUILD.formatted("SELECT 1"));

        assertThat(verify(Target.D1).migrations().get(1).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(violations(Target.D1)).isEmpty();
    }

    @Test
    void provesTheRollbacksThatWranglerApplies() throws IOException {
        write("0001_books.sql", TABLES);
        write("0001_books.rollback.sql", "DROP TABLE books;\nDROP TABLE authors;\n");

        VerificationReport report = verify(Target.D1);

        assertThat(report.migrations().get(0).verdict()).isEqualTo(Verdict.RESTORED);
        assertThat(report.allFindings()).extracting(Finding::check).containsExactly("rollback-run-as-migration");
    }

    private List<Object> violations(Target target) {
        return verify(target)
                .allFindings()
                .filter(finding -> finding.check().equals("foreign-key-violation"))
                .flatMap(finding -> List.<Object>of(finding.message(), finding.location()).stream())
                .toList();
    }

    private VerificationReport verify(Target target) {
        ReadingOptions options = ReadingOptions.of(Layout.WRANGLER).withTarget(Optional.of(target));
        return new RollbackVerifier(VerificationOptions.DEFAULT).verify(MigrationDirectory.read(folder, options));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }
}
