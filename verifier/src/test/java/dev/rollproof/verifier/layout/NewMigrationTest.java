package dev.rollproof.verifier.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.layout.NewMigration.NewFile;
import dev.rollproof.verifier.migration.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewMigrationTest {
    private static final Instant NOW = Instant.parse("2026-11-21T14:35:12.598Z");

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "numbered    | 0001_add_phone.sql, 0001_add_phone.rollback.sql",
                "up-down     | 000001_add_phone.up.sql, 000001_add_phone.down.sql",
                "wrangler    | 0001_add_phone.sql, rollback/0001_add_phone.rollback.sql",
                "prisma      | 20261121143512_add_phone/migration.sql, 20261121143512_add_phone/down.sql",
                "flyway      | V1__add_phone.sql, ../rollback/V1__add_phone.rollback.sql",
                "diesel      | 2026-11-21-143512_add_phone/up.sql, 2026-11-21-143512_add_phone/down.sql",
                "goose       | 20261121143512_add_phone.sql",
                "dbmate      | 20261121143512_add_phone.sql",
                "sql-migrate | 20261121143512-add_phone.sql",
                "mybatis     | 20261121143512_add_phone.sql",
                "liquibase   | 20261121143512_add_phone.sql",
            })
    void beginsAFolderAsItsToolDoesAndIsRead(String layout, String files) {
        NewMigration first = NewMigration.first(root.resolve("m"), Layout.of(layout), "add phone", NOW);
        first.write();

        assertThat(first.files()).extracting(NewFile::file).containsExactly(files.split(", ", -1));
        assertThat(MigrationDirectory.read(root.resolve("m"), ReadingOptions.of(Layout.of(layout)))
                        .all())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "numbered | 7_a.sql, 7_a.rollback.sql | 8_x.sql, 8_x.rollback.sql",
                "numbered | 099_a.sql, rollback/099_a.rollback.sql | 100_x.sql, rollback/100_x.rollback.sql",
                "numbered | 0001_a.sql, 0003_c.rollback.sql | 0004_x.sql, 0004_x.rollback.sql",
                "up-down | 20250101000000_a.up.sql | 20261121143512_x.up.sql, 20261121143512_x.down.sql",
                "up-down | 20300101000000_a.up.sql | 20300101000001_x.up.sql, 20300101000001_x.down.sql",
                "up-down | 1700000000_a.up.sql | 1795271712_x.up.sql, 1795271712_x.down.sql",
                "wrangler | 024_a.sql | 0025_x.sql, rollback/0025_x.rollback.sql",
                "flyway | V1_12__a.sql, V1_9__b.sql | V1_13__x.sql, ../rollback/V1_13__x.rollback.sql",
                "flyway | sub/V012__a.sql, U012__a.sql | sub/V013__x.sql, sub/U013__x.sql",
                "flyway | V20250101000000__a.sql, R__v.sql | V20261121143512__x.sql, ../rollback/V20261121143512__x.rollback.sql",
                "flyway | V1__a.sql, V2__b.java | V3__x.sql, ../rollback/V3__x.rollback.sql",
            })
    void goesOnAsTheFolderBegan(String layout, String files, String expected) throws IOException {
        for (String file : files.split(", ", -1)) {
            write(file, "-- nothing\n");
        }

        assertThat(next(Layout.of(layout), "x").files())
                .extracting(NewFile::file)
                .containsExactly(expected.split(", ", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "goose | -- +goose Up | 00007_a.sql | 00008_x.sql",
                "dbmate | -- migrate:up$-- migrate:down | 001_a.sql | 002_x.sql",
                "sql-migrate | -- +migrate Up | 1_a.sql | 2_x.sql",
                "mybatis | --//@UNDO | 20250101000000_a.sql | 20261121143512_x.sql",
                "liquibase | --liquibase formatted sql$--changeset ada:1$SELECT 1; | 01.sql | 02_x.sql",
            })
    void goesOnWhereBothWaysStandInOneFile(String layout, String text, String file, String expected)
            throws IOException {
        write(file, text.replace('$', '\n') + "\n");

        assertThat(next(Layout.of(layout), "x").files())
                .extracting(NewFile::file)
                .containsExactly(expected);
    }

    @Test
    void writesTheLineThatWranglerWrites() {
        assertThat(NewMigration.first(root, Layout.WRANGLER, "init", NOW)
                        .files()
                        .get(0)
                        .text())
                .isEqualTo("-- Migration number: 0001 \t 2026-11-21T14:35:12.598Z\n-- Write the change here.\n");
    }

    @Test
    void printsTheChangesetWhereOneFileHoldsThemAll() throws IOException {
        write("changelog.sql", """
                --liquibase formatted sql
                --changeset ada:1
                CREATE TABLE a (x);
                --changeset ada:2
                CREATE TABLE b (x);
                """);

        NewMigration next = next(Layout.LIQUIBASE, "add_phone");

        assertThat(next.files()).isEmpty();
        assertThat(next.section())
                .contains(
                        new NewMigration.Section(
                                "at the end of changelog.sql",
                                "--changeset ada:3\n-- Write the change here; each line of what takes it back begins with \"--rollback \".\n"));
    }

    @Test
    void overwritesNothingAndWritesNothingThen() throws IOException {
        write("0001_a.sql", "");
        NewMigration next = next(Layout.NUMBERED, "x");
        write("0002_x.rollback.sql", "mine");

        assertThatThrownBy(next::write)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(root.resolve("0002_x.rollback.sql") + " is there already and is not overwritten");
        assertThat(root.resolve("0002_x.sql")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b", "..", "a\\b", "a\nb"})
    void refusesNamesThatAreNone(String name) {
        assertThatThrownBy(() -> NewMigration.first(root, Layout.NUMBERED, name, NOW))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void makesNamesFitForFiles() {
        assertThat(NewMigration.first(root, Layout.NUMBERED, " add the.phone: now? ", NOW)
                        .name())
                .isEqualTo("0001_add_the_phone_now_");
    }

    @Test
    void leavesDrizzlesToDrizzleKit() {
        assertThatThrownBy(() -> NewMigration.first(root, Layout.DRIZZLE, "add_phone", NOW))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        root
                                + " holds Drizzle's migrations, and drizzle-kit keeps a snapshot beside each: run \"npx drizzle-kit generate --custom --name add_phone\", write the change into the file that it makes, then run \"rollproof scaffold\" for its rollback");
    }

    @Test
    void saysWhichDatabaseTakesIt() throws IOException {
        write("0001_users.sql", "");
        NewMigration next = next(Layout.NUMBERED, "users_phone");
        var existing = MigrationDirectory.read(root, ReadingOptions.of(Layout.NUMBERED));

        assertThat(next.isChosen(existing, List.of("*users*"), List.of())).isTrue();
        assertThat(next.isChosen(existing, List.of("*orders*"), List.of())).isFalse();
        assertThat(next.isChosen(existing, List.of(), List.of("*users*"))).isFalse();
        assertThat(next.isChosen(existing, List.of(), List.of())).isTrue();
    }

    private NewMigration next(Layout layout, String name) {
        return NewMigration.after(MigrationDirectory.read(root, ReadingOptions.of(layout)), name, NOW);
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
