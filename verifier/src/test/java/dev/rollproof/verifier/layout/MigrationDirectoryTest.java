package dev.rollproof.verifier.layout;

import static dev.rollproof.verifier.layout.MigrationsOnDisk.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.migration.DirectoryProblem.UnrecognisedFile;
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

class MigrationDirectoryTest {
    private static final String NONE_FITS = "none of the layouts fits: numbered, up-down, drizzle, wrangler, prisma,"
            + " flyway, diesel, goose, dbmate, sql-migrate, liquibase, mybatis";
    private static final String NUMBERED = "0001_create_users.sql with 0001_create_users.rollback.sql (numbered)";
    private static final String UP_DOWN = "000001_create_users.up.sql with 000001_create_users.down.sql (up-down)";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "numbered, 1_a.sql, 2_b.sql",
        "numbered, 1_a.sql, 1_a.rollback.sql",
        "numbered, 1_a.sql, rollback/1_a.rollback.sql",
        "numbered, 1_a_up.sql, 1_a_down.sql",
        "up-down, 1_a.up.sql, 1_a.down.sql",
        "up-down, 1_a.up.sql, 2_b.sql",
        "up-down, 1_a.up.sql, 1_a_down.sql",
        "numbered, 1_a.sql, 1_a.down.sql",
    })
    void recognisesTheLayout(String layout, String file, String other) throws IOException {
        write(folder, file, other);

        assertThat(MigrationDirectory.read(folder, ReadingOptions.of(Layout.AUTO))
                        .layout())
                .isEqualTo(layout);
        assertThat(MigrationDirectory.isOne(folder, ReadingOptions.of(Layout.AUTO)))
                .isTrue();
        assertThat(MigrationDirectory.isOne(folder, ReadingOptions.of(Layout.of(layout))))
                .isTrue();
    }

    @Test
    void asksWhereTwoLayoutsFitEqually() throws IOException {
        write(folder, "1_a.sql", "1_a.rollback.sql", "2_b.up.sql", "2_b.down.sql");

        assertRefused(
                Layout.AUTO,
                "%s fits the layouts numbered and up-down equally; say which with --layout numbered or --layout up-down"
                        .formatted(folder));
        assertThat(MigrationDirectory.isOne(folder, ReadingOptions.of(Layout.AUTO)))
                .isTrue();
    }

    @Test
    void takesTheUsersWordForTheLayout() throws IOException {
        write(folder, "1_a.sql", "1_a.rollback.sql", "2_b.up.sql", "2_b.down.sql");

        MigrationSet read = MigrationDirectory.read(folder, ReadingOptions.of(Layout.UP_DOWN));

        assertThat(MigrationsOnDisk.pairs(read)).containsExactly("2: 2_b.up.sql, 2_b.down.sql");
        assertThat(read.problems())
                .containsExactly(
                        new UnrecognisedFile("1_a.rollback.sql", "the ending of a rollback is .down.sql: 1_a.down.sql"),
                        new UnrecognisedFile("1_a.sql", "the direction is missing: 1_a.up.sql"));
    }

    @Test
    void makesTheDirectoryAbsolute() throws IOException {
        write(folder, "a/1_a.sql");
        Path relative = Path.of("").toAbsolutePath().relativize(folder.resolve("b/../a"));

        assertThat(MigrationDirectory.read(relative, ReadingOptions.of(Layout.AUTO))
                        .directory())
                .isEqualTo(folder.resolve("a"));
    }

    @Test
    void refusesAnEmptyFolder() {
        assertRefused(Layout.AUTO, "%s is empty".formatted(folder));
        assertThat(MigrationDirectory.isOne(folder, ReadingOptions.of(Layout.AUTO)))
                .isFalse();
    }

    @Test
    void refusesAFolderWithoutSql() throws IOException {
        write(folder, "README.md", "1_a.sql/README.md");

        assertRefused(Layout.AUTO, "%s holds no .sql files\n  %s".formatted(folder, NONE_FITS));
    }

    @Test
    void refusesAFolderOfFilesThatItCannotRead() throws IOException {
        write(folder, "a.sql", "b.sql", "c.sql");

        assertRefused(
                Layout.AUTO,
                "%s holds no migrations, only a.sql and 2 other .sql files (a version is missing at the beginning: 0001_a.sql)\n  %s"
                        .formatted(folder, NONE_FITS));
    }

    @Test
    void refusesAFolderOfAnotherLayoutThanTheUserSaid() throws IOException {
        write(folder, "1_a.sql");

        assertRefused(
                Layout.UP_DOWN, "%s holds no migrations, only 1_a.sql\n  looked for %s".formatted(folder, UP_DOWN));
        assertThat(MigrationDirectory.isOne(folder, ReadingOptions.of(Layout.UP_DOWN)))
                .isFalse();
    }

    @Test
    void refusesAFolderOfRollbacksAlone() throws IOException {
        write(folder, "1_a.rollback.sql");

        assertRefused(
                Layout.AUTO,
                "%s holds no migrations, only 1_a.rollback.sql\n  looked for %s".formatted(folder, NUMBERED));
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        Path gone = folder.resolve("gone");

        assertThatThrownBy(() -> MigrationDirectory.read(gone, ReadingOptions.of(Layout.AUTO)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("no such folder: " + gone);
    }

    @Test
    void refusesAFile() throws IOException {
        Path file = write(folder, "1_a.sql").resolve("1_a.sql");

        assertThatThrownBy(() -> MigrationDirectory.read(file, ReadingOptions.of(Layout.AUTO)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("%s is a file; give the folder that holds it".formatted(file));
    }

    @Test
    void refusesAScriptThatIsNoText() throws IOException {
        Path file = folder.resolve("1_a.sql");
        Files.write(file, new byte[] {'S', 0});

        assertRefused(
                Layout.AUTO,
                "%s is no text: byte 0x00 at offset 1; save it as UTF-8 or take it out of this folder".formatted(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.sql | a description is missing: 1_NAME.sql",
                "1-users.sql | an underscore is missing after the version: 1_users.sql",
                "1_users.SQL | the ending is not in lower case: 1_users.sql",
            })
    void saysWhatIsWrongWithTheNames(String file, String mistake) throws IOException {
        write(folder, file);

        assertRefused(
                Layout.AUTO, "%s holds no migrations, only %s (%s)\n  %s".formatted(folder, file, mistake, NONE_FITS));
        assertRefused(
                Layout.NUMBERED,
                "%s holds no migrations, only %s (%s)\n  looked for %s".formatted(folder, file, mistake, NUMBERED));
        assertRefused(
                Layout.UP_DOWN, "%s holds no migrations, only %s\n  looked for %s".formatted(folder, file, UP_DOWN));
    }

    @Test
    void namesTheLanguageOfAFolderOfCode() throws IOException {
        write(folder, "0001_users.ts", "0002_orders.ts", "index.ts");

        assertRefused(
                Layout.AUTO,
                "%s holds no .sql files; its migrations, such as 0001_users.ts, are in TypeScript, and Rollproof runs SQL\n  %s"
                        .formatted(folder, NONE_FITS));
    }

    @Test
    void passesOverASubfolderThatCannotBeRead() throws IOException {
        write(folder, "sqlite/1_a.sql", "other/1_a.sql");
        Files.createSymbolicLink(folder.resolve("other/rollback"), folder);

        assertRefused(
                Layout.AUTO,
                "%1$s holds no .sql files\n  there are migrations below it; give one of these folders:\n    %1$s/sqlite"
                        .formatted(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.json", "plan.xml", "compose.yaml", "dump.sql"})
    void readsWhatItDoesNotRunOnlyAsFarAsItCan(String file) throws IOException {
        write(folder, "1_a.sql");
        Files.write(folder.resolve(file), new byte[] {(byte) 0xFF, (byte) 0xFE, 'x', 0});

        MigrationSet read = MigrationDirectory.read(folder, ReadingOptions.of(Layout.AUTO));

        assertThat(MigrationsOnDisk.pairs(read)).containsExactly("1: 1_a.sql, none");
    }

    @Test
    void followsNoLinkOfAFileThatItDoesNotRun() throws IOException {
        Path migrations = write(folder.resolve("migrations"), "1_a.sql");
        Files.writeString(folder.resolve("package.json"), "{}");
        Files.createSymbolicLink(migrations.resolve("package.json"), folder.resolve("package.json"));
        Files.createSymbolicLink(migrations.resolve("gone.yml"), folder.resolve("gone"));

        assertThat(MigrationDirectory.read(migrations, ReadingOptions.of(Layout.AUTO))
                        .layout())
                .isEqualTo("numbered");
    }

    @Test
    void readsFilesThatOnlySpeakOfOtherTools() throws IOException {
        Files.writeString(
                folder.resolve("1_a.sql"),
                "-- was -- +goose Up\nSELECT '+goose Up'; -- migrate it\n-- migrate: rows\n--migrated");

        assertThat(MigrationDirectory.read(folder, ReadingOptions.of(Layout.AUTO))
                        .migrations())
                .hasSize(1);
    }

    @Test
    void followsALinkInTheFolder() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "CREATE TABLE a(x);");
        Files.createSymbolicLink(folder.resolve("1_a.sql"), Path.of("a.txt"));

        assertThat(MigrationDirectory.read(folder, ReadingOptions.of(Layout.AUTO))
                        .migrations())
                .extracting(migration -> migration.up().text())
                .containsExactly("CREATE TABLE a(x);");
    }

    @Test
    void followsNoLinkOutOfTheFolder() throws IOException {
        Path migrations = Files.createDirectory(folder.resolve("migrations"));
        Path secret = Files.writeString(folder.resolve("secret"), "CREATE TABLE a(x);");
        Path link = Files.createSymbolicLink(migrations.resolve("1_a.sql"), secret);

        assertThatThrownBy(() -> MigrationDirectory.read(migrations, ReadingOptions.of(Layout.AUTO)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(link + " is a link out of the folder, which is not followed; put the file itself here");
    }

    @Test
    void listsNoFolderThatALinkLeadsTo() throws IOException {
        Path migrations = Files.createDirectory(folder.resolve("migrations"));
        Files.writeString(migrations.resolve("1_a.sql"), "CREATE TABLE a(x);");
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(migrations.resolve("rollback"), elsewhere);

        assertThatThrownBy(() -> MigrationDirectory.read(migrations, ReadingOptions.of(Layout.AUTO)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(link + " is a link out of the folder, which is not followed; put the folder itself here");
    }

    private void assertRefused(Layout layout, String message) {
        assertThatThrownBy(() -> MigrationDirectory.read(folder, ReadingOptions.of(layout)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }
}
