package dev.rollproof.verifier.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Target;
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

class ConfigurationFileTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeWhatItNames() throws IOException {
        Files.createDirectory(folder.resolve("migrations"));
        Files.createDirectory(folder.resolve("seed"));
        Files.createFile(folder.resolve("seed/tasks.sql"));
        Files.createFile(folder.resolve("seed/users.sql"));
    }

    @Test
    void readsEverythingThatIsKnown() throws IOException {
        ConfigurationFile read = read("""
                // two databases in one directory
                {
                  "target": "d1",
                  "placeholders": {"schema": "main"},
                  "stubFunctions": ["normalize"],
                  /* a style of ours */
                  "severity": {"column-order-differs": "note", "rows-lost": "error"},
                  "snapshots": "./schema",
                  "databases": {
                    "read_replica": {
                      "migrations": "migrations",
                      "exclude": ["*{api_keys,rooms}*"],
                      "seeds": ["seed/tasks.sql", "seed/users.sql@0003"],
                      "db": "${D1_DATABASE_NAME:-read-replica}.db"
                    },
                    "auth": {"migrations": "./seed/../migrations", "include": ["*api_keys*", "*rooms*"]}
                  }
                }
                """, Map.of());

        ProjectDatabase readReplica = new ProjectDatabase(
                "read_replica",
                folder.resolve("migrations"),
                List.of(),
                List.of("*{api_keys,rooms}*"),
                List.of(
                        new SeedFile(folder.resolve("seed/tasks.sql"), Optional.empty()),
                        new SeedFile(folder.resolve("seed/users.sql"), Optional.of("0003"))),
                Optional.of(folder.resolve("read-replica.db")));
        ProjectDatabase auth = new ProjectDatabase(
                "auth",
                folder.resolve("migrations"),
                List.of("*api_keys*", "*rooms*"),
                List.of(),
                List.of(),
                Optional.empty());
        String file = folder.resolve("rollproof.json").toString();
        assertThat(read)
                .isEqualTo(new ConfigurationFile(
                        List.of(readReplica, auth),
                        List.of(
                                new SeveritySetting("column-order-differs", "note", file + ":7:16"),
                                new SeveritySetting("rows-lost", "error", file + ":7:48")),
                        Optional.of(Target.D1),
                        Map.of("schema", "main"),
                        List.of("normalize"),
                        Optional.of(folder.resolve("schema"))));
    }

    @Test
    void readsTheEnvironment() throws IOException {
        String text = "{\"databases\": {\"a\": {\"migrations\": \"${DIR}\", \"db\": \"${NAME:-x}.db\"}}}";

        ProjectDatabase database = read(text, Map.of("DIR", "migrations", "NAME", "orders"))
                .databases()
                .get(0);

        assertThat(database.directory()).isEqualTo(folder.resolve("migrations"));
        assertThat(database.file()).contains(folder.resolve("orders.db"));
    }

    @Test
    void mayBeginWithAByteOrderMarkAndSayNothing() throws IOException {
        assertThat(read("\uFEFF{}", Map.of()))
                .isEqualTo(new ConfigurationFile(
                        List.of(), List.of(), Optional.empty(), Map.of(), List.of(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'database': {}} | 1:2: unknown key \"database\"; did you mean \"databases\"?",
                "{'databases': {'a': {'migration': 'migrations'}}} | 1:22: unknown key \"migration\"; did you mean \"migrations\"?",
                "{'databases': {'a': {'migrations': 'migrations', 'layout': 'numbered'}}}"
                        + " | 1:50: unknown key \"layout\"; did you mean \"include\"?",
                "[] | 1:1: \"rollproof.json\" must be an object, not an array",
                "{'severity': 'note'} | 1:14: \"severity\" must be an object, not a string",
                "{'severity': {'rows-lost': 1}} | 1:28: \"rows-lost\" must be a string, not a number",
                "{'databases': {'a': true}} | 1:21: \"a\" must be an object, not true",
                "{'databases': {'a': {'migrations': null}}} | 1:36: \"migrations\" must be a string, not null",
                "{'databases': {'a': {'include': '*'}}} | 1:33: \"include\" must be an array of strings, not a string",
                "{'databases': {'a': {'include': ['*', {}]}}}"
                        + " | 1:39: \"include\" must be an array of strings, not an object",
                "{'databases': {'a': {'exclude': ['']}}} | 1:34: \"exclude\" is empty",
                "{'databases': {'a': {'migrations': ' '}}} | 1:36: \"migrations\" is empty",
                "{'databases': {'a': {'migrations': '${DIR}'}}}"
                        + " | 1:36: the environment variable DIR is not set; ${DIR:-default} would do without it",
                "{'databases': {'a': {'db': 'a.db'}}} | 1:16: the database \"a\" has no \"migrations\"",
                "{'databases': {'': {'migrations': 'migrations'}}} | 1:16: a database needs a name",
                "{'databases': {}} | 1:16: \"databases\" names no database",
                "{'databases': {'a': {'db': 'a\\u0000.db'}}} | 1:28: no path: Nul character not allowed",
                "{'target': 'd2'} | 1:12: there is no target \"d2\"; there are sqlite, sqlite:VERSION and d1",
                "{'placeholders': {'a': 1}} | 1:24: \"a\" must be a string, not a number",
                "{} {} | 1:4: nothing may follow the object",
            })
    void namesLineAndColumnOfWhatIsWrong(String text, String message) {
        assertRefused(text.replace('\'', '"'), message);
    }

    @Test
    void countsLines() {
        assertRefused(
                "{\n  // a comment\n  \"databases\": {\n    \"a\": {\"seed\": []}\n  }\n}",
                "4:11: unknown key \"seed\"; did you mean \"seeds\"?");
    }

    @Test
    void namesFoldersAndFilesThatAreNotThere() {
        assertRefused(
                "{\"databases\": {\"a\": {\"migrations\": \"db\"}}}", "1:36: no such folder: " + folder.resolve("db"));
        assertRefused(
                "{\"databases\": {\"a\": {\"migrations\": \"migrations\",\n\"seeds\": [\"seed/tasks.sql\", \"seed/gone.sql@3\"]}}}",
                "2:29: no such file: " + folder.resolve("seed/gone.sql"));
    }

    @Test
    void refusesWhatIsNoJson() {
        assertRefused(
                "{\"target\": sqlite}",
                "1:12: no valid JSON: Unrecognized token 'sqlite': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')");
    }

    @Test
    void namesTheEndOfAFileThatEndsTooEarly() {
        assertRefused("", "1:1: the file ends too early");
        assertRefused("// nothing\n", "2:1: the file ends too early");
        assertRefused("{\n  \"databases\": {\"a", "2:19: the file ends too early");
        assertRefused("{\n  \"databases\": {", "2:17: the file ends too early");
    }

    @Test
    void refusesAKeyThatRepeats() {
        assertRefused(
                "{\"target\": \"sqlite\",\n\"target\": \"sqlite\"}", "2:9: no valid JSON: Duplicate field 'target'");
    }

    private ConfigurationFile read(String text, Map<String, String> environment) throws IOException {
        Files.writeString(folder.resolve("rollproof.json"), text);
        return ConfigurationFile.read(folder, "rollproof.json", environment);
    }

    private void assertRefused(String text, String message) {
        assertThatThrownBy(() -> read(text, Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("%s:%s", folder.resolve("rollproof.json"), message);
    }
}
