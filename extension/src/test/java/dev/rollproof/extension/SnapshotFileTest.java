package dev.rollproof.extension;

import static dev.rollproof.extension.DatabaseAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.snapshot.MigrationLock;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SnapshotJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The switch that writes snapshots. It is one for the whole process, so nothing else may run meanwhile. */
@Isolated
@MigratedDatabase(migrations = MigratedDatabaseTest.SHOP)
class SnapshotFileTest {
    private static final String SWITCH = "rollproof.update-snapshots";

    @TempDir
    private Path folder;

    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @BeforeEach
    void turnOn() {
        System.setProperty(SWITCH, "true");
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void turnOff() {
        System.clearProperty(SWITCH);
        System.setErr(standardError);
    }

    private String told() {
        String text = told.toString(StandardCharsets.UTF_8);
        told.reset();
        return text.replace(System.lineSeparator(), "\n");
    }

    private void requireOnly(Path file) throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void writesWhatIsNotThereAndSaysSo(TestDatabase database) throws IOException {
        Path file = folder.resolve("schema/3.json");

        assertThat(database).matchesSnapshot(file.toString());

        assertThat(told()).isEqualTo("rollproof: wrote the snapshot " + file + "\n");
        assertThat(file).hasContent(SnapshotJson.write(database.schema()));
        assertThat(file).hasSameBinaryContentAs(Path.of("src/test/resources/snapshots/shop-3.json"));
        requireOnly(file);
        System.clearProperty(SWITCH);
        assertThat(database).matchesSnapshot(file.toString());
    }

    @Test
    void keepsWhatTheFileSaysOfTheMigration(TestDatabase database) throws IOException, SQLException {
        Path file = folder.resolve("3.json");
        Optional<MigrationLock> lock = Optional.of(new MigrationLock("0003_status.sql", "sha256:0a"));
        Files.writeString(file, SnapshotJson.write(database.schema(), lock));
        assertThat(database).matchesSnapshot(file.toString());
        assertThat(told()).isEmpty();

        Sql.run(database.connection(), "DROP INDEX idx_orders_status");
        assertThat(database).matchesSnapshot(file.toString());
        assertThat(file).hasContent(SnapshotJson.write(database.schema(), lock));
        System.clearProperty(SWITCH);
        assertThat(database).matchesSnapshot(file.toString());
    }

    @Test
    void rewritesWhatDiffersAndSaysHowMuch(TestDatabase database) throws IOException, SQLException {
        Path file = folder.resolve("3.json");
        assertThat(database).matchesSnapshot(file.toString());
        told.reset();
        Sql.run(database.connection(), "DROP INDEX idx_orders_status");

        assertThat(database.schema()).matchesSnapshot(file.toString());
        assertThat(told()).isEqualTo("rollproof: rewrote the snapshot " + file + ": 1 difference\n");
        assertThat(file).hasContent(SnapshotJson.write(database.schema()));

        Sql.run(database.connection(), "CREATE index idx_orders_status ON orders (status)");
        Sql.run(database.connection(), "PRAGMA user_version = 3");
        assertThat(database).matchesSnapshot(file.toString());
        assertThat(told()).isEqualTo("rollproof: rewrote the snapshot " + file + ": 2 differences\n");

        Sql.run(database.connection(), "DROP INDEX idx_orders_status");
        Sql.run(database.connection(), "CREATE INDEX idx_orders_status ON orders(status)");
        assertThat(database).matchesSnapshot(file.toString());
        assertThat(told())
                .isEqualTo(
                        "rollproof: rewrote the snapshot " + file + ": the same schema, its SQL written differently\n");
        requireOnly(file);
    }

    @Test
    void touchesNoFileThatHoldsTheSchema(TestDatabase database) throws IOException {
        Path file = folder.resolve("3.json");
        SchemaSnapshot schema = database.schema();
        // As git writes it on Windows.
        Files.writeString(file, SnapshotJson.write(schema).replace("\n", "\r\n"));
        FileTime longAgo = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(file, longAgo);

        assertThat(database).matchesSnapshot(file.toString());

        assertThat(told()).isEmpty();
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);
    }

    @Test
    void goesThroughLinks(TestDatabase database) throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), real);
        assertThat(database).matchesSnapshot(linked.resolve("3.json").toString());
        assertThat(real.resolve("3.json")).hasContent(SnapshotJson.write(database.schema()));

        Path link = Files.createSymbolicLink(folder.resolve("link.json"), real.resolve("3.json"));
        database.rollbackTo(2);
        assertThat(database).matchesSnapshot(link.toString());
        assertThat(link).isSymbolicLink();
        requireOnly(real.resolve("3.json"));
        assertThat(real.resolve("3.json")).hasContent(SnapshotJson.write(database.schema()));
    }

    @Test
    void writesAFileWholeThoughManyTestsDo(TestDatabase database) throws IOException {
        Path file = folder.resolve("schema/3.json");
        SchemaSnapshot schema = database.schema();

        IntStream.range(0, 200).parallel().forEach(i -> assertThat(schema).matchesSnapshot(file.toString()));

        assertThat(file).hasContent(SnapshotJson.write(schema));
        requireOnly(file);
    }

    @Test
    void overwritesNothingThatIsNoSnapshot(TestDatabase database) throws IOException {
        Path file = Files.writeString(folder.resolve("package.json"), "{\"name\": \"shop\"}\n");

        assertThatThrownBy(() -> assertThat(database).matchesSnapshot(file.toString()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(file + " is no snapshot of Rollproof: it has no number \"formatVersion\"; not rewritten:"
                        + " delete it, and it is written anew");
        assertThatThrownBy(() -> assertThat(database).matchesSnapshot(folder.toString()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(folder + " is a folder, not a file; not rewritten: delete it, and it is written anew");
        assertThat(file).hasContent("{\"name\": \"shop\"}");
        assertThat(told()).isEmpty();
    }

    @Test
    void saysWhyItCannotBeWritten(TestDatabase database) throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("schema"), "");
        Path file = notAFolder.resolve("3.json");

        assertThatThrownBy(() -> assertThat(database).matchesSnapshot(file.toString()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("the snapshot " + file + " cannot be written: ");
    }

    @Test
    void isOffUnlessItSaysTrue(TestDatabase database) {
        for (String value : new String[] {"false", "", "yes"}) {
            System.setProperty(SWITCH, value);
            Path file = folder.resolve("3.json");
            assertThatThrownBy(() -> assertThat(database).matchesSnapshot(file.toString()))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage(
                            "there is no snapshot " + file + "; mvn test -Drollproof.update-snapshots=true writes it");
            assertThat(folder).isEmptyDirectory();
        }
    }
}
