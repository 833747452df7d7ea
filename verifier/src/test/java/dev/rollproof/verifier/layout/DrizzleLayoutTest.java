package dev.rollproof.verifier.layout;

import static dev.rollproof.verifier.layout.MigrationsOnDisk.pairs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.RollbackVerifier;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.migration.DirectoryProblem.DuplicateVersion;
import dev.rollproof.verifier.migration.DirectoryProblem.RollbackWithoutMigration;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.DirectoryProblem.VersionGap;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.migration.ToolSnapshot;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import dev.rollproof.verifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrizzleLayoutTest {
    private static final String TABLE = "CREATE TABLE `a` (`id` integer PRIMARY KEY, `x` text);";

    @TempDir
    private Path repository;

    private Path folder;

    @BeforeEach
    void makeARepository() throws IOException {
        Files.createDirectory(repository.resolve(".git"));
        folder = Files.createDirectories(repository.resolve("packages/db/drizzle"));
    }

    @Test
    void readsAMigrationWithItsRollbackAndItsSnapshot() throws IOException {
        journal("0003_add_orders");
        write("0003_add_orders.sql", TABLE);
        write("rollback/0003_add_orders.rollback.sql", "DROP TABLE a;");
        write("meta/0003_snapshot.json", "{}");

        assertThat(read())
                .isEqualTo(new MigrationSet(
                        folder,
                        "drizzle",
                        true,
                        List.of(new Migration(
                                MigrationVersion.of("3"),
                                "0003_add_orders",
                                "add_orders",
                                new MigrationScript("0003_add_orders.sql", TABLE).in(ScriptTransaction.ALWAYS),
                                Optional.of(
                                        new MigrationScript("rollback/0003_add_orders.rollback.sql", "DROP TABLE a;")),
                                RollbackPlace.file("rollback/0003_add_orders.rollback.sql"),
                                Optional.empty(),
                                Optional.of("1000"),
                                Optional.of(new ToolSnapshot("meta/0003_snapshot.json", "{}")))),
                        List.of()));
    }

    @Test
    void saysWhereAMissingRollbackWouldStand() throws IOException {
        files("0000_a");

        assertThat(read().migrations().get(0).rollbackPlace().inWords()).isEqualTo("rollback/0000_a.rollback.sql");
    }

    @Test
    void findsARollbackBesideTheMigrationAndByNumberAlone() throws IOException {
        files("0000_a", "0001_b");
        write("0000_a.rollback.sql", "");
        write("rollback/0001_other.rollback.sql", "");

        assertThat(pairs(read()))
                .containsExactly(
                        "0: 0000_a.sql, 0000_a.rollback.sql", "1: 0001_b.sql, rollback/0001_other.rollback.sql");
    }

    @Test
    void reportsRollbacksThatRepeatOrBelongToNothing() throws IOException {
        files("0000_a");
        write("0000_a.rollback.sql", "");
        write("rollback/0000_a.rollback.sql", "");
        write("rollback/0007_b.rollback.sql", "");

        assertThat(read().problems())
                .containsExactlyInAnyOrder(
                        new DuplicateVersion(
                                MigrationVersion.of("0"),
                                List.of("rollback/0000_a.rollback.sql", "0000_a.rollback.sql")),
                        new RollbackWithoutMigration(MigrationVersion.of("7"), "rollback/0007_b.rollback.sql"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0000_a 0001_b | 0 1",
                "20260101000000_a 20260102000000_b | 20260101000000 20260102000000",
                "1764000000_a 1764000009_b | 1764000000 1764000009",
                "_a _b | _a _b",
                "0000_a 0001_z 0001_b | 0 0001_z 0001_b",
            })
    void takesTheNumberForTheVersionAndTheNameWhereItTellsNothing(String tags, String versions) throws IOException {
        files(tags.split(" "));

        assertThat(read().migrations().stream().map(m -> m.version().text())).containsExactly(versions.split(" "));
    }

    @Test
    void appliesInTheOrderOfTheJournal() throws IOException {
        files("0000_a", "0002_c", "0001_b");

        assertThat(pairs(read())).containsExactly("0: 0000_a.sql, none", "2: 0002_c.sql, none", "1: 0001_b.sql, none");
        assertThat(read().problems())
                .containsExactly(ToolBehaviour.of(
                        Kind.ORDER_DIFFERS,
                        "0001_b.sql",
                        "Drizzle applies 0001_b.sql after 0002_c.sql: it goes by the order of the journal's entries, not by the"
                                + " numbers in the names",
                        "Put the entries of meta/_journal.json in the order that is meant, or give the files names that say"
                                + " it."));
    }

    @Test
    void saysThatTwoOfOneNumberShareTheirSnapshot() throws IOException {
        files("0001_z", "0001_b");
        write("meta/0001_snapshot.json", "{}");

        assertThat(read().migrations())
                .allMatch(migration -> migration.snapshot().isEmpty());
        assertThat(read().problems())
                .containsExactly(
                        ToolBehaviour.of(
                                Kind.ORDER_DIFFERS,
                                "0001_b.sql",
                                "Drizzle applies 0001_b.sql after 0001_z.sql: it goes by the order of the journal's entries, not by"
                                        + " names, and both have one number",
                                "They share meta/0001_snapshot.json too: one's snapshot overwrote the other's, and the next drizzle-kit"
                                        + " generate starts from what is left. Generate the later one anew on top of the other."));
    }

    @ParameterizedTest
    @ValueSource(longs = {200, 300})
    void reportsAnEntryThatDatabasesWithANewerOneNeverGet(long when) throws IOException {
        files("0000_a", "0001_b", "0002_c");
        journal(List.of("0000_a", "0001_b", "0002_c"), List.of(100L, 300L, when));

        assertThat(pairs(read())).hasSize(3);
        assertThat(read().problems())
                .containsExactly(ToolBehaviour.of(
                        Kind.MIGRATION_SKIPPED,
                        "0002_c.sql",
                        "Drizzle never applies 0002_c.sql to a database that has 0001_b.sql: its \"when\" in the journal, "
                                + when + ", is not greater than that one's, 300",
                        "It applies only what is newer than the newest migration that a database has, and says nothing of the"
                                + " rest; a new database gets it all the same, so the two differ for ever. Set \"when\" to a greater"
                                + " number than every other, or generate the migration anew on top of the others."));
    }

    @Test
    void reportsAnEntryWithoutAFileAndAFileWithoutAnEntry() throws IOException {
        files("0000_a");
        journal("0000_a", "0001_b");
        write("0002_c.sql", TABLE);
        write("0003_d.SQL", TABLE);

        assertThat(pairs(read())).containsExactly("0: 0000_a.sql, none");
        String help = "Nobody applies it, and nothing says so. Make it with drizzle-kit generate --custom, which"
                + " writes the entry too, or move it to another folder if it is no migration.";
        assertThat(read().problems())
                .containsExactly(
                        ToolBehaviour.of(
                                Kind.MIGRATION_FILE_MISSING,
                                "0001_b.sql",
                                "Drizzle stops before the first migration: the journal names 0001_b.sql, which is not there",
                                "It applies nothing at all. Restore the file, or take the entry out"
                                        + " of meta/_journal.json where no database has it."),
                        ToolBehaviour.of(
                                Kind.MIGRATION_SKIPPED,
                                "0002_c.sql",
                                "Drizzle passes over 0002_c.sql: meta/_journal.json does not name it",
                                help),
                        ToolBehaviour.of(
                                Kind.MIGRATION_SKIPPED,
                                "0003_d.SQL",
                                "Drizzle passes over 0003_d.SQL: meta/_journal.json does not name it",
                                help));
    }

    @Test
    void reportsAGapInTheNumbers() throws IOException {
        files("0000_a", "0003_b");

        assertThat(read().problems())
                .containsExactly(
                        new VersionGap(MigrationVersion.of("0"), MigrationVersion.of("3"), "0000_a.sql", "0003_b.sql"));
    }

    @Test
    void reportsAJournalThatDrizzleCannotReadOrThatNamesAFileTwice() throws IOException {
        files("0000_a");
        journal(List.of("0000_a", "0000_a"), List.of(1L, 2L));
        Path journal = folder.resolve("meta/_journal.json");
        Files.writeString(journal, "\uFEFF" + Files.readString(journal));

        assertThat(pairs(read())).containsExactly("0: 0000_a.sql, none");
        assertThat(read().problems())
                .containsExactly(
                        ToolBehaviour.of(
                                Kind.FILE_STOPS_TOOL,
                                "meta/_journal.json",
                                "Drizzle cannot read its journal: it begins with a byte order mark, which is no JSON",
                                "drizzle-kit migrate stops before the first migration. Save the file as UTF-8 without the"
                                        + " mark."),
                        ToolBehaviour.of(
                                Kind.FILE_STOPS_TOOL,
                                "0000_a.sql",
                                "Drizzle applies 0000_a.sql 2 times: so often the journal names it",
                                "The second time it fails, or does its work twice. Leave one entry of it in"
                                        + " meta/_journal.json."));
    }

    @Test
    void refusesJournalsThatAreNone() throws IOException {
        assertRefused(
                "{\"dialect\": \"postgresql\", \"entries\": []}",
                ": these are Drizzle's migrations for postgresql."
                        + " Rollproof runs migrations on SQLite, so it cannot prove them");
        assertRefused(
                "{}",
                " is no journal of Drizzle: it has no \"dialect\" or no \"entries\". Restore it from version control");
        assertRefused("{\"dialect\": \"sqlite\", \"entries\": []}", " names no migration");
        assertRefused(
                "{\"dialect\": \"sqlite\", \"entries\": [{\"idx\": 0}]}",
                ": entry 0 has no \"tag\", or no number in \"when\"; Drizzle cannot tell which file it means or whether it is"
                        + " pending");
        assertRefused(
                "{\"dialect\": \"sqlite\", \"entries\": [{\"tag\": \"../../x\", \"when\": 1}]}",
                ": the tag \"../../x\" leads out of the folder, where nothing is read");
        assertRefused(
                "{\"dialect\": \"sqlite\", \"entries\": [{\"tag\": \"0000_x\", \"when\": 1}]}",
                " names 0000_x.sql, which is not there");
        assertRefused(
                "{\"dialect\": \"sqlite\", \"entries\": [{\"tag\": \"a\\u0000b\", \"when\": 1}]}",
                ": entry 0 has no \"tag\", or no number in \"when\"; Drizzle cannot tell which file it means or whether it is"
                        + " pending");
        assertRefused("{", ":1:2: no valid JSON, so Drizzle finds no migration at all: the file ends too early");
        assertRefused(
                "<<<<<<< HEAD",
                ":1:1: no valid JSON, so Drizzle finds no migration at all: Unexpected character ('<' (code 60)): expected a"
                        + " valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')");
    }

    private void assertRefused(String journal, String message) throws IOException {
        write("meta/_journal.json", journal);
        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(folder.resolve("meta/_journal.json") + message);
    }

    @Test
    void saysThatTheJournalIsLost() throws IOException {
        write("0000_a.sql", TABLE + DrizzleScript.BREAKPOINT);

        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(folder
                        + ": Drizzle's files, but not their journal: without meta/_journal.json Drizzle applies none"
                        + " of them (\"Can't find meta/_journal.json file\"). Restore it from version control; where something"
                        + " else applies these files, name it with --layout, for example --layout numbered");
    }

    @Test
    void leavesFilesWithBreakpointsAndRollbacksToTheNumberedLayout() throws IOException {
        write("0000_a.sql", TABLE + DrizzleScript.BREAKPOINT);
        write("0000_a.rollback.sql", "DROP TABLE a;");

        assertThat(read().layout()).isEqualTo("numbered");
    }

    @Test
    void readsTheFoldersOfTheFirstVersion() throws IOException {
        folders("20260102000000_b", "20260101000000_a");
        write("20260101000000_a/down.sql", "DROP TABLE a;");
        Files.createDirectory(folder.resolve("notes"));

        MigrationSet read = read();

        assertThat(read.layout()).isEqualTo("drizzle");
        assertThat(pairs(read))
                .containsExactly(
                        "20260101000000: 20260101000000_a/migration.sql, 20260101000000_a/down.sql",
                        "20260102000000: 20260102000000_b/migration.sql, none");
        assertThat(read.migrations().get(0).description()).isEqualTo("a");
        assertThat(read.migrations().get(1).rollbackPlace()).isEqualTo(RollbackPlace.file("20260102000000_b/down.sql"));
        assertThat(read.migrations().get(1).snapshot())
                .map(ToolSnapshot::file)
                .contains("20260102000000_b/snapshot.json");
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void saysWhatStopsTheFirstVersionAndWhatItPassesOver() throws IOException {
        folders("20260101000000_a");
        write("20260102000000_b/snapshot.json", "{}");
        write("0001_c.sql", TABLE);

        assertThat(read().problems())
                .containsExactly(
                        ToolBehaviour.of(
                                Kind.MIGRATION_FILE_MISSING,
                                "20260102000000_b/migration.sql",
                                "Drizzle passes over 20260102000000_b: it holds a snapshot and no migration.sql",
                                "Nobody applies it, and nothing says so; drizzle-kit generate builds on its snapshot, so the"
                                        + " changes in it reach no database. Restore the file, or delete the folder."),
                        ToolBehaviour.of(
                                Kind.MIGRATION_SKIPPED,
                                "0001_c.sql",
                                "Drizzle passes over 0001_c.sql: a migration is a folder with a file migration.sql in it",
                                "Nobody applies it, and nothing says so. Make it with drizzle-kit generate --custom, or move it to another folder if"
                                        + " it is no migration."));

        journal("0001_c");
        assertThat(read().problems())
                .contains(
                        ToolBehaviour.of(
                                Kind.FILE_STOPS_TOOL,
                                "meta/_journal.json",
                                "Drizzle 1.x stops before the first migration: the journal of 0.x stands beside the folders",
                                "It says \"We detected that you have old drizzle-kit migration folders\". Run drizzle-kit up, which"
                                        + " turns the files of 0.x into folders and deletes the journal; if that is done, delete meta."));
    }

    @Test
    void asksTheSnapshotsWhatWasMadeFirstInOneSecond() throws IOException {
        folders("20260101000000_zeta", "20260101000000_alpha");
        write("20260101000000_zeta/snapshot.json", "{\"dialect\": \"sqlite\", \"id\": \"z\", \"prevIds\": [\"0\"]}");
        write("20260101000000_alpha/snapshot.json", "{\"dialect\": \"sqlite\", \"id\": \"a\", \"prevIds\": [\"z\"]}");

        assertThat(read().migrations().stream().map(m -> m.version().text()))
                .containsExactly("20260101000000_alpha", "20260101000000_zeta");
        assertThat(read().problems())
                .containsExactly(
                        ToolBehaviour.of(
                                Kind.ORDER_DIFFERS,
                                "20260101000000_zeta/migration.sql",
                                "Drizzle applies 20260101000000_zeta after 20260101000000_alpha: both are of one second, and then the"
                                        + " letters decide",
                                "Their snapshots say that 20260101000000_zeta was made first. Give its folder an earlier second."));

        write("20260101000000_zeta/snapshot.json", "{\"dialect\": \"sqlite\", \"id\": \"z\", \"prevIds\": [\"a\"]}");
        assertThat(read().problems()).isEmpty();
    }

    @Test
    void refusesFoldersOfAnotherDatabase() throws IOException {
        folders("20260101000000_a");
        write("20260101000000_a/snapshot.json", "{\"dialect\": \"postgres\"}");

        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(folder.resolve("20260101000000_a/snapshot.json")
                        + ": these are Drizzle's migrations for postgres. Rollproof runs migrations on SQLite, so it cannot"
                        + " prove them");
    }

    @Test
    void provesARollbackFromEndToEnd() throws IOException {
        files("0000_a");
        write("0001_b.sql", "ALTER TABLE a ADD y text\n" + DrizzleScript.BREAKPOINT + "\nCREATE INDEX i ON a(y);");
        journal("0000_a", "0001_b");
        write("rollback/0000_a.rollback.sql", "DROP TABLE a;");
        write("rollback/0001_b.rollback.sql", "DROP INDEX i; ALTER TABLE a DROP COLUMN y;");

        assertThat(new RollbackVerifier(VerificationOptions.DEFAULT)
                        .verify(read())
                        .migrations())
                .extracting(MigrationVerdict::verdict)
                .containsExactly(Verdict.RESTORED, Verdict.RESTORED);
    }

    @Test
    void saysWhatTheToolSaysOfAFileThatItRefuses() throws IOException {
        files("0000_a");
        write("0000_a.sql", TABLE + "\n" + DrizzleScript.BREAKPOINT + "\n");

        assertThat(new RollbackVerifier(VerificationOptions.DEFAULT)
                        .verify(read())
                        .allFindings()
                        .filter(finding -> finding.check().equals("migration-failed"))
                        .map(DrizzleLayoutTest::told))
                .containsExactly(
                        "0000_a.sql:2: the migration fails: no statement follows the last --> statement-breakpoint, and the"
                                + " driver refuses a call without one -> drizzle-kit migrate stops here and applies nothing. Delete"
                                + " the breakpoint.");
    }

    private static String told(Finding finding) {
        return "%s:%d: %s -> %s"
                .formatted(
                        finding.location().file(),
                        finding.location().position().orElseThrow().line(),
                        finding.message(),
                        finding.help());
    }

    private MigrationSet read() {
        return MigrationDirectory.read(folder, ReadingOptions.of(Layout.AUTO));
    }

    private void files(String... tags) throws IOException {
        journal(tags);
        for (String tag : tags) {
            write(tag + ".sql", TABLE);
        }
    }

    private void folders(String... names) throws IOException {
        for (String name : names) {
            write(name + "/migration.sql", TABLE);
            write(name + "/snapshot.json", "{\"dialect\": \"sqlite\"}");
        }
    }

    private void journal(String... tags) throws IOException {
        journal(
                List.of(tags),
                IntStream.rangeClosed(1, tags.length).mapToObj(i -> 1000L * i).toList());
    }

    private void journal(List<String> tags, List<Long> whens) throws IOException {
        String entries = IntStream.range(0, tags.size())
                .mapToObj(i -> "{\"idx\": %d, \"version\": \"6\", \"when\": %d, \"tag\": \"%s\", \"breakpoints\": true}"
                        .formatted(i, whens.get(i), tags.get(i)))
                .collect(Collectors.joining(", "));
        write(
                "meta/_journal.json",
                "{\"version\": \"7\", \"dialect\": \"sqlite\", \"entries\": [%s]}".formatted(entries));
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
