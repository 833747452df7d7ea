package dev.rollproof.verifier.layout;

import static dev.rollproof.verifier.layout.MigrationsOnDisk.pairs;
import static dev.rollproof.verifier.layout.MigrationsOnDisk.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.migration.DirectoryProblem.DuplicateVersion;
import dev.rollproof.verifier.migration.DirectoryProblem.RollbackWithoutMigration;
import dev.rollproof.verifier.migration.DirectoryProblem.UnrecognisedFile;
import dev.rollproof.verifier.migration.DirectoryProblem.VersionGap;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import dev.rollproof.verifier.migration.ScriptTransaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpDownLayoutTest {
    @TempDir
    private Path repository;

    private Path folder;

    @BeforeEach
    void makeARepository() throws IOException {
        Files.createDirectory(repository.resolve(".git"));
        folder = Files.createDirectories(repository.resolve("server/db"));
    }

    @Test
    void readsAMigrationWithItsRollback() throws IOException {
        assertThat(read("000003_add_orders.up.sql", "000003_add_orders.down.sql"))
                .isEqualTo(new MigrationSet(
                        folder,
                        "up-down",
                        false,
                        List.of(new Migration(
                                MigrationVersion.of("3"),
                                "000003_add_orders",
                                "add_orders",
                                new MigrationScript("000003_add_orders.up.sql", "-- 000003_add_orders.up.sql"),
                                Optional.of(new MigrationScript(
                                        "000003_add_orders.down.sql", "-- 000003_add_orders.down.sql")),
                                RollbackPlace.file("000003_add_orders.down.sql"))),
                        List.of()));
    }

    @Test
    void takesAPlainFileAmongThePairsForAMigrationWhereSqlxRunsThem() throws IOException {
        String[] files = {"0001_base.sql", "0002_a.up.sql", "0002_a.down.sql"};
        assertThat(pairs(read(files))).containsExactly("2: 0002_a.up.sql, 0002_a.down.sql");

        Files.writeString(folder.resolve("sqlx.toml"), "");
        assertThat(pairs(read(files))).containsExactly("1: 0001_base.sql, none", "2: 0002_a.up.sql, 0002_a.down.sql");
    }

    @Test
    void saysWhereAMissingRollbackWouldStand() throws IOException {
        assertThat(read("000003_add_orders.up.sql")
                        .migrations()
                        .get(0)
                        .rollbackPlace()
                        .file())
                .isEqualTo("000003_add_orders.down.sql");
    }

    @Test
    void ordersByVersionAndPairsByVersionWhateverTheTitlesAndWidths() throws IOException {
        MigrationSet read = read("10_.up.sql", "2_b.up.sql", "000001_a.up.sql", "1_z.down.sql", "0010_c.down.sql");

        assertThat(pairs(read))
                .containsExactly(
                        "1: 000001_a.up.sql, 1_z.down.sql", "2: 2_b.up.sql, none", "10: 10_.up.sql, 0010_c.down.sql");
        assertThat(read.migrations().get(2).description()).isEmpty();
    }

    @Test
    void reportsWhatIsWrongInTheFolder() throws IOException {
        MigrationSet read = read(
                "1_a.up.sql",
                "01_a.up.sql",
                "1_a.down.sql",
                "01_a.down.sql",
                "3_b.down.sql",
                "5_c.up.sql",
                "5_c.down.sql");

        assertThat(pairs(read)).containsExactly("1: 01_a.up.sql, 01_a.down.sql", "5: 5_c.up.sql, 5_c.down.sql");
        assertThat(read.problems())
                .containsExactly(
                        new DuplicateVersion(MigrationVersion.of("1"), List.of("01_a.up.sql", "1_a.up.sql")),
                        new RollbackWithoutMigration(MigrationVersion.of("3"), "3_b.down.sql"),
                        new DuplicateVersion(MigrationVersion.of("1"), List.of("01_a.down.sql", "1_a.down.sql")),
                        new VersionGap(
                                MigrationVersion.of("1"), MigrationVersion.of("3"), "01_a.up.sql", "3_b.down.sql"),
                        new VersionGap(
                                MigrationVersion.of("3"), MigrationVersion.of("5"), "3_b.down.sql", "5_c.up.sql"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0007_x_up.sql | a dot is missing: 0007_x.up.sql",
                "0007_x_down.sql | a dot is missing: 0007_x.down.sql",
                "0007_x-up.sql | a dot is missing: 0007_x.up.sql",
                "0007_x.sql | the direction is missing: 0007_x.up.sql",
                "0007_x.rollback.sql | the ending of a rollback is .down.sql: 0007_x.down.sql",
                "x.up.sql | a version is missing at the beginning: 0001_x.up.sql",
                "x_down.sql | a version is missing at the beginning: 0001_x.down.sql",
                "schema.sql | a version is missing at the beginning: 0001_schema.up.sql",
                "0007-x.down.sql | an underscore is missing after the version: 0007_x.down.sql",
                "0007.up.sql | an underscore is missing after the version: 0007_.up.sql",
                "0007_x.UP.sql | the ending is not in lower case: 0007_x.up.sql",
                "0007_x.down.SQL | the ending is not in lower case: 0007_x.down.sql",
                "0007_x_UP.sql | the ending is not in lower case: 0007_x.up.sql",
                "0007_x.SQL | the ending is not in lower case: 0007_x.up.sql",
            })
    void reportsAFileThatFitsNoRule(String file, String why) throws IOException {
        MigrationSet read = read("0006_a.up.sql", file);

        assertThat(pairs(read)).containsExactly("6: 0006_a.up.sql, none");
        assertThat(read.problems()).containsExactly(new UnrecognisedFile(file, why));
    }

    @Test
    void leavesOtherFilesAndFoldersAlone() throws IOException {
        Files.createDirectory(folder.resolve("2_x.up.sql"));

        MigrationSet read = read("1_a.up.sql", "embed.go", "rollback/2_b.rollback.sql");

        assertThat(pairs(read)).containsExactly("1: 1_a.up.sql, none");
        assertThat(read.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server/db/Cargo.toml",
                "server/sqlx.toml",
                "Cargo.toml",
                "server/.sqlx/query-1.json",
                "server/Cargo.toml go.mod"
            })
    void turnsForeignKeysOnWhereItIsSqlx(String signs) throws IOException {
        write(repository, signs.split(" "));

        assertThat(read("1_a.up.sql").foreignKeys()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "go.mod", "server/go.mod Cargo.toml", "server/.git Cargo.toml"})
    void leavesForeignKeysOffWhereItIsNotSqlx(String signs) throws IOException {
        write(repository, signs.split(" "));

        assertThat(read("1_a.up.sql").foreignKeys()).isFalse();
    }

    @Test
    void runsEachFileAsItsToolDoes() throws IOException {
        Files.writeString(folder.resolve("1_a.up.sql"), "-- no-transaction\nSELECT 1;");
        Files.writeString(folder.resolve("1_a.down.sql"), "\n-- no-transaction\nSELECT 1;");
        Migration unknown = read().migrations().get(0);
        assertThat(unknown.up().transaction()).isEqualTo(ScriptTransaction.UNLESS_ITS_OWN);

        Files.writeString(repository.resolve("go.mod"), "");
        Migration golang = read().migrations().get(0);
        assertThat(golang.up().transaction()).isEqualTo(ScriptTransaction.ALWAYS);
        assertThat(golang.rollback().orElseThrow().transaction()).isEqualTo(ScriptTransaction.ALWAYS);

        Files.writeString(folder.resolve("Cargo.toml"), "");
        Migration sqlx = read().migrations().get(0);
        assertThat(sqlx.up().transaction()).isEqualTo(ScriptTransaction.NEVER);
        assertThat(sqlx.up().misreadings()).isEmpty();
        assertThat(sqlx.rollback().orElseThrow().transaction()).isEqualTo(ScriptTransaction.ALWAYS);
        assertThat(Described.misreadings(sqlx.rollback().orElseThrow()))
                .containsExactly(
                        "2:1 sqlx runs this file in a transaction: \"-- no-transaction\" counts only as the very first bytes"
                                + " of a file. Make it the first line, with no byte order mark and nothing else before it.");
    }

    @Test
    void saysWhatStopsGolangMigrateAndWhatItRunsBesides() throws IOException {
        Files.writeString(repository.resolve("go.mod"), "");
        MigrationSet read = read(
                "1_a.up.sql",
                "1_a.up.sql.bak",
                "2_b.up.txt",
                "2_b.down.",
                "18446744073709551616_c.up.sql",
                "README.md");

        assertThat(pairs(read)).containsExactly("1: 1_a.up.sql, none", "2: 2_b.up.txt, 2_b.down.");
        assertThat(Described.problems(read))
                .containsExactly(
                        "MIGRATION_SKIPPED 18446744073709551616_c.up.sql: golang-migrate passes over"
                                + " 18446744073709551616_c.up.sql: the version is beyond 18446744073709551615. Nobody applies"
                                + " it, and nothing says so. Give it a shorter number.",
                        "FILE_STOPS_TOOL 1_a.up.sql.bak: golang-migrate stops before it applies anything: whatever follows"
                                + " \".up.\", 1_a.up.sql.bak is a second up file of version 1 beside 1_a.up.sql. Move it to"
                                + " another folder, or name it so that no \".up.\" is in it.");
    }

    @Test
    void saysWhatStopsSqlx() throws IOException {
        Files.writeString(repository.resolve("Cargo.toml"), "");

        MigrationSet read = read("1_a.up.sql", "notes_x.sql", "seed.txt");

        assertThat(pairs(read)).containsExactly("1: 1_a.up.sql, none");
        assertThat(Described.problems(read))
                .containsExactly(
                        "FILE_STOPS_TOOL notes_x.sql: sqlx stops at notes_x.sql before it applies anything: \"notes\" before"
                                + " the underscore is no version of 64 bits. It takes every .sql file here with an underscore"
                                + " for a migration. Move it to another folder, or take the underscore out of its name.");
    }

    private MigrationSet read(String... files) throws IOException {
        return MigrationDirectory.read(write(folder, files), ReadingOptions.of(Layout.UP_DOWN));
    }
}
