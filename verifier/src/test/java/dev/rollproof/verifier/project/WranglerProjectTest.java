package dev.rollproof.verifier.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.Migration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WranglerProjectTest {
    @TempDir
    private Path root;

    @Test
    void isTheFolderThatTheConfigurationNames() throws IOException {
        write("src/db/changes/0001_a.sql", "");
        write("migrations/0001_other.sql", "");
        write("wrangler.toml", "[[d1_databases]]\nbinding = 'DB'\nmigrations_dir = 'src/db/changes'\n");

        assertThat(read().databases()).extracting(ProjectDatabase::name).containsExactly("main");
        assertThat(read().database("DB").directory()).isEqualTo(root.resolve("src/db/changes"));
        assertThat(read().configuration()).isEmpty();
    }

    @Test
    void isAConventionalPlaceWhereTheConfigurationNamesNoMigrations() throws IOException {
        write("migrations/0001_a.sql", "");
        write("wrangler.jsonc", "{\"d1_databases\": [{\"binding\": \"DB\", \"migrations_dir\": \"gone\"}]}");

        assertThat(read().databases()).containsExactly(ProjectDatabase.main(root.resolve("migrations")));
    }

    @Test
    void hasTheDatabasesThatTheConfigurationNames() throws IOException {
        write("migrations/0001_users.sql", "");
        write("migrations/0002_auth.sql", "");
        write("other/0001_b.sql", "");
        write("wrangler.jsonc", """
                {"d1_databases": [
                  {"binding": "USERS", "database_name": "shop", "migrations_dir": "migrations", "migrations_pattern": "migrations/*_users.sql"},
                  {"binding": "AUTH", "migrations_dir": "migrations", "migrations_pattern": "migrations/*_auth.sql"}],
                 "env": {"staging": {"d1_databases": [
                  {"binding": "AUTH", "migrations_dir": "other"},
                  {"binding": "USERS", "database_name": "shop-staging", "migrations_dir": "migrations", "migrations_pattern": "migrations/*_users.sql"}]}}}
                """);

        Project project = read();

        assertThat(project.databases())
                .extracting(ProjectDatabase::name)
                .containsExactly("shop", "AUTH", "staging/AUTH");
        assertThat(project.configuration()).contains(root.resolve("wrangler.jsonc"));
        assertThat(names(project.database("shop"))).containsExactly("0001_users");
        assertThat(names(project.database("USERS"))).containsExactly("0001_users");
        assertThat(names(project.database("AUTH"))).containsExactly("0002_auth");
        assertThat(names(project.database("staging/AUTH"))).containsExactly("0001_b");
    }

    private Project read() {
        return Project.read(root, ReadingOptions.of(Layout.AUTO));
    }

    private static List<String> names(ProjectDatabase database) {
        return database.migrations(ReadingOptions.of(Layout.AUTO)).migrations().stream()
                .map(Migration::name)
                .toList();
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
