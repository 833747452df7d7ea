package dev.rollproof.verifier.layout;

import static dev.rollproof.verifier.layout.MigrationsOnDisk.pairs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.DirectoryProblem.DuplicateVersion;
import dev.rollproof.verifier.migration.DirectoryProblem.RollbackWithoutMigration;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.DirectoryProblem.UnrecognisedFile;
import dev.rollproof.verifier.migration.DirectoryProblem.VersionGap;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import dev.rollproof.verifier.migration.ScriptRemark;
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.migration.Target;
import dev.rollproof.verifier.migration.ToolSnapshot;
import dev.rollproof.verifier.sql.SourcePosition;
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

/** What is said here of Wrangler was seen on Wrangler 4.164.0 with a local D1. */
class WranglerLayoutTest {
    private static final String PLAIN = "{\"d1_databases\": [{\"binding\": \"DB\"}]}";

    @TempDir
    private Path repository;

    private Path folder;

    @BeforeEach
    void makeAWorker() throws IOException {
        Files.createDirectory(repository.resolve(".git"));
        folder = Files.createDirectory(repository.resolve("migrations"));
        configure(PLAIN);
    }

    @Test
    void takesDrizzlesSnapshotsForAWitness() throws IOException {
        write("0000_a.sql", "CREATE TABLE a (x);");
        write("0001_b.sql", "CREATE TABLE b (x);");
        write("0001_c.sql", "CREATE TABLE c (x);");
        write("meta/0000_snapshot.json", "{}");
        write("meta/0001_snapshot.json", "{}");

        assertThat(read().migrations())
                .extracting(migration -> migration.snapshot().map(ToolSnapshot::file))
                .containsExactly(Optional.of("meta/0000_snapshot.json"), Optional.empty(), Optional.empty());
    }

    @Test
    void readsAMigrationWithItsRollback() throws IOException {
        write("0003_add_orders.sql", "SELECT 1;");
        write("rollback/0003_add_orders.rollback.sql", "SELECT 2;");

        MigrationSet read = read();

        assertThat(read)
                .isEqualTo(new MigrationSet(
                                folder,
                                "wrangler",
                                true,
                                List.of(new Migration(
                                        MigrationVersion.of("3"),
                                        "0003_add_orders",
                                        "add_orders",
                                        new MigrationScript("0003_add_orders.sql", "SELECT 1;"),
                                        Optional.of(new MigrationScript(
                                                "rollback/0003_add_orders.rollback.sql", "SELECT 2;")),
                                        RollbackPlace.file("rollback/0003_add_orders.rollback.sql"))),
                                List.of())
                        .onD1());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wrangler.json | {\"d1_databases\": [{\"migrations_dir\": \"./migrations/\"}]}",
                "wrangler.jsonc | {\"d1_databases\": [{\"migrations_dir\": \"a\\\\u0000b\"}, {}]}",
                "wrangler.jsonc | {/* one */ \"d1_databases\": [{\"migrations_dir\": \"migrations\"},],}",
                "wrangler.jsonc | {\"env\": {\"staging\": {\"d1_databases\": [{\"binding\": \"DB\"}]}}}",
                "wrangler.toml | [[d1_databases]]\\nmigrations_dir = 'x/../migrations'",
                "wrangler.toml | [[env.staging.d1_databases]]\\nbinding = 'DB'",
                "migrations/wrangler.jsonc | {\"d1_databases\": [{\"migrations_dir\": \".\"}]}",
            })
    void isFoundThroughTheConfiguration(String file, String text) throws IOException {
        Files.delete(repository.resolve("wrangler.jsonc"));
        Files.writeString(repository.resolve(file), text.replace("\\n", "\n"));
        write("0001_a.sql", "");

        assertThat(read().layout()).isEqualTo("wrangler");
        assertThat(read().target()).isEqualTo(Target.D1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"d1_databases\": []}",
                "{\"d1_databases\": [{\"migrations_dir\": \"drizzle\"}]}",
                "{\"d1_databases\": {\"migrations_dir\": 1}}"
            })
    void leavesAFolderToOthersThatNoConfigurationNames(String configuration) throws IOException {
        configure(configuration);
        write("0001_a.sql", "");

        assertThat(read().layout()).isEqualTo("numbered");
        assertThat(read().target()).isEqualTo(Target.SQLITE);
    }

    @Test
    void leavesTheFolderToOthersWhereTheUserSaysSqlite() throws IOException {
        write("0001_a.sql", "");

        assertThat(MigrationDirectory.read(folder, sqlite(Layout.AUTO)).layout())
                .isEqualTo("numbered");
        assertThat(MigrationDirectory.read(folder, sqlite(Layout.WRANGLER)))
                .returns("wrangler", MigrationSet::layout)
                .returns(Target.SQLITE, MigrationSet::target)
                .returns(ScriptTransaction.ALWAYS, set -> set.all().get(0).up().transaction());
    }

    @Test
    void looksNoFurtherThanTheRepository() throws IOException {
        Files.createDirectory(folder.resolve(".git"));
        write("0001_a.sql", "");

        assertThat(read().layout()).isEqualTo("numbered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"meta/_journal.json", "20260101000000_b/migration.sql"})
    void readsWhatDrizzleOrPrismaWroteWhereTheUserSaysD1(String sign) throws IOException {
        configure("{}");
        write("0001_a.sql", "");
        write(sign, "{\"dialect\": \"sqlite\", \"entries\": []}");

        assertThat(MigrationDirectory.read(
                                folder, ReadingOptions.of(Layout.AUTO).withTarget(Optional.of(Target.D1)))
                        .layout())
                .isEqualTo("wrangler");
    }

    @Test
    void ordersByNumberAndThenByName() throws IOException {
        for (String file : List.of(
                "9_b.sql",
                "10_a.sql",
                "0002_z.sql",
                "12abc_x.sql",
                "2_a.sql",
                "init.sql",
                "Alpha.sql",
                "-5_m.sql",
                " 7_s.sql",
                "0x10_e.sql",
                "_u.sql")) {
            write(file, "");
        }

        // As wrangler d1 migrations apply listed them.
        assertThat(read().all())
                .extracting(migration -> migration.up().file())
                .containsExactly(
                        "-5_m.sql",
                        "0x10_e.sql",
                        "0002_z.sql",
                        "2_a.sql",
                        " 7_s.sql",
                        "9_b.sql",
                        "10_a.sql",
                        "12abc_x.sql",
                        "Alpha.sql",
                        "_u.sql",
                        "init.sql");
    }

    @Test
    void tellsMigrationsOfOneNumberApartByTheirNames() throws IOException {
        write("0002_c.sql", "");
        write("0002_b.sql", "");
        write("0001_a.sql", "");

        assertThat(pairs(read()))
                .containsExactly("1: 0001_a.sql, none", "0002_b: 0002_b.sql, none", "0002_c: 0002_c.sql, none");
        assertThat(read().problems()).isEmpty();
    }

    @Test
    void saysWhereTheOrderOfOlderVersionsWasAnother() throws IOException {
        write("(1)_x.sql", "");
        write("0001_a.sql", "");

        assertThat(read().problems())
                .containsExactly(ToolBehaviour.of(
                        Kind.ORDER_DIFFERS,
                        "(1)_x.sql",
                        "Wrangler applies (1)_x.sql after all files with a number, and before 4.98 applied it before 0001_a.sql",
                        "What works with one version fails with another. Give the file a number."));
    }

    @Test
    void saysWhereDrizzlesJournalHasAnotherOrder() throws IOException {
        write("0000_a.sql", "");
        write("0001_b.sql", "");
        write("0002_c.sql", "");
        write("meta/_journal.json", """
                {"dialect": "sqlite", "entries": [
                  {"when": 1, "tag": "0000_a"}, {"when": 2, "tag": "0002_c"}, {"when": 3, "tag": "0001_b"}]}""");

        assertThat(read().problems())
                .containsExactly(ToolBehaviour.of(
                        Kind.ORDER_DIFFERS,
                        "0001_b.sql",
                        "Wrangler applies 0001_b.sql before 0002_c.sql, and the journal has it the other way round: Wrangler"
                                + " orders by the number in the name and reads no journal",
                        "The later one was made on a schema that Wrangler does not have at that point. Rename the files to the"
                                + " order of meta/_journal.json."));
    }

    @Test
    void findsRollbacksByNameAndElseByNumber() throws IOException {
        write("0001_a.sql", "");
        write("rollback/0001_other.rollback.sql", "");
        write("0002_b.sql", "");
        write("rollback/0004_gone.rollback.sql", "");
        write("rollback/0002_b.sql", "");
        write("0005_c.sql", "");

        assertThat(pairs(read()))
                .containsExactly(
                        "1: 0001_a.sql, rollback/0001_other.rollback.sql",
                        "2: 0002_b.sql, none",
                        "5: 0005_c.sql, none");
        assertThat(read().all().get(1).rollbackPlace().file()).isEqualTo("rollback/0002_b.rollback.sql");
        assertThat(read().problems())
                .containsExactly(
                        new UnrecognisedFile("rollback/0002_b.sql", "the ending of a rollback is .rollback.sql"),
                        new RollbackWithoutMigration(MigrationVersion.of("4"), "rollback/0004_gone.rollback.sql"),
                        new VersionGap(
                                MigrationVersion.of("2"),
                                MigrationVersion.of("4"),
                                "0002_b.sql",
                                "rollback/0004_gone.rollback.sql"));
    }

    @Test
    void takesARollbackThatWranglerAppliesForTheRollbackAllTheSame() throws IOException {
        write("0001_a.sql", "");
        write("0001_a.rollback.sql", "");
        write("0002_b.up.sql", "");
        write("0002_b.down.sql", "");

        assertThat(pairs(read()))
                .containsExactly("1: 0001_a.sql, 0001_a.rollback.sql", "2: 0002_b.up.sql, 0002_b.down.sql");
        assertThat(read().problems())
                .containsExactly(ToolBehaviour.of(
                        Kind.ROLLBACK_RUN_AS_MIGRATION,
                        "0001_a.rollback.sql",
                        "Wrangler applies 2 rollbacks as migrations, each before the migration that it takes back:"
                                + " 0001_a.rollback.sql, 0002_b.down.sql",
                        "wrangler d1 migrations apply fails there, or undoes what stands. Move them into the folder rollback,"
                                + " where Wrangler does not look."));
    }

    @Test
    void readsFoldersWhereThePatternNamesThem() throws IOException {
        configure(
                "{\"d1_databases\": [{\"migrations_dir\": \"migrations\", \"migrations_pattern\": \"migrations/*/migration.sql\"}]}");
        write("20260102000000_b/migration.sql", "");
        write("20260101000000_a/migration.sql", "");
        write("20260101000000_a/down.sql", "");
        write("loose.sql", "");

        assertThat(pairs(read()))
                .containsExactly(
                        "20260101000000: 20260101000000_a/migration.sql, 20260101000000_a/down.sql",
                        "20260102000000: 20260102000000_b/migration.sql, none");
        assertThat(read().all().get(1).rollbackPlace().file()).isEqualTo("20260102000000_b/down.sql");
        assertThat(read().problems())
                .containsExactly(new UnrecognisedFile(
                        "loose.sql", "it is not among the files */migration.sql that Wrangler applies"));
    }

    @Test
    void putsRollbacksOutsideWhereThePatternReachesEverything() throws IOException {
        configure(
                "{\"d1_databases\": [{\"migrations_dir\": \"migrations\", \"migrations_pattern\": \"migrations/**/*.sql\"}]}");
        write("0001_a.sql", "");
        write("0002_b/migration.sql", "");
        write("0002_b/down.sql", "");

        assertThat(read().all().get(0).rollbackPlace().file()).isEqualTo("../rollback/0001_a.rollback.sql");
        assertThat(read().problems())
                .containsExactly(ToolBehaviour.of(
                        Kind.ROLLBACK_RUN_AS_MIGRATION,
                        "0002_b/down.sql",
                        "Wrangler applies the rollback 0002_b/down.sql as a migration, before the migration that it takes back",
                        "wrangler d1 migrations apply fails there, or undoes what stands. Move it into the folder ../rollback,"
                                + " where Wrangler does not look."));
    }

    @Test
    void saysWhereThePatternMatchesNothingAndReadsWhatIsMeant() throws IOException {
        write("20260101000000_a/migration.sql", "");

        assertThat(pairs(read())).containsExactly("20260101000000: 20260101000000_a/migration.sql, none");
        assertThat(read().problems())
                .containsExactly(ToolBehaviour.of(
                        Kind.MIGRATION_SKIPPED,
                        "../wrangler.jsonc",
                        "Wrangler applies none of the 1 migrations in this folder, such as 20260101000000_a/migration.sql, and says"
                                + " \"No migrations to apply\": for the database DB it looks for migrations/*.sql",
                        "Write \"migrations_pattern\": \"migrations/*/migration.sql\" beside migrations_dir in wrangler.jsonc; the"
                                + " files are proven here as if it stood there."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"migrations_pattern\": \"migrations/*.sql\", \"binding\": \"DB\" |",
                "\"migrations_pattern\": \"db/*.sql\" | migrations_pattern needs a migrations_dir, and must start with it",
                "\"migrations_dir\": \"./migrations/\", \"migrations_pattern\": \"*.sql\" | migrations_pattern must start with migrations/, which is its migrations_dir",
            })
    void saysWhereWranglerRefusesThePattern(String settings, String why) throws IOException {
        configure("{\"d1_databases\": [{\"database_name\": \"shop\", " + settings + "}]}");
        write("0001_a.sql", "");

        assertThat(read().problems())
                .isEqualTo(
                        why == null
                                ? List.of()
                                : List.of(
                                        ToolBehaviour.of(
                                                Kind.FILE_STOPS_TOOL,
                                                "../wrangler.jsonc",
                                                "Wrangler refuses wrangler.jsonc for the database shop: " + why,
                                                "It applies no migration at all. Correct it; here the files are read as if it were not there.")));
    }

    @Test
    void saysWhatWranglerPassesOver() throws IOException {
        write("0001_a.sql", "");
        write("0002_b.SQL", "");
        write(".0003_c.sql", "");
        write("archive/0004_d.sql", "");
        Files.createSymbolicLink(folder.resolve("0006_l.sql"), folder.resolve("0001_a.sql"));
        for (String quiet : List.of("seeds/0001_s.sql", "README.md", "0005.sql.bak", "._0001_a.sql", ".gitkeep")) {
            write(quiet, "");
        }
        String nobody = "Nobody applies it, and nothing says so. ";

        assertThat(pairs(read())).containsExactly("1: 0001_a.sql, none");
        assertThat(read().problems())
                .containsExactly(
                        skipped(
                                ".0003_c.sql",
                                "Wrangler passes over .0003_c.sql: its name begins with a dot",
                                nobody + "Rename it to 0003_c.sql."),
                        skipped(
                                "0002_b.SQL",
                                "Wrangler passes over 0002_b.SQL: the ending is not in lower case",
                                nobody + "Rename it to 0002_b.sql."),
                        skipped(
                                "0006_l.sql",
                                "Wrangler passes over 0006_l.sql: it is a link, and Wrangler follows none",
                                nobody + "Put the file itself here."),
                        skipped(
                                "archive/0004_d.sql",
                                "Wrangler does not apply archive/0004_d.sql: it looks for *.sql only, and not into the folder archive",
                                "Nobody applies what is there, and nothing says so. Move it up, name it in migrations_pattern, or keep"
                                        + " it outside the migrations folder."));
    }

    private static DirectoryProblem skipped(String file, String message, String help) {
        return ToolBehaviour.of(Kind.MIGRATION_SKIPPED, file, message, help);
    }

    @Test
    void refusesALastStatementWithoutASemicolon() throws IOException {
        configure("{\"d1_databases\": [{\"migrations_table\": \"applied\"}]}");

        assertThat(up("CREATE TABLE a(x);\nCREATE TABLE b(x) -- the end\n").refusal())
                .contains(
                        new ScriptRemark(
                                new SourcePosition(2, 18),
                                "Wrangler writes its INSERT INTO \"applied\" right behind the file's text, and as the last statement has no"
                                        + " ; D1 takes the two for one: near \"INSERT\": syntax error",
                                "Nothing of this file is applied, nor of those after it. Write a ; behind the last statement."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-- nothing", ";;", "SELECT 1; -- the end", "SELECT 1;\n/* the end */"})
    void takesAFileThatEndsInAComment(String text) throws IOException {
        assertThat(up(text).refusal()).isEmpty();
    }

    @Test
    void asksNoSemicolonOfARollback() throws IOException {
        write("0001_a.sql", "SELECT 1;");
        write("rollback/0001_a.rollback.sql", "SELECT 1");

        assertThat(read().all().get(0).rollback().orElseThrow().refusal()).isEmpty();
    }

    @Test
    void cutsOutATransaction() throws IOException {
        MigrationScript up = up("BEGIN TRANSACTION;\nSELECT 1;\nCOMMIT;\n");

        assertThat(up.text()).isEqualTo(" ".repeat(18) + "\nSELECT 1;\n" + " ".repeat(7) + "\n");
        assertThat(up.misreadings()).isEmpty();
        assertThat(up("-- BEGIN TRANSACTION; is for others\nSELECT 1;").misreadings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "INSERT INTO a VALUES ('BEGIN TRANSACTION; ok COMMIT;');, BEGIN TRANSACTION;, 24",
        "-- BEGIN TRANSACTION;|DELETE FROM PRECOMMIT;, COMMIT;, 16"
    })
    void saysWhereItCutsSomethingElse(String text, String words, int column) throws IOException {
        MigrationScript up = up(text.replace('|', '\n'));

        assertThat(up.text()).doesNotContain("BEGIN", "COMMIT;");
        assertThat(up.misreadings())
                .containsExactly(new ScriptRemark(
                        new SourcePosition(text.contains("|") ? 2 : 1, column),
                        "Wrangler cuts the first \"BEGIN TRANSACTION;\" and the first \"COMMIT;\" out of a file wherever they stand,"
                                + " and this \"" + words + "\" is part of a statement",
                        "The statement runs without these words. Write them in two parts, as in 'BEGIN ' || 'TRANSACTION;', or in"
                                + " other letter case."));
    }

    @ParameterizedTest
    @CsvSource({
        "-- no BEGIN TRANSACTION here|SELECT 1;, 1, 7",
        "BEGIN TRANSACTION;|COMMIT;|BEGIN TRANSACTION;|COMMIT;, 3, 1",
        "BEGIN TRANSACTION ;|COMMIT;, 1, 1"
    })
    void refusesATransactionThatIsLeft(String text, int line, int column) throws IOException {
        assertThat(up(text.replace('|', '\n')).refusal())
                .contains(new ScriptRemark(
                        new SourcePosition(line, column),
                        "Wrangler refuses a file in which BEGIN TRANSACTION still stands after it has cut out the first \"BEGIN"
                                + " TRANSACTION;\", be it in a comment",
                        "Nothing of this file is applied, nor of those after it. Take BEGIN TRANSACTION out: D1 runs each file in"
                                + " a transaction of its own."));
    }

    @Test
    void refusesATriggerBehindAByteOrderMark() throws IOException {
        String trigger = "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END;";

        assertThat(up("\uFEFF-- first\n" + trigger).refusal())
                .contains(
                        new ScriptRemark(
                                new SourcePosition(2, 1),
                                "Wrangler takes the byte order mark at the beginning of the file for a letter of the first word, knows no"
                                        + " CREATE TRIGGER in it, and cuts the trigger at the first ; of its body: incomplete input",
                                "Nothing of this file is applied, nor of those after it. Save the file as UTF-8 without a byte order mark."));
        assertThat(up("\uFEFFSELECT 1;\n" + trigger).refusal()).isEmpty();
        assertThat(up(trigger).refusal()).isEmpty();
    }

    @Test
    void takesTwoBindingsOfTheSameFilesForOne() throws IOException {
        configure("""
                {"d1_databases": [{"binding": "DB"}], "env": {"staging": {"d1_databases": [{"binding": "DB"}]}}}""");
        write("0001_a.sql", "");

        assertThat(pairs(read())).containsExactly("1: 0001_a.sql, none");
    }

    @Test
    void asksWhereTwoBindingsNameOtherFilesOfTheFolder() throws IOException {
        configure("""
                {"d1_databases": [
                  {"binding": "A", "migrations_dir": "migrations", "migrations_pattern": "migrations/*_a.sql"},
                  {"binding": "B", "migrations_dir": "migrations", "migrations_pattern": "migrations/*_b.sql"}]}""");
        write("0001_a.sql", "");

        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "%1$s/migrations holds the migrations of the D1 databases A and B, by different migrations_pattern in %1$s/wrangler.jsonc; give the folder %1$s, and say which with --database",
                        repository);
    }

    @Test
    void namesTheDuplicateWhereAMigrationHasTwoRollbacks() throws IOException {
        write("0001_a/migration.sql", "");
        write("0001_a/down.sql", "");
        write("rollback/0001_a.rollback.sql", "");
        configure(
                "{\"d1_databases\": [{\"migrations_dir\": \"migrations\", \"migrations_pattern\": \"migrations/*/migration.sql\"}]}");

        assertThat(read().problems())
                .containsExactly(new DuplicateVersion(
                        MigrationVersion.of("1"), List.of("rollback/0001_a.rollback.sql", "0001_a/down.sql")));
    }

    private MigrationScript up(String text) throws IOException {
        write("0001_a.sql", text);
        return read().all().get(0).up();
    }

    private MigrationSet read() {
        return MigrationDirectory.read(folder, ReadingOptions.of(Layout.AUTO));
    }

    private static ReadingOptions sqlite(Layout layout) {
        return ReadingOptions.of(layout).withTarget(Optional.of(Target.SQLITE));
    }

    private void configure(String text) throws IOException {
        Files.writeString(repository.resolve("wrangler.jsonc"), text);
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
