package dev.rollproof.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class NewCommandTest extends CommandLineFolder {
    @Test
    void makesTheNextMigrationAndItsRollback() throws IOException {
        write("db/0001_users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY);");
        write("db/0001_users.rollback.sql", "DROP TABLE users;");

        assertThat(run("new", "db", "add phone")).isZero();
        assertThat(out()).isEqualTo("made db/0002_add_phone.sql\nmade db/0002_add_phone.rollback.sql\n");
        assertThat(err()).isEmpty();
        assertThat(folder.resolve("db/0002_add_phone.sql")).hasContent("-- Write the change here.\n");
        assertThat(run("verify", "db")).isZero();
    }

    @Test
    void makesTheFirstWhereTheLayoutIsSaid() throws IOException {
        Files.createDirectory(folder.resolve("empty"));

        assertThat(run("new", "empty", "users", "--layout", "dbmate")).isZero();
        assertThat(out()).startsWith("made empty/").endsWith("_users.sql\n");
        assertThat(run("new", "nowhere", "users")).isEqualTo(2);
        assertThat(err())
                .isEqualTo(
                        "rollproof: there is no folder " + folder.resolve("nowhere")
                                + ", so there is no migration to go on from; say how it is to be laid out with --layout, one of numbered, up-down, drizzle, wrangler, prisma, flyway, diesel, goose, dbmate, sql-migrate, liquibase, mybatis\n");
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void asksForWhichDatabaseItIsAndWhetherThatTakesIt() throws IOException {
        write("db/0001_users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY);");
        write("db/0002_posts.sql", "CREATE TABLE posts (id INTEGER PRIMARY KEY);");
        write("rollproof.json", """
                {"databases": {"one": {"migrations": "db", "include": ["*users*"]}, "two": {"migrations": "db"}}}
                """);

        assertThat(run("new", "add_tags")).isEqualTo(2);
        assertThat(err())
                .isEqualTo("rollproof: %s has the databases one, two; say for which one it is with --database\n"
                        .formatted(folder));
        assertThat(run("new", "add_tags", "--database", "one")).isEqualTo(2);
        assertThat(err())
                .isEqualTo(
                        "rollproof: the database one would not take 0003_add_tags: its include and exclude in rollproof.json do not choose that name. Give it a name that they choose, or change them\n");
        assertThat(folder.resolve("db/0003_add_tags.sql")).doesNotExist();
        assertThat(run("new", "users_tags", "--database", "one")).isZero();
    }
}
