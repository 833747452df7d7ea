package dev.rollproof.samples;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user of the extension carries no library for TOML and YAML: this module has none either. */
class OptionalLibrariesTest {
    @TempDir
    private Path folder;

    @Test
    void theOneForTomlIsNamedWhereItIsMissing() throws IOException {
        Path migrations = Files.createDirectory(folder.resolve("migrations"));
        Files.writeString(migrations.resolve("0001_a.sql"), "CREATE TABLE a (x);");
        Path configuration = Files.writeString(folder.resolve("wrangler.toml"), "[[d1_databases]]\nbinding = \"DB\"\n");

        assertThatThrownBy(() -> MigrationDirectory.read(migrations, ReadingOptions.of(Layout.WRANGLER)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        configuration + " cannot be read: add"
                                + " com.fasterxml.jackson.dataformat:jackson-dataformat-toml to the class path, which reads TOML");
    }

    @Test
    void theOneForYamlIsNamedWhereItIsMissing() throws IOException {
        Path changelog = Files.writeString(folder.resolve("db.changelog-master.yaml"), "databaseChangeLog: []\n");

        assertThatThrownBy(() -> MigrationDirectory.read(folder, ReadingOptions.of(Layout.LIQUIBASE)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        changelog + " cannot be read: add"
                                + " com.fasterxml.jackson.dataformat:jackson-dataformat-yaml to the class path, which reads YAML");
    }
}
