package dev.rollproof.verifier.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectTest {
    private static final String NONE_FITS = "none of the layouts fits: numbered, up-down, drizzle, wrangler, prisma,"
            + " flyway, diesel, goose, dbmate, sql-migrate, liquibase, mybatis";

    @TempDir
    private Path root;

    @Test
    void isTheFolderItselfWhenItHoldsMigrations() throws IOException {
        write("0001_a.sql", "");
        write("migrations/0001_b.sql", "");

        assertThat(read()).isEqualTo(projectOf(root, Optional.empty()));
    }

    @Test
    void saysThatItsConfigurationIsNotReadWhenTheFolderItselfHoldsMigrations() throws IOException {
        write("0001_a.sql", "");
        write("rollproof.json", "not read");

        assertThat(read()).isEqualTo(projectOf(root, Optional.of(root.resolve("rollproof.json"))));
    }

    @Test
    void isWhatItsConfigurationNames() throws IOException {
        write("migrations/0001_users.sql", "");
        write("migrations/0002_api_keys.sql", "");
        write("migrations/0003_orders.sql", "");
        write("db/migrations/0001_b.sql", "");
        write("rollproof.json", """
                {"severity": {"rows-lost": "error"},
                 "databases": {"shop": {"migrations": "migrations", "exclude": ["*api_keys*"]},
                               "auth": {"migrations": "migrations", "include": ["*api_keys*"]}}}
                """);

        Project project = read();

        assertThat(project.configuration()).contains(root.resolve("rollproof.json"));
        assertThat(project.unread()).isEmpty();
        assertThat(project.severities())
                .containsExactly(new SeveritySetting("rows-lost", "error", root.resolve("rollproof.json") + ":1:15"));
        assertThat(project.databases()).extracting(ProjectDatabase::name).containsExactly("shop", "auth");
        assertThat(names(project.database("shop"))).containsExactly("0001_users", "0003_orders");
        assertThat(names(project.database("auth"))).containsExactly("0002_api_keys");
        assertThat(project.database("auth")
                        .migrations(ReadingOptions.of(Layout.AUTO))
                        .problems())
                .isEmpty();
    }

    @Test
    void namesTheNearestToAnUnknownDatabase() throws IOException {
        write("migrations/0001_a.sql", "");
        write(
                "rollproof.json",
                "{\"databases\": {\"shop\": {\"migrations\": \"migrations\"}, \"auth\": {\"migrations\": \"migrations\"}}}");

        assertThatThrownBy(() -> read().database("author"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("no database \"author\"; did you mean auth? Known are shop, auth");
    }

    @Test
    void takesTheConventionalPlaceWhenItsConfigurationNamesNoDatabase() throws IOException {
        write("migrations/0001_a.sql", "");
        write("rollproof.json", "{\"severity\": {\"rows-lost\": \"error\"}}");

        assertThat(read().databases()).containsExactly(ProjectDatabase.main(root.resolve("migrations")));
        assertThat(read().severities()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "migrations",
                "db/migrations",
                "src/main/resources/db/migration",
                "src/main/resources/db/migrations",
                "src/main/resources/migrations",
                "drizzle",
                "prisma/migrations"
            })
    void isTheOneConventionalPlaceThatHoldsMigrations(String place) throws IOException {
        write("schema.sql", "");
        write("drizzle/notes.txt", "");
        write(place + "/0001_a.sql", "");

        assertThat(read()).isEqualTo(projectOf(root.resolve(place), Optional.empty()));
        assertThat(names(read().database("main"))).containsExactly("0001_a");
    }

    @Test
    void looksForTheLayoutThatTheUserSays() throws IOException {
        write("migrations/0001_a.sql", "");
        write("db/migrations/1_a.up.sql", "");

        assertThat(Project.read(root, ReadingOptions.of(Layout.UP_DOWN)).databases())
                .containsExactly(ProjectDatabase.main(root.resolve("db/migrations")));
    }

    @Test
    void refusesTwoConventionalPlaces() throws IOException {
        write("migrations/0001_a.sql", "");
        write("prisma/migrations/0001_a.sql", "");

        assertRefused("migrations are in %1$s/migrations and in %1$s/prisma/migrations; give one of them, "
                + "or name them in %1$s/rollproof.json");
    }

    @Test
    void saysWhatTheConventionalPlaceHoldsInstead() throws IOException {
        write("src/main/resources/db/migration/a.sql", "");

        assertRefused(
                "%s/src/main/resources/db/migration holds no migrations, only a.sql (a version is missing at the beginning: 0001_a.sql)\n  "
                        + NONE_FITS);
    }

    @Test
    void saysWhatWasLookedFor() throws IOException {
        String places = "\n  looked in it, too, for rollproof.json and for the folders migrations, db/migrations, "
                + "src/main/resources/db/migration, src/main/resources/db/migrations, src/main/resources/migrations, "
                + "drizzle, prisma/migrations";

        assertRefused("%s is empty" + places);
        write("schema.sql", "");
        assertRefused(
                "%s holds no migrations, only schema.sql (a version is missing at the beginning: 0001_schema.sql)\n  "
                        + NONE_FITS + places);
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        assertThatThrownBy(() -> Project.read(root.resolve("gone"), ReadingOptions.of(Layout.AUTO)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("no such folder: " + root.resolve("gone"));
    }

    private static Project projectOf(Path directory, Optional<Path> unread) {
        return new Project(
                List.of(ProjectDatabase.main(directory)),
                List.of(),
                ReadingOptions.of(Layout.AUTO),
                Optional.empty(),
                unread,
                Optional.empty());
    }

    private Project read() {
        return Project.read(root, ReadingOptions.of(Layout.AUTO));
    }

    private static List<String> names(ProjectDatabase database) {
        return database.migrations(ReadingOptions.of(Layout.AUTO)).migrations().stream()
                .map(Migration::name)
                .toList();
    }

    private void assertRefused(String message) {
        assertThatThrownBy(this::read).isInstanceOf(InvalidInputException.class).hasMessage(message.formatted(root));
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
