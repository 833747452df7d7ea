package dev.rollproof.verifier.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.RollbackVerifier;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.ScriptRemark;
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiquibaseLayoutTest {
    private static final String HEADER = "--liquibase formatted sql\n";

    @TempDir
    private Path folder;

    @Test
    void readsAChangesetWithItsRollbackWhereTheyStand() throws IOException {
        write(
                "changelog.sql",
                HEADER + "--changeset ann:1\n--comment: pets\nCREATE TABLE pets (id);\n--rollback DROP TABLE pets;\n");

        Migration migration = read().migrations().get(0);

        assertThat(migration.version().text()).isEqualTo("1");
        assertThat(migration.name()).isEqualTo("1::ann");
        assertThat(migration.description()).isEqualTo("pets");
        assertThat(migration.up().text().lines()).element(3).isEqualTo("CREATE TABLE pets (id);");
        assertThat(migration.up().text().strip()).isEqualTo("CREATE TABLE pets (id);");
        assertThat(migration.up().transaction()).isEqualTo(ScriptTransaction.ALWAYS);
        assertThat(migration.rollback().orElseThrow().text().lines())
                .element(4)
                .isEqualTo("           DROP TABLE pets;");
        assertThat(migration.rollbackPlace().inWords()).isEqualTo("\"--rollback …\" in changelog.sql");
        assertThat(read()).isEqualTo(read());
    }

    @Test
    void namesChangesetsByTheirFilesWhereThereAreSeveral() throws IOException {
        write("b/10.sql", HEADER + "--changeset ann:1\nSELECT 1;\n");
        write("b/2.sql", HEADER + "--changeset ann:2\nSELECT 1;\n");
        write("a.sql", HEADER + "--changeset ann:1\nSELECT 1;\n");

        assertThat(names()).containsExactly("a.sql::1::ann", "10.sql::1::ann", "2: 2.sql::2::ann");
    }

    @Test
    void followsTheMasterChangelogUpToTheProject() throws IOException {
        Files.createDirectory(folder.resolve(".git"));
        Path changelogs = folder.resolve("resources/db/changelog");
        write("resources/db/changelog/db.changelog-master.xml", """
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog">
                  <property name="kind" value="text"/>
                  <include file="classpath:/db/sql/users.sql"/>
                  <include file="pets.yaml" relativeToChangelogFile="true"/>
                </databaseChangeLog>
                """);
        write(
                "resources/db/sql/users.sql",
                HEADER + "--changeset ann:1\nCREATE TABLE users (name ${kind}, x ${open});\n");
        write("resources/db/changelog/pets.yaml", """
                databaseChangeLog:
                  - changeSet:
                      id: 2
                      author: bob
                      runInTransaction: false
                      changes:
                        - sql: CREATE TABLE pets (id)
                      rollback: DROP TABLE pets
                """);

        List<Migration> migrations = read(changelogs).migrations();

        assertThat(migrations).extracting(Migration::name).containsExactly("users.sql::1::ann", "pets.yaml::2::bob");
        assertThat(migrations.get(0).up().text()).endsWith("CREATE TABLE users (name text, x ${open});\n");
        assertThat(migrations.get(1).up().transaction()).isEqualTo(ScriptTransaction.NEVER);
        assertThat(migrations.get(1).rollback().orElseThrow().text()).isEqualTo("\n\n\n\n\n\n\nDROP TABLE pets");
    }

    @Test
    void takesPlaceholdersBeforeProperties() throws IOException {
        write("a.sql", HEADER + "--property name:kind value:text\n--changeset ann:1\nCREATE TABLE t (a ${KIND});\n");

        MigrationSet read =
                MigrationDirectory.read(folder, ReadingOptions.of(Layout.AUTO).withPlaceholders(Map.of("kind", "int")));

        assertThat(read.migrations().get(0).up().text()).endsWith("CREATE TABLE t (a int);\n");
    }

    @Test
    void readsTheRollbackFileOfLiquibasePro() throws IOException {
        write("a.sql", HEADER + "--changeset ann:1\nCREATE TABLE t (a);\n--rollbackSqlFile path:undo.txt\n");
        write("undo.txt", "DROP TABLE t;\n");

        assertThat(read().migrations().get(0).rollback().map(MigrationScript::text))
                .contains("DROP TABLE t;\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --rollback: DROP TABLE t; | Liquibase takes "--rollback: DROP TABLE t;" for an ordinary comment: a blank must follow the word rollback, and nothing else
            --rollback | Liquibase takes "--rollback" for an ordinary comment: a blank must follow the word rollback, and the SQL
            /* liquibase rollback DROP TABLE t; */ | Liquibase takes "/* liquibase rollback DROP TABLE t; */" for an ordinary comment: the words "liquibase rollback" must stand alone on the comment's first line
            """)
    void saysWhatIsNoRollback(String line, String message) throws IOException {
        write("a.sql", HEADER + "--changeset ann:1\nCREATE TABLE t (a);\n" + line + "\n");

        Migration migration = read().migrations().get(0);

        assertThat(migration.rollback()).isEmpty();
        assertThat(migration.up().misreadings())
                .extracting(ScriptRemark::message)
                .containsExactly(message);
        assertThat(migration.up().misreadings().get(0).position()).isEqualTo(new SourcePosition(4, 1));
    }

    @Test
    void runsOnlyTheFirstOfSeveralStatementsThatAreNotSplit() throws IOException {
        write("a.sql", HEADER + "--changeset ann:1 splitStatements:false\nCREATE TABLE t (a);\nCREATE TABLE u (a);\n");

        MigrationScript up = read().migrations().get(0).up();

        assertThat(up.text().strip()).isEqualTo("CREATE TABLE t (a);");
        assertThat(up.misreadings())
                .containsExactly(new ScriptRemark(
                        new SourcePosition(4, 1),
                        "The changeset says splitStatements:false, so Liquibase sends its 2 statements to SQLite as one, and"
                                + " SQLite's JDBC driver runs only the first",
                        "Liquibase never runs this one, and records the changeset as run all the same. Give each statement a"
                                + " changeset of its own, or say endDelimiter:// instead and write // after each."));
    }

    @Test
    void joinsTheLinesOfARollbackBlockAsLiquibaseDoes() throws IOException {
        write("a.sql", HEADER + "--changeset ann:1\nCREATE TABLE t (a);\n/* liquibase rollback\nDROP TABLE\nt;\n*/\n");

        MigrationScript rollback = read().migrations().get(0).rollback().orElseThrow();

        assertThat(rollback.text().stripLeading()).isEqualTo("DROP TABLEt;");
        assertThat(rollback.misreadings())
                .containsExactly(new ScriptRemark(
                        new SourcePosition(5, 1),
                        "Liquibase joins the lines of a /* liquibase rollback block with nothing between them, and makes this of"
                                + " them: DROP TABLEt;",
                        "Words at the end of a line grow together with the next line, and a -- comment takes all that follows"
                                + " with it. Write --rollback before each line instead."));
    }

    @Test
    void refusesATriggerThatLiquibaseCuts() throws IOException {
        write(
                "a.sql",
                HEADER + "--changeset ann:1\nCREATE TRIGGER x AFTER INSERT ON t BEGIN\n"
                        + "UPDATE t SET a = CASE WHEN a THEN 1 END;\nEND;\n");

        assertThat(read().migrations().get(0).up().refusal())
                .contains(new ScriptRemark(
                        new SourcePosition(3, 1),
                        "Liquibase cuts this statement in two at line 4: it takes the END of a CASE for the end of the body",
                        "SQLite gets half a statement: \"incomplete input\". Add splitStatements:false to a changeset that holds"
                                + " nothing else, or endDelimiter:// and a line // after each statement."));
    }

    @Test
    void refusesACommentThatIsAStatementOfItsOwn() throws IOException {
        write(
                "a.sql",
                HEADER + "--changeset ann:1\nCREATE TABLE t (a);\n--rollback DROP TABLE t;\n--rollback -- done\n");

        assertThat(read().migrations().get(0).rollback().orElseThrow().refusal())
                .contains(new ScriptRemark(
                        new SourcePosition(5, 12),
                        "Liquibase sends this comment to SQLite as a statement of its own, and the JDBC driver fails on a"
                                + " statement without SQL: \"The prepared statement has been finalized\"",
                        "Put the comment before the last statement's semicolon, or before a statement."));
    }

    @Test
    void saysWhatALastChangesetWithoutSqlRuns() throws IOException {
        write("a.sql", HEADER + "--changeset ann:1\nINSERT INTO t VALUES (1);\n--changeset ann:2\n");

        assertThat(read().migrations().get(1).up().misreadings())
                .containsExactly(new ScriptRemark(
                        new SourcePosition(4, 1),
                        "Changeset ann:2 is the last of the file and has no SQL, so Liquibase runs the SQL of ann:1 again",
                        "Give it SQL, or take it out."));
    }

    @Test
    void saysWhatLiquibaseDropsStopsAtAndDoesWithoutSql() throws IOException {
        write("changelog.yaml", """
                databaseChangeLog:
                  - include: {file: a.sql}
                  - include: {file: b.sql}
                  - changeSet:
                      id: 3
                      author: bob
                      changes:
                        - createTable: {tableName: t}
                """);
        write(
                "a.sql",
                HEADER + "DROP TABLE old;\n--changeset ann:1\nSELECT 1;\n-rollback x\n--changeset ann:1\nSELECT 1;\n");

        assertThat(problems())
                .containsExactlyInAnyOrder(
                        "a.sql: Liquibase drops this text: it stands before the first changeset",
                        "a.sql: Liquibase stops at this line and applies no changeset at all: that is not how Liquibase wants it written",
                        "a.sql: Liquibase stops at this line and applies no changeset at all: a second changeset is a.sql::1::ann",
                        "changelog.yaml: Liquibase stops before the first changeset: changelog.yaml names b.sql, which is not there",
                        "changelog.yaml: changeset 3::bob is createTable: Liquibase makes the SQL of it, and Rollproof passes over it");
    }

    @Test
    void neverFollowsAPathOutOfTheProject() throws IOException {
        write("secret.sql", HEADER + "--changeset ann:1\nSELECT 'secret';\n");
        write("project/.git", "");
        write("project/db/changelog.yaml", """
                databaseChangeLog:
                  - include: {file: ../../secret.sql, relativeToChangelogFile: true}
                  - include: {file: %s}
                """.formatted(folder.resolve("secret.sql")));

        assertThatThrownBy(() -> read(folder.resolve("project/db")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("changelog.yaml names ../../secret.sql, which is not there");
    }

    @Test
    void reachesNothingThroughXml() throws IOException {
        write("secret.txt", "secret");
        write(
                "changelog.xml",
                "<!DOCTYPE d [<!ENTITY e SYSTEM \"secret.txt\">]>\n<databaseChangeLog>&e;</databaseChangeLog>");

        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "%s:1: a changelog with a DOCTYPE is not read: it could name other files and hosts; take the DOCTYPE out"
                                .formatted(folder.resolve("changelog.xml")));
    }

    @Test
    void saysThatTheChangesetsAreForAnotherDatabase() throws IOException {
        write("a.sql", HEADER + "--changeset ann:1 dbms:postgresql\nDO $$ BEGIN END $$;\n");

        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "the changesets in %s are not for SQLite but for dbms:postgresql; Rollproof runs SQLite",
                        folder);
    }

    @Test
    void leavesOtherFoldersToOtherLayouts() throws IOException {
        write("0001_a.sql", "-- made by liquibase formatted sql\nSELECT 1;\n");
        write("package.json", "{}");
        write("openapi.yaml", "description: what databaseChangeLog: was, before <the databaseChangeLog> went\n");

        assertThat(read().layout()).isEqualTo("numbered");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "a.yaml | databaseChangeLog: []",
                "a.yml | ---~databaseChangeLog :~  - include: {file: x}",
                "a.json | {\"databaseChangeLog\": []}",
                "a.xml | <?xml version=\"1.0\"?><x:databaseChangeLog xmlns:x=\"x\"/>",
            })
    void isFoundByAChangelogOfAnyForm(String file, String text) throws IOException {
        write(file, text.replace("~", "\n"));

        assertThat(MigrationDirectory.isOne(folder, ReadingOptions.of(Layout.LIQUIBASE)))
                .isTrue();
    }

    @Test
    void saysThatAChangelogNamesNothing() throws IOException {
        write("a.sql", HEADER + "--changeset ann:1\nCREATE TABLE t (a);\n");
        write("changelog.yaml", "databaseChangeLog:\n");

        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "%s holds no changeset and includes none, so Liquibase applies nothing; write them there, or give the"
                                + " folder without it",
                        folder.resolve("changelog.yaml"));
    }

    @Test
    void readsAFolderThatIsALink() throws IOException {
        write("db/a.sql", HEADER + "--changeset ann:1\nCREATE TABLE t (a);\n");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("db"));

        assertThat(MigrationDirectory.read(link, ReadingOptions.of(Layout.AUTO)).migrations())
                .extracting(migration -> migration.up().file())
                .containsExactly("a.sql");
    }

    @Test
    void provesRollbacks() throws IOException {
        write(
                "a.sql",
                HEADER + "--changeset ann:1\nCREATE TABLE t (a);\n--rollback DROP TABLE t;\n"
                        + "--changeset ann:2\nCREATE INDEX i ON t (a);\n--rollback empty\n"
                        + "--changeset ann:3\nCREATE VIEW v AS SELECT 1;\n/* liquibase rollback\nDROP VIEW v;\n*/\n");

        VerificationReport report = new RollbackVerifier(VerificationOptions.DEFAULT).verify(read());

        assertThat(report.migrations())
                .extracting(verdict -> verdict.verdict().id())
                .containsExactly("restored", "broken", "restored");
        assertThat(report.allFindings()).extracting(Finding::check).containsExactly("rollback-empty");
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private MigrationSet read() {
        return read(folder);
    }

    private static MigrationSet read(Path directory) {
        return MigrationDirectory.read(directory, ReadingOptions.of(Layout.AUTO));
    }

    private List<String> names() {
        return read().migrations().stream()
                .map(m -> m.version().text().equals(m.name()) ? m.name() : m.version() + ": " + m.name())
                .toList();
    }

    private List<String> problems() {
        return read().problems().stream()
                .map(ToolBehaviour.class::cast)
                .map(problem -> problem.file() + ": " + problem.message())
                .toList();
    }
}
