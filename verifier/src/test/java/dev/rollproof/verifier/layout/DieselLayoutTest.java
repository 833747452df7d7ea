package dev.rollproof.verifier.layout;

import static dev.rollproof.verifier.layout.MigrationsOnDisk.pairs;
import static dev.rollproof.verifier.layout.MigrationsOnDisk.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.DirectoryProblem.UnrecognisedFile;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import dev.rollproof.verifier.migration.ScriptRemark;
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.sql.SourcePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DieselLayoutTest {
    private static final SourcePosition START = new SourcePosition(1, 1);

    @TempDir
    private Path folder;

    @Test
    void readsAMigrationInATransactionWithItsDownScript() throws IOException {
        assertThat(read("2026-01-01-120000_add_users/up.sql", "2026-01-01-120000_add_users/down.sql"))
                .isEqualTo(new MigrationSet(
                        folder,
                        "diesel",
                        false,
                        List.of(new Migration(
                                        MigrationVersion.of("20260101120000"),
                                        "2026-01-01-120000_add_users",
                                        "add_users",
                                        script("2026-01-01-120000_add_users/up.sql"),
                                        Optional.of(script("2026-01-01-120000_add_users/down.sql")),
                                        RollbackPlace.file("2026-01-01-120000_add_users/down.sql"))
                                .trackedAs("20260101120000")),
                        List.of()));
    }

    private static MigrationScript script(String file) {
        return new MigrationScript(file, "-- " + file).in(ScriptTransaction.ALWAYS);
    }

    @Test
    void ordersByTheTextOfTheVersionsAndSaysWhereTheNumbersTellAnotherOrder() throws IOException {
        MigrationSet read = read("10_b/up.sql", "9_a/up.sql", "init/up.sql", "2-0_c/up.sql");

        assertThat(pairs(read))
                .containsExactly(
                        "10: 10_b/up.sql, none",
                        "20: 2-0_c/up.sql, none",
                        "9: 9_a/up.sql, none",
                        "init: init/up.sql, none");
        assertThat(read.problems())
                .containsExactly(ToolBehaviour.of(
                        Kind.ORDER_DIFFERS,
                        "9_a",
                        "diesel applies 2-0_c before 9_a: it compares them as text, not by number",
                        "Every new database gets them in this order. Give the numbers as many digits as the longest has:"
                                + " 09_a; a database that has it already takes it for another migration then."));
    }

    /** Vaultwarden has such a pair: the version ends at the first underscore, so this one has no time. */
    @Test
    void takesADateForNoCount() throws IOException {
        MigrationSet read = read("2024-03-06-170000_add_users/up.sql", "2024-03-13_170000_cascade/up.sql");

        assertThat(pairs(read))
                .containsExactly(
                        "20240306170000: 2024-03-06-170000_add_users/up.sql, none",
                        "20240313: 2024-03-13_170000_cascade/up.sql, none");
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void tellsVersionsApartThatAreOneNumber() throws IOException {
        assertThat(pairs(read("1_a/up.sql", "01_b/up.sql")))
                .containsExactly("01_b: 01_b/up.sql, none", "1_a: 1_a/up.sql, none");
    }

    @Test
    void saysWhichOfTwoFoldersOfOneVersionVanishes() throws IOException {
        MigrationSet read = read("2026-01-01_b/up.sql", "20260101_a/up.sql", "20260102_c/up.sql");

        assertThat(pairs(read))
                .containsExactly("20260101: 20260101_a/up.sql, none", "20260102: 20260102_c/up.sql, none");
        assertThat(read.problems())
                .containsExactly(ToolBehaviour.of(
                        Kind.MIGRATION_SKIPPED,
                        "2026-01-01_b",
                        "diesel runs one of 2026-01-01_b and 20260101_a alone: both are version 20260101 to it",
                        "With embed_migrations! it is the last by name, 20260101_a, which is verified here; from the"
                                + " folder, it is whichever the file system lists last. diesel migration revert then"
                                + " takes the down.sql of the first. Give each a version of its own."));
    }

    @Test
    void saysWhatStopsDiesel() throws IOException {
        write(folder, "1_a/up.sql", "README.md", ".git/config", "rollback/1_a.sql", "2_b/.gitkeep", "3_c/inner/up.sql");
        Files.createDirectory(folder.resolve("empty"));
        Files.createSymbolicLink(folder.resolve("NOTES.md"), Path.of("README.md"));

        MigrationSet read = read();

        assertThat(pairs(read)).containsExactly("1: 1_a/up.sql, none");
        assertThat(read.problems()).containsExactly(stops("2_b"), stops("3_c"), stops("NOTES.md"), stops("rollback"));
    }

    private static ToolBehaviour stops(String name) {
        return ToolBehaviour.of(
                Kind.FILE_STOPS_TOOL,
                name,
                "diesel stops at %s before it applies anything: there is no up.sql in it".formatted(name),
                "Everything here is a migration to diesel but plain files, empty folders and names that begin with a dot."
                        + " Put the file there, or move the folder away.");
    }

    @Test
    void saysWhichScriptsDieselPassesOver() throws IOException {
        assertThat(read("1_a/up.sql", "1_a/undo.sql", "2_b.sql", "seed.sql").problems())
                .containsExactly(
                        ToolBehaviour.of(
                                Kind.MIGRATION_SKIPPED,
                                "2_b.sql",
                                "diesel passes over 2_b.sql: a migration is a folder with a file up.sql in it",
                                "Nobody applies it, and nothing says so. Move it to 2_b/up.sql."),
                        new UnrecognisedFile("seed.sql", "a migration is a folder with a file up.sql in it"),
                        new UnrecognisedFile(
                                "1_a/undo.sql",
                                "diesel runs up.sql alone, and the rollback is looked for in down.sql"));
    }

    @ParameterizedTest
    @CsvSource({
        "run_in_transaction = false, NEVER, ''",
        "run_in_transaction = true, ALWAYS, ''",
        "# as always, NEVER, 'diesel runs this in no transaction: 1_a/metadata.toml does not say run_in_transaction,"
                + " and diesel takes that for false'",
        "run_in_transaction = no, ALWAYS, 'diesel passes over 1_a/metadata.toml and runs this in a transaction: it is no"
                + " valid TOML'",
        "run_in_transaction = 'no', ALWAYS, 'diesel passes over 1_a/metadata.toml and runs this in a transaction:"
                + " run_in_transaction is neither true nor false'",
    })
    void obeysTheMetadata(String metadata, ScriptTransaction transaction, String remark) throws IOException {
        write(folder, "1_a/up.sql", "1_a/down.sql");
        Files.writeString(folder.resolve("1_a/metadata.toml"), metadata.replace('\'', '"'));

        Migration migration = read().migrations().get(0);

        assertThat(migration.up().transaction()).isEqualTo(transaction);
        assertThat(migration.rollback().orElseThrow().transaction()).isEqualTo(transaction);
        assertThat(String.join("", messages(migration.up()))).isEqualTo(remark);
        assertThat(messages(migration.rollback().orElseThrow())).isEmpty();
    }

    private static List<String> messages(MigrationScript script) {
        return script.misreadings().stream().map(ScriptRemark::message).toList();
    }

    @Test
    void refusesAnEmptyFileAsDieselDoes() throws IOException {
        write(folder, "1_a/up.sql");
        Files.writeString(folder.resolve("1_a/up.sql"), "");

        assertThat(read().migrations().get(0).up().refusal())
                .contains(
                        new ScriptRemark(
                                START,
                                "diesel refuses an empty file: Attempted to run an empty migration",
                                "Write its statements, or a comment where there is nothing to do. With embed_migrations! it runs, and does nothing."));
    }

    @ParameterizedTest
    @CsvSource({
        "1_a/up.sql, README.md, CERTAIN",
        "1_a/up.sql, diesel.toml, WRITTEN_BY_TOOL",
        "1_a/migration.sql, diesel.toml, NONE",
        "1_a.up.sql, 1_a.down.sql, NONE",
    })
    void findsItsFolders(String file, String other, FileConventions.Fit fit) throws IOException {
        write(folder, "migrations/" + file, other, ".git/config");

        assertThat(new DieselLayout()
                        .fit(FolderListing.read(folder.resolve("migrations")), ReadingOptions.of(Layout.AUTO)))
                .isEqualTo(fit);
    }

    private MigrationSet read(String... files) throws IOException {
        return MigrationDirectory.read(write(folder, files), ReadingOptions.of(Layout.AUTO));
    }
}
