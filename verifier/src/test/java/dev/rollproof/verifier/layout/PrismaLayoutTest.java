package dev.rollproof.verifier.layout;

import static dev.rollproof.verifier.layout.MigrationsOnDisk.pairs;
import static dev.rollproof.verifier.layout.MigrationsOnDisk.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.DirectoryProblem.UnrecognisedFile;
import dev.rollproof.verifier.migration.InvalidInputException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrismaLayoutTest {
    @TempDir
    private Path folder;

    @Test
    void readsAMigrationInNoTransactionWithItsDownScript() throws IOException {
        assertThat(read("20260101120000_init/migration.sql", "20260101120000_init/down.sql"))
                .isEqualTo(new MigrationSet(
                        folder,
                        "prisma",
                        true,
                        List.of(new Migration(
                                MigrationVersion.of("20260101120000"),
                                "20260101120000_init",
                                "init",
                                new MigrationScript(
                                                "20260101120000_init/migration.sql",
                                                "-- 20260101120000_init/migration.sql")
                                        .inNoTransaction("Every later prisma migrate deploy stops with P3009"
                                                + " until prisma migrate resolve says what became of it."),
                                Optional.of(new MigrationScript(
                                                "20260101120000_init/down.sql", "-- 20260101120000_init/down.sql")
                                        .in(ScriptTransaction.NEVER)),
                                RollbackPlace.file("20260101120000_init/down.sql"))),
                        List.of()));
    }

    @Test
    void ordersFoldersAsJavaScriptDoesWhateverTheyAreCalled() throws IOException {
        assertThat(pairs(read("zero/migration.sql", "00_init/migration.sql", "Add/migration.sql", "B-1/migration.sql")))
                .containsExactly(
                        "0: 00_init/migration.sql, none",
                        "Add: Add/migration.sql, none",
                        "B-1: B-1/migration.sql, none",
                        "zero: zero/migration.sql, none");
    }

    @Test
    void tellsFoldersOfOneNumberApartByTheirNames() throws IOException {
        assertThat(pairs(read("1_b/migration.sql", "01_a/migration.sql", "2_c/migration.sql")))
                .containsExactly(
                        "01_a: 01_a/migration.sql, none", "1_b: 1_b/migration.sql, none", "2: 2_c/migration.sql, none");
    }

    @Test
    void saysWhenTheNumbersTellAnotherOrder() throws IOException {
        assertThat(read("9_a/migration.sql", "10_b/migration.sql", "8_c/migration.sql")
                        .problems())
                .containsExactly(ToolBehaviour.of(
                        Kind.ORDER_DIFFERS,
                        "8_c",
                        "Prisma applies 10_b before 8_c: it compares them as text, not by number",
                        "Every new database gets them in this order. Give the numbers as many digits as the longest has:"
                                + " 08_c; a database that has it already takes it for another migration then."));
    }

    @Test
    void saysWherePrismaStops() throws IOException {
        MigrationSet read = read("1_a/migration.sql", "2_b/Migration.sql", "3_c/migration.sql", "migration_lock.toml");

        assertThat(pairs(read)).containsExactly("1: 1_a/migration.sql, none", "3: 3_c/migration.sql, none");
        assertThat(read.problems())
                .containsExactly(ToolBehaviour.of(
                        Kind.FILE_STOPS_TOOL,
                        "2_b",
                        "Prisma stops at the folder 2_b with P3015: there is no migration.sql in it",
                        "It has applied what comes before the folder by then, and applies nothing after it. Put the file"
                                + " back, or delete the folder: each folder here is a migration to Prisma."));
    }

    @Test
    void saysWhichScriptsPrismaPassesOver() throws IOException {
        MigrationSet read =
                read("1_a/migration.sql", "1_a/README.md", "1_a/rollback.sql", "2_b.sql", "seed.sql", "notes.txt");

        assertThat(read.problems())
                .containsExactly(
                        ToolBehaviour.of(
                                Kind.MIGRATION_SKIPPED,
                                "2_b.sql",
                                "Prisma passes over 2_b.sql: a migration is a folder with a file migration.sql in it",
                                "Nobody applies it, and nothing says so. Move it to 2_b/migration.sql."),
                        new UnrecognisedFile("seed.sql", "a migration is a folder with a file migration.sql in it"),
                        new UnrecognisedFile(
                                "1_a/rollback.sql",
                                "Prisma runs migration.sql alone, and the rollback is looked for in down.sql"));
    }

    @Test
    void tellsFoldersApartWhoseNamesAreOneNumber() throws IOException {
        write(folder, "1/migration.sql", "001/migration.sql", "2/migration.sql");

        assertThat(read().all())
                .extracting(migration -> migration.version().text())
                .containsExactly("001/migration.sql", "1/migration.sql", "2");
    }

    @Test
    void passesOverALinkAsPrismaDoes() throws IOException {
        write(folder, "1_a/migration.sql");
        Files.createSymbolicLink(folder.resolve("2_b"), Path.of("1_a"));

        MigrationSet read = read();

        assertThat(pairs(read)).containsExactly("1: 1_a/migration.sql, none");
        assertThat(read.problems())
                .containsExactly(ToolBehaviour.of(
                        Kind.MIGRATION_SKIPPED,
                        "2_b",
                        "Prisma passes over 2_b: it is a link, and Prisma follows none",
                        "Nobody applies it, and nothing says so. Put the folder itself here."));
    }

    @Test
    void answersAFolderForAnotherEngine() throws IOException {
        write(folder, "1_a/migration.sql");
        Files.writeString(folder.resolve("migration_lock.toml"), "# do not edit\nprovider = \"postgresql\"\n");

        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        folder + "/migration_lock.toml:2: provider = \"postgresql\": these are Prisma migrations for"
                                + " PostgreSQL, and Rollproof runs SQLite; give a folder whose provider is \"sqlite\". Where the"
                                + " project has moved to SQLite, Prisma stops with P3019 too: delete this folder and begin anew"
                                + " with prisma migrate dev");
    }

    @Test
    void readsAFolderForSqlite() throws IOException {
        write(folder, "1_a/migration.sql");
        Files.writeString(folder.resolve("migration_lock.toml"), "# do not edit\r\nprovider = \"sqlite\"\r\n");

        assertThat(pairs(read())).containsExactly("1: 1_a/migration.sql, none");
    }

    @ParameterizedTest
    @CsvSource({
        "1_a/migration.sql, migration_lock.toml, WRITTEN_BY_TOOL",
        "1_a/down.sql, migration_lock.toml, WRITTEN_BY_TOOL",
        "1_a/migration.sql, README.md, CERTAIN",
        "1_a/migration.sql, 1_a/snapshot.json, NONE",
        "1_a.sql, migration_lock.toml, NONE",
        "1_a/up.sql, 1_a/down.sql, NONE",
    })
    void findsItsFolders(String file, String other, FileConventions.Fit fit) throws IOException {
        write(folder, file, other);

        assertThat(new PrismaLayout().fit(FolderListing.read(folder), ReadingOptions.of(Layout.AUTO)))
                .isEqualTo(fit);
    }

    private MigrationSet read(String... files) throws IOException {
        return MigrationDirectory.read(write(folder, files), ReadingOptions.of(Layout.AUTO));
    }
}
