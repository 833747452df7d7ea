package dev.rollproof.verifier.layout;

import static dev.rollproof.verifier.layout.MigrationsOnDisk.pairs;
import static dev.rollproof.verifier.layout.MigrationsOnDisk.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.migration.DirectoryProblem.DuplicateVersion;
import dev.rollproof.verifier.migration.DirectoryProblem.RollbackWithoutMigration;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.DirectoryProblem.UnrecognisedFile;
import dev.rollproof.verifier.migration.DirectoryProblem.VersionGap;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberedLayoutTest {
    @TempDir
    private Path folder;

    @Test
    void readsAMigrationWithItsRollback() throws IOException {
        MigrationSet read = read("0003_add_orders.sql", "0003_add_orders.rollback.sql");

        assertThat(read)
                .isEqualTo(new MigrationSet(
                        folder,
                        "numbered",
                        true,
                        List.of(new Migration(
                                MigrationVersion.of("3"),
                                "0003_add_orders",
                                "add_orders",
                                new MigrationScript("0003_add_orders.sql", "-- 0003_add_orders.sql"),
                                Optional.of(new MigrationScript(
                                        "0003_add_orders.rollback.sql", "-- 0003_add_orders.rollback.sql")),
                                RollbackPlace.file("0003_add_orders.rollback.sql"))),
                        List.of()));
    }

    @Test
    void verifiesOfTwoFilesWithOneVersionTheOneThatTheRollbackIsFor() throws IOException {
        MigrationSet read = read("001_b.sql", "1_a.sql", "1_a.rollback.sql");

        assertThat(pairs(read)).containsExactly("1: 1_a.sql, 1_a.rollback.sql");
        assertThat(read.problems())
                .containsExactly(new DuplicateVersion(MigrationVersion.of("1"), List.of("1_a.sql", "001_b.sql")));
    }

    @Test
    void findsNoGapUpToARollbackWithoutAMigration() throws IOException {
        assertThat(read("0001_a.sql", "0007_x.rollback.sql").problems())
                .containsExactly(new RollbackWithoutMigration(MigrationVersion.of("7"), "0007_x.rollback.sql"));
    }

    @Test
    void saysWhereAMissingRollbackWouldStand() throws IOException {
        assertThat(read("0003_add_orders.sql")
                        .migrations()
                        .get(0)
                        .rollbackPlace()
                        .file())
                .isEqualTo("0003_add_orders.rollback.sql");
    }

    @Test
    void ordersByVersionAndPairsByVersionWhateverTheTitlesAndWidths() throws IOException {
        MigrationSet read = read(
                "10_c.sql",
                "2_b.sql",
                "0001_a.sql",
                "01_take_back_a.rollback.sql",
                "123456789012345678901234567890_z.sql",
                "0123456789012345678901234567890_z.rollback.sql");

        assertThat(pairs(read))
                .containsExactly(
                        "1: 0001_a.sql, 01_take_back_a.rollback.sql",
                        "2: 2_b.sql, none",
                        "10: 10_c.sql, none",
                        "123456789012345678901234567890: 123456789012345678901234567890_z.sql,"
                                + " 0123456789012345678901234567890_z.rollback.sql");
    }

    @Test
    void findsRollbacksInTheirFolder() throws IOException {
        MigrationSet read = read("0001_a.sql", "rollback/0001_a.rollback.sql", "0002_b.sql", "0002_b.rollback.sql");

        assertThat(pairs(read))
                .containsExactly("1: 0001_a.sql, rollback/0001_a.rollback.sql", "2: 0002_b.sql, 0002_b.rollback.sql");
        assertThat(read.migrations().get(0).rollback().orElseThrow().text())
                .isEqualTo("-- rollback/0001_a.rollback.sql");
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void reportsVersionsThatRepeatAndUsesTheFirst() throws IOException {
        MigrationSet read = read(
                "0001_b.sql",
                "0001_a.sql",
                "1_a.sql",
                "0001_a.rollback.sql",
                "rollback/0001_a.rollback.sql",
                "0002_c.sql");

        assertThat(pairs(read)).containsExactly("1: 0001_a.sql, 0001_a.rollback.sql", "2: 0002_c.sql, none");
        assertThat(read.problems())
                .containsExactly(
                        new DuplicateVersion(MigrationVersion.of("1"), List.of("0001_a.sql", "0001_b.sql", "1_a.sql")),
                        new DuplicateVersion(
                                MigrationVersion.of("1"),
                                List.of("0001_a.rollback.sql", "rollback/0001_a.rollback.sql")));
    }

    @Test
    void reportsEachGapWithBothNeighbours() throws IOException {
        MigrationSet read = read("0003_a.sql", "0004_b.sql", "0007_c.sql", "0009_d.sql");

        assertThat(read.problems())
                .containsExactly(
                        new VersionGap(MigrationVersion.of("4"), MigrationVersion.of("7"), "0004_b.sql", "0007_c.sql"),
                        new VersionGap(MigrationVersion.of("7"), MigrationVersion.of("9"), "0007_c.sql", "0009_d.sql"));
    }

    @Test
    void namesTheMigrationsInCodeAndFindsNoGapForThem() throws IOException {
        MigrationSet read =
                read("0001_a.sql", "0002_b.py", "0003_c.sql", "0003_c.ts", "0004_test.d.ts", "seeds.py", "9-d.py");

        assertThat(pairs(read)).containsExactly("1: 0001_a.sql, none", "3: 0003_c.sql, none");
        assertThat(read.problems())
                .containsExactly(ToolBehaviour.of(
                        Kind.MIGRATION_NOT_SQL,
                        "0002_b.py",
                        "2 migrations are not in SQL but, as 0002_b.py, in Python, which Rollproof does not run",
                        "What they change is missing here in every later schema, so a later migration may fail here that"
                                + " passes in production. Prove what comes before with --to 1; for the rest, put the same"
                                + " changes as SQL in their places in a copy of the folder."));
    }

    @Test
    void judgesGapsUpToSixDigits() throws IOException {
        MigrationSet read = read("999990_a.sql", "999999_b.sql", "1000005_c.sql", "20240101120000_d.sql");

        assertThat(read.problems())
                .containsExactly(new VersionGap(
                        MigrationVersion.of("999990"), MigrationVersion.of("999999"), "999990_a.sql", "999999_b.sql"));
    }

    @Test
    void reportsARollbackWithoutAMigrationAndNoGapForIt() throws IOException {
        MigrationSet read = read(
                "0001_a.sql", "0002_b.rollback.sql", "rollback/0002_b.rollback.sql", "0003_c.sql", "9_d.rollback.sql");

        assertThat(pairs(read)).containsExactly("1: 0001_a.sql, none", "3: 0003_c.sql, none");
        assertThat(read.problems())
                .containsExactly(
                        new RollbackWithoutMigration(MigrationVersion.of("2"), "0002_b.rollback.sql"),
                        new RollbackWithoutMigration(MigrationVersion.of("2"), "rollback/0002_b.rollback.sql"),
                        new RollbackWithoutMigration(MigrationVersion.of("9"), "9_d.rollback.sql"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "schema.sql | a version is missing at the beginning: 0001_schema.sql",
                "_schema.sql | a version is missing at the beginning: 0001_schema.sql",
                "schema.rollback.sql | a version is missing at the beginning: 0001_schema.rollback.sql",
                "V2__x.sql | a version is missing at the beginning: 0001_V2__x.sql",
                "0002-x.sql | an underscore is missing after the version: 0002_x.sql",
                "0002x.sql | an underscore is missing after the version: 0002_x.sql",
                "0002.x.rollback.sql | an underscore is missing after the version: 0002_x.rollback.sql",
                "0002_x.SQL | the ending is not in lower case: 0002_x.sql",
                "0002_x.Rollback.sql | the ending is not in lower case: 0002_x.rollback.sql",
                "0002_.sql | a description is missing: 0002_NAME.sql",
                "0002_.rollback.sql | a description is missing: 0002_NAME.rollback.sql",
                "0002_x.up.sql | the ending of a migration is .sql: 0002_x.sql",
                "0002_x.down.sql | the ending of a rollback is .rollback.sql: 0002_x.rollback.sql",
                "rollback/0002_x.sql | the ending of a rollback is .rollback.sql: 0002_x.rollback.sql",
                "rollback/0002_x.down.sql | the ending of a rollback is .rollback.sql: 0002_x.rollback.sql",
                "rollback/x.sql | a version is missing at the beginning: 0001_x.rollback.sql",
            })
    void reportsAFileThatFitsNoRule(String file, String why) throws IOException {
        MigrationSet read = read("0001_a.sql", file);

        assertThat(pairs(read)).containsExactly("1: 0001_a.sql, none");
        assertThat(read.problems()).containsExactly(new UnrecognisedFile(file, why));
    }

    @Test
    void leavesOtherFilesAndFoldersAlone() throws IOException {
        Files.createDirectory(folder.resolve("0002_x.sql"));

        MigrationSet read = read("0001_a.sql", "README.md", "0002_b.sql.bak", "seeds/0003_c.sql", "rollback/README.md");

        assertThat(pairs(read)).containsExactly("1: 0001_a.sql, none");
        assertThat(read.problems()).isEmpty();
    }

    private MigrationSet read(String... files) throws IOException {
        return MigrationDirectory.read(write(folder, files), ReadingOptions.of(Layout.NUMBERED));
    }
}
