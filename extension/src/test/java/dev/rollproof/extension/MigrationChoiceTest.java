package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the migrations are when the annotation does not say. */
class MigrationChoiceTest {
    @TempDir
    private Path project;

    private static MigrationChoice database(String name) {
        return new MigrationChoice("", name, List.of(), List.of(), Layout.AUTO, "");
    }

    private List<String> names(MigrationChoice choice) {
        return choice.readIn(project, Map.of()).migrations().migrations().stream()
                .map(Migration::name)
                .toList();
    }

    private void write(String file, String text) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void isTheConventionalPlace() throws IOException {
        write("src/main/resources/db/migrations/0001_create_a.sql", "CREATE TABLE a (id INTEGER);");
        assertThat(names(database(""))).containsExactly("0001_create_a");
    }

    @Test
    void isTheOneDatabaseOfTheConfiguration() throws IOException {
        write("sql/0001_create_a.sql", "CREATE TABLE a (id INTEGER);");
        write("rollproof.json", "{\"databases\": {\"main\": {\"migrations\": \"sql\"}}}");
        assertThat(names(database(""))).containsExactly("0001_create_a");
    }

    @Test
    void isTheNamedDatabaseOfTheConfiguration() throws IOException {
        twoDatabases();
        assertThat(names(database("auth"))).containsExactly("0002_create_keys");
        assertThat(names(database("tasks"))).containsExactly("0001_create_tasks");
    }

    @Test
    void mustBeNamedWhereThereAreSeveral() throws IOException {
        twoDatabases();
        assertThatThrownBy(() -> names(database("")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("rollproof.json names the databases tasks, auth; say which with database = \"tasks\"");
    }

    @Test
    void mustBeNamedAsThereIsOne() throws IOException {
        twoDatabases();
        assertThatThrownBy(() -> names(database("audit")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("no database \"audit\"; did you mean auth? Known are tasks, auth");
    }

    @Test
    void canBeNamedOnlyWhereThereIsAConfiguration() throws IOException {
        write("migrations/0001_create_a.sql", "CREATE TABLE a (id INTEGER);");
        assertThatThrownBy(() -> names(database("auth")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("database = \"auth\" is to be looked up in rollproof.json, and there is none in " + project
                        + "; write one, or say with migrations = \"…\" where the migrations of this database are");
    }

    @Test
    void bringsTheSeveritiesOfTheConfiguration() throws IOException {
        write("sql/0001_create_a.sql", "CREATE TABLE a (id INTEGER);");
        write(
                "rollproof.json",
                "{\"severity\": {\"column-order-differs\": \"note\"}, \"databases\": {\"main\": {\"migrations\":"
                        + " \"sql\"}}}");
        ChosenMigrations chosen = database("").readIn(project, Map.of());
        assertThat(chosen.options(false).severities()).isEqualTo(Map.of("column-order-differs", Severity.NOTE));
        assertThat(chosen.options(true).severities())
                .isEqualTo(Map.of("column-order-differs", Severity.NOTE, "rollback-missing", Severity.NOTE));
    }

    @Test
    void refusesACheckThatDoesNotExist() throws IOException {
        write("sql/0001_create_a.sql", "CREATE TABLE a (id INTEGER);");
        write(
                "rollproof.json",
                "{\"severity\": {\"colum-order-differs\": \"note\"}, \"databases\": {\"main\": {\"migrations\":"
                        + " \"sql\"}}}");
        ChosenMigrations chosen = database("").readIn(project, Map.of());
        assertThatThrownBy(() -> chosen.options(false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(project.resolve("rollproof.json").toString())
                .hasMessageEndingWith(
                        ": there is no check \"colum-order-differs\"; did you mean column-order-differs?");
    }

    private void twoDatabases() throws IOException {
        write("sql/0001_create_tasks.sql", "CREATE TABLE tasks (id INTEGER);");
        write("sql/0002_create_keys.sql", "CREATE TABLE keys (id INTEGER);");
        write(
                "rollproof.json",
                "{\"databases\": {\"tasks\": {\"migrations\": \"sql\", \"exclude\": [\"*keys*\"]},"
                        + " \"auth\": {\"migrations\": \"sql\", \"include\": [\"*keys*\"]}}}");
    }
}
