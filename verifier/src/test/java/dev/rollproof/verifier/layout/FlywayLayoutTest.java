package dev.rollproof.verifier.layout;

import static dev.rollproof.verifier.layout.MigrationsOnDisk.pairs;
import static dev.rollproof.verifier.layout.MigrationsOnDisk.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.RollbackVerifier;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.check.Declared;
import dev.rollproof.verifier.migration.Declaration.Irreversible;
import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.DirectoryProblem.RollbackWithoutMigration;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.DirectoryProblem.UnrecognisedFile;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.ScriptRemark;
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlywayLayoutTest {
    @TempDir
    private Path repository;

    private Path folder;

    @BeforeEach
    void makeARepository() throws IOException {
        Files.createDirectory(repository.resolve(".git"));
        folder = Files.createDirectories(repository.resolve("src/main/resources/db/migration"));
    }

    @Test
    void pairsVersionsWithUndosOrWithRollbacksBesideTheFolderAndPutsRepeatablesLast() throws IOException {
        write(
                folder,
                "V2__b.sql",
                "V1.10__d.sql",
                "V1_9__c.sql",
                "sub/V3__e.sql",
                "R__z.sql",
                "R__a_b.sql",
                "U2__b.sql");
        write(folder.resolveSibling("rollback"), "V1_9__c.rollback.sql", "V7__gone.rollback.sql", "notes.sql");

        MigrationSet read = read();

        assertThat(read.layout()).isEqualTo("flyway");
        assertThat(read.foreignKeys()).isFalse();
        assertThat(pairs(read))
                .containsExactly(
                        "1.9: V1_9__c.sql, ../rollback/V1_9__c.rollback.sql",
                        "1.10: V1.10__d.sql, none",
                        "2: V2__b.sql, U2__b.sql",
                        "3: sub/V3__e.sql, none",
                        "R__a_b: R__a_b.sql, none",
                        "R__z: R__z.sql, none");
        assertThat(read.all())
                .extracting(m -> m.rollbackPlace().file())
                .element(3)
                .isEqualTo("sub/U3__e.sql");
        assertThat(read.problems())
                .containsExactly(
                        new RollbackWithoutMigration(MigrationVersion.of("7"), "../rollback/V7__gone.rollback.sql"));
    }

    @Test
    void wantsARollbackBesideTheFolderWhereNothingUndoes() throws IOException {
        write(folder, "V1__a.sql");
        assertThat(read().all().get(0).rollbackPlace().file()).isEqualTo("../rollback/V1__a.rollback.sql");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "V4_x.sql     | a version ends at two underscores, and there is only one | V4__x.sql",
                "v3__lower.sql| its first letter is a small one | V3__lower.sql",
                "V1a__x.sql   | \"1a\" is no version; a version is numbers with single dots or underscores between them | V1__a__x.sql",
                "V1.__a.sql   | \"1.\" is no version; a version is numbers with single dots or underscores between them | V1__a.sql",
                "R_views.sql  | behind the R of a repeatable migration come two underscores | R__views.sql",
                "R1__views.sql| behind the R of a repeatable migration come two underscores | R__1__views.sql"
            })
    void saysWhatFlywayPassesOver(String file, String why, String right) throws IOException {
        write(folder, "V9__a.sql", file);
        assertThat(read().problems())
                .containsExactly(ToolBehaviour.of(
                        Kind.MIGRATION_SKIPPED,
                        file,
                        "Flyway passes over %s: %s".formatted(file, why),
                        "Nobody applies it, and nothing says so. Rename it to %s.".formatted(right)));
    }

    @Test
    void callsOtherSqlFilesUnrecognisedAndNothingElse() throws IOException {
        write(folder, "V1__a.sql", "seed.sql", "README.md", "V1__a.sql.bak");
        assertThat(read().problems())
                .containsExactly(new UnrecognisedFile("seed.sql", "Flyway runs V1__name.sql and R__name.sql"));
    }

    @Test
    void saysWhereFlywayStops() throws IOException {
        write(folder, "V1__a.sql", "V01__b.sql", "R__x.sql", "sub/R__x.sql", "Vlatest__y.sql");
        Files.writeString(folder.resolve("V1__a.sql.conf"), "executeInTransactions=false");
        assertThat(messages(read()))
                .containsExactlyInAnyOrder(
                        "Flyway stops at Vlatest__y.sql: \"latest\" is a word that it keeps for itself",
                        "Flyway stops at several migrations of version 1: V01__b.sql and V1__a.sql",
                        "Flyway stops at two repeatable migrations of one description: R__x.sql and sub/R__x.sql");
    }

    @Test
    void namesTheFoldersThatAreForDifferentDatabases() throws IOException {
        write(folder, "h2/V1__a.sql", "sqlite/V1__a.sql");
        assertThat(((ToolBehaviour) read().problems().get(0)).help())
                .isEqualTo(
                        "It applies nothing at all. If the folders h2 and sqlite are for different databases, give the one to verify; else give one of the files another version.");
    }

    @Test
    void beginsWithABaselineWhereItsVersionsAreGoneAndElseLeavesItOut() throws IOException {
        write(folder, "B3__base.sql", "V4__a.sql");
        assertThat(pairs(read())).containsExactly("3: B3__base.sql, none", "4: V4__a.sql, none");

        write(folder, "V3__c.sql");
        assertThat(pairs(read())).containsExactly("3: V3__c.sql, none", "4: V4__a.sql, none");
        assertThat(messages(read()))
                .containsExactly(
                        "Flyway runs B3__base.sql on a new database in place of every version up to 3; Rollproof leaves it out and proves those");
    }

    @Test
    void namesMigrationsInOtherLanguagesInThePackageBesideTheResources() throws IOException {
        write(folder, "V1__a.sql", "V3__c.sql", "afterMigrate.sql", "beforeValidate__x.sql");
        write(repository.resolve("src/main/kotlin/db/migration"), "V2__b.kt", "Names.kt");
        assertThat(messages(read()))
                .containsExactly(
                        "Flyway runs afterMigrate.sql, beforeValidate__x.sql around the migrations, Rollproof does not",
                        "V2__b is a migration written in Kotlin, which Flyway runs before V3 and Rollproof does not");
    }

    @Test
    void readsWhatSpringBootSetsOfFlywayAndPutsTheUsersValuesFirst() throws IOException {
        Files.writeString(
                repository.resolve("src/main/resources/application.yml"),
                "spring:\n  flyway:\n    mixed: true\n    placeholders:\n      who: \\${app.who:them}\n      what: x\n");
        Files.writeString(folder.resolve("V1__a.sql"), "PRAGMA foreign_keys=off;\nSELECT '${WHO} ${what}';");

        MigrationScript script = MigrationDirectory.read(
                        folder, ReadingOptions.of(Layout.AUTO).withPlaceholders(Map.of("what", "y")))
                .all()
                .get(0)
                .up();

        assertThat(script)
                .isEqualTo(new MigrationScript("V1__a.sql", "PRAGMA foreign_keys=off;\nSELECT 'them y';")
                        .in(ScriptTransaction.NEVER));
    }

    @Test
    void readsABackslashInFlywaysOwnConfigurationAsOne() throws IOException {
        Files.writeString(
                repository.resolve("flyway.conf"),
                "flyway.locations=filesystem:C:\\users\\db\nflyway.placeholders.who=a\\tb,\\\n  c\n");
        Files.writeString(folder.resolve("V1__a.sql"), "SELECT '${who}';");

        assertThat(read().all().get(0).up().text()).isEqualTo("SELECT 'a\\tb,c';");
    }

    @Test
    void readsSpringsYamlAsMavenFindsItAndNamesWhatIsNone() throws IOException {
        Path yaml = repository.resolve("src/main/resources/application.yml");
        Files.writeString(yaml, "app: @project.version@\nspring.flyway.placeholders.who: them\n");
        Files.writeString(folder.resolve("V1__a.sql"), "SELECT '${who}';");
        assertThat(read().all().get(0).up().text()).isEqualTo("SELECT 'them';");

        Files.writeString(yaml, "spring:\n  flyway: {mixed: true\n");
        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        "what Spring sets of Flyway decides how the migrations run, and it cannot be read; mend the file, or put those settings into a flyway.conf at the root of the project, which is read in its place: "
                                + yaml + ":2:23: no valid YAML: ");
    }

    @Test
    void namesAnEncodingThatIsNone() throws IOException {
        Files.writeString(repository.resolve("flyway.conf"), "flyway.encoding=utf-88\n");
        Files.writeString(folder.resolve("V1__a.sql"), "SELECT 1;");

        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "flyway.encoding: there is no encoding \"utf-88\"; write one that Java knows: UTF-8, ISO-8859-1, windows-1252");
    }

    @Test
    void refusesWhatFlywayCannotRun() throws IOException {
        Files.writeString(folder.resolve("V1__a.sql"), "SELECT 1;\nSELECT '${who}';");
        Files.writeString(folder.resolve("V2__b.sql"), "BEGIN;\nSELECT 1;\nCOMMIT;");
        Files.writeString(folder.resolve("V3__c.sql"), "PRAGMA foreign_keys=off;\nSELECT 1;");

        assertThat(read().all())
                .extracting(m -> m.up().refusal().orElseThrow())
                .containsExactly(
                        new ScriptRemark(
                                new SourcePosition(2, 9),
                                "no value is given for the placeholder ${who}",
                                "Flyway stops where it knows none. Give the one that it has: --placeholder who=VALUE, or \"placeholders\" in rollproof.json. If it is no placeholder, put placeholderReplacement=false in V1__a.sql.conf."),
                        new ScriptRemark(
                                new SourcePosition(1, 1),
                                "Flyway cannot parse this: to it, BEGIN begins a block, and no END closes it",
                                "Delete BEGIN and COMMIT: Flyway opens the transaction itself."),
                        new ScriptRemark(
                                new SourcePosition(1, 1),
                                "Flyway refuses PRAGMA foreign_keys beside other statements: in a transaction it has no effect, and the others want one",
                                "Put executeInTransaction=false in V3__c.sql.conf, or set mixed=true in Flyway's configuration: the whole file then runs without a transaction."));
    }

    @Test
    void isFoundByItsNamesAndBySubfoldersAloneOnlyWhereFlywayLooksByItself() throws IOException {
        write(folder, "sqlite/V1__a.sql");
        assertThat(read().layout()).isEqualTo("flyway");

        Path other = write(repository.resolve("other"), "sqlite/V1__a.sql");
        assertThatThrownBy(() -> MigrationDirectory.read(other, ReadingOptions.of(Layout.AUTO)))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void provesVersionsAndAsksNoRollbackOfARepeatable() throws IOException {
        Files.writeString(folder.resolve("V1__a.sql"), "CREATE TABLE a (x);");
        Files.writeString(folder.resolve("U1__a.sql"), "DROP TABLE a;");
        Files.writeString(folder.resolve("R__v.sql"), "DROP VIEW IF EXISTS v;\nCREATE VIEW v AS SELECT x FROM a;");

        VerificationReport report = new RollbackVerifier(VerificationOptions.DEFAULT).verify(read());

        assertThat(report.migrations()).extracting(MigrationVerdict::words).containsExactly("restored", "irreversible");
        assertThat(report.migrations().get(1).declarations())
                .extracting(Declared::declaration)
                .containsExactly(
                        new Irreversible(
                                "R__v.sql",
                                Optional.empty(),
                                Optional.of(
                                        "a repeatable migration has no rollback: Flyway runs the file again whenever it changes")));
    }

    private static List<String> messages(MigrationSet migrations) {
        return migrations.problems().stream().map(FlywayLayoutTest::message).toList();
    }

    private static String message(DirectoryProblem problem) {
        return problem instanceof ToolBehaviour behaviour ? behaviour.message() : problem.toString();
    }

    private MigrationSet read() {
        return MigrationDirectory.read(folder, ReadingOptions.of(Layout.AUTO));
    }
}
