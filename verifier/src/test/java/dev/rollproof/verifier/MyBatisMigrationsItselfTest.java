package dev.rollproof.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.diff.SchemaDiff;
import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.ibatis.migration.FileMigrationLoader;
import org.apache.ibatis.migration.JdbcConnectionProvider;
import org.apache.ibatis.migration.MigrationException;
import org.apache.ibatis.migration.operations.DownOperation;
import org.apache.ibatis.migration.operations.UpOperation;
import org.apache.ibatis.migration.options.DatabaseOperationOption;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** MyBatis Migrations itself on the same folders: after each step the same schema, and where it stops, so do we. */
class MyBatisMigrationsItselfTest {
    private static final String CHANGELOG = """
            -- // Create changelog
            CREATE TABLE ${changelog} (
              ID NUMERIC(20,0) NOT NULL PRIMARY KEY,
              APPLIED_AT VARCHAR(25) NOT NULL,
              DESCRIPTION VARCHAR(255) NOT NULL
            );

            -- //@UNDO
            DROP TABLE ${changelog};
            """;

    @TempDir
    private Path temporary;

    @TestFactory
    Stream<DynamicTest> bothApplyAndTakeBackTheSame() {
        return Map.<String, List<String>>ofEntries(
                        Map.entry("both ways", List.of("CREATE TABLE a (x);\n-- //@UNDO\nDROP TABLE a;\n")),
                        Map.entry(
                                "a tag with slashes",
                                List.of("CREATE TABLE a (x);\n  // // @UNDO it\nDROP TABLE a;\n")),
                        Map.entry(
                                "the second tag is a comment",
                                List.of("CREATE TABLE a (x);\n--//@UNDO\nDROP TABLE a;\n-- //@UNDO\n")),
                        Map.entry(
                                "statements over lines",
                                List.of(
                                        "CREATE TABLE a (\n  x INT, -- a comment\n\n  y INT\n);\nCREATE INDEX i\n  ON a (x);\n-- //@UNDO\nDROP TABLE a;")),
                        Map.entry(
                                "two in a line",
                                List.of("CREATE TABLE a (x); CREATE TABLE b (y);\n-- //@UNDO\nDROP TABLE a;\n")),
                        Map.entry(
                                "behind the last ;",
                                List.of("CREATE TABLE a (x); CREATE TABLE b (y)\n-- //@UNDO\nDROP TABLE a;\n")),
                        Map.entry(
                                "another delimiter",
                                List.of(
                                        "-- @DELIMITER |\nCREATE TABLE a (x)|\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\n  DELETE FROM a;\nEND;\n|\n-- @DELIMITER ;\nCREATE TABLE c (z);\n-- //@UNDO\nDROP TABLE c;\nDROP TABLE a;\n")),
                        Map.entry(
                                "a comment behind ;",
                                List.of("CREATE TABLE a (x); -- one; two\n-- //@UNDO\nDROP TABLE a; -- three\n")),
                        Map.entry(
                                "lines of slashes",
                                List.of("CREATE TABLE a (\n// x\ny);\n-- //@UNDO\nDROP TABLE a;\n")),
                        Map.entry(
                                "line ends of Windows",
                                List.of("CREATE TABLE a (x);\r\n-- //@UNDO\r\nDROP TABLE a;\r\n")),
                        Map.entry(
                                "several files",
                                List.of(
                                        "CREATE TABLE a (x);\n-- //@UNDO\nDROP TABLE a;\n",
                                        "ALTER TABLE a ADD COLUMN y;\n-- //@UNDO\nALTER TABLE a DROP COLUMN y;\n")))
                .entrySet()
                .stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> compare(entry.getKey(), entry.getValue())));
    }

    private void compare(String name, List<String> texts) throws IOException, SQLException {
        MigrationSet migrations = read(name, texts);
        for (Migration migration : migrations.all()) {
            up(name);
            assertThat(difference(migrations.upTo(migration.version()), name))
                    .as(migration.name())
                    .isEmpty();
        }
        down(name);
        List<Migration> before = migrations.all().subList(0, migrations.all().size() - 1);
        assertThat(difference(migrations.withMigrations(before), name)).isEmpty();
    }

    private String difference(MigrationSet migrations, String name) {
        return String.join(
                "\n",
                SchemaDiff.between(SchemaSource.read(migrations), SchemaSource.read(database(name))).changes().stream()
                        .map(Object::toString)
                        .toList());
    }

    @TestFactory
    Stream<DynamicTest> bothStopAtTheScript() {
        return Map.of(
                        "a trigger",
                                "CREATE TABLE a (x);\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\n  DELETE FROM a;\nEND;\n-- //@UNDO\n",
                        "no ; at the end", "CREATE TABLE a (x);\nCREATE TABLE b (y)\n-- //@UNDO\n",
                        "the template's key",
                                "CREATE TABLE a (id INT NOT NULL);\nALTER TABLE a\nADD CONSTRAINT pk_a\nPRIMARY KEY (id);\n-- //@UNDO\n",
                        "BEGIN", "BEGIN;\nCREATE TABLE a (x);\nCOMMIT;\n-- //@UNDO\n",
                        "a ; in a comment", "CREATE TABLE a (\n  x, -- one; two\n  y\n);\n-- //@UNDO\n")
                .entrySet()
                .stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    MigrationSet migrations = read(entry.getKey(), List.of(entry.getValue()));
                    assertThatThrownBy(() -> SchemaSource.read(migrations)).isInstanceOf(InvalidInputException.class);
                    up(entry.getKey());
                    assertThatThrownBy(() -> up(entry.getKey())).isInstanceOf(RuntimeException.class);
                }));
    }

    @TestFactory
    Stream<DynamicTest> bothStopAtAFileOfAnotherName() {
        return Stream.of("notes.sql", "_2.sql", "x_2.sql", "2x_a.sql")
                .map(file -> DynamicTest.dynamicTest(file, () -> {
                    read(file, List.of());
                    Files.writeString(folder(file).resolve(file), "SELECT 1;");
                    assertThat(MigrationDirectory.read(folder(file), ReadingOptions.of(Layout.MYBATIS))
                                    .problems())
                            .extracting(problem -> ((ToolBehaviour) problem).kind())
                            .containsExactly(Kind.FILE_STOPS_TOOL);
                    assertThatThrownBy(() -> up(file)).isInstanceOf(MigrationException.class);
                }));
    }

    private Path folder(String name) {
        return temporary.resolve(name).resolve("scripts");
    }

    private Path database(String name) {
        return temporary.resolve(name).resolve("x.db");
    }

    /** The first migration makes the changelog, as the tool wants it. */
    private MigrationSet read(String name, List<String> texts) throws IOException {
        Map<String, String> files =
                new TreeMap<>(Map.of("1_create_changelog.sql", CHANGELOG, "bootstrap.sql", "-- nothing\n"));
        texts.forEach(text -> files.put("%02d_change.sql".formatted(files.size()), text));
        Files.createDirectories(folder(name));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder(name).resolve(file.getKey()), file.getValue());
        }
        return MigrationDirectory.read(folder(name), ReadingOptions.of(Layout.AUTO));
    }

    private void up(String name) throws SQLException {
        new UpOperation(1).operate(provider(name), loader(name), new DatabaseOperationOption(), null);
    }

    private void down(String name) throws SQLException {
        new DownOperation(1).operate(provider(name), loader(name), new DatabaseOperationOption(), null);
    }

    private FileMigrationLoader loader(String name) {
        Properties variables = new Properties();
        variables.put("changelog", "CHANGELOG");
        return new FileMigrationLoader(folder(name).toFile(), "UTF-8", variables);
    }

    private JdbcConnectionProvider provider(String name) {
        return new JdbcConnectionProvider("org.sqlite.JDBC", "jdbc:sqlite:" + database(name), null, null);
    }
}
