package dev.rollproof.samples.prismad1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.extension.MigratedDatabase;
import dev.rollproof.extension.RollbackTest;
import dev.rollproof.extension.TestDatabase;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Prisma writes the migrations, Wrangler applies them to D1: its configuration says where they are. */
@MigratedDatabase(migrations = "prisma-d1", seeds = PrismaD1Test.SEED)
class PrismaD1Test {
    static final String SEED = "prisma-d1/packages/database/prisma/seed.sql";

    @Test
    void seedingAgainGivesTheSameRows(TestDatabase database) throws SQLException {
        List<String> posts = posts(database.connection());

        database.seed(SEED);

        assertThat(posts(database.connection())).isEqualTo(posts).containsExactly("hello-world-p1", "not-yet-p2");
    }

    @Test
    void resetAndSeedBeginsAnew(TestDatabase database) throws SQLException {
        execute(database.connection(), "INSERT INTO User (id, email) VALUES ('eve', 'eve@example.org')");

        database.rollbackTo(MigratedDatabase.EMPTY);
        database.migrateToLatest();
        database.seed(SEED);

        assertThat(strings(database.connection(), "SELECT id FROM User ORDER BY id"))
                .containsExactly("ada", "linus");
    }

    @Test
    void aPostNeedsAnAuthorAsOnD1(Connection connection) {
        assertThatThrownBy(() -> execute(
                        connection,
                        "INSERT INTO Post (id, title, authorId, slug) VALUES ('p3', 'Who?', 'nobody', 'who-p3')"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("FOREIGN KEY constraint failed");
    }

    /** The rebuild that Prisma wrote, over posts that are older than the slug. */
    @Test
    @MigratedDatabase(migrations = "prisma-d1", version = 20260112141500L)
    void postsFromBeforeGetASlug(TestDatabase database) throws SQLException {
        Connection connection = database.connection();
        execute(connection, "INSERT INTO User (id, email) VALUES ('ada', 'ada@example.org')");
        execute(connection, "INSERT INTO Post (id, title, authorId) VALUES ('p9', 'On Engines', 'ada')");

        database.migrateToLatest();

        assertThat(posts(connection)).containsExactly("on-engines-p9");
    }

    @RollbackTest
    void rollbacks(MigrationVerdict verdict) {
        assertThat(verdict.findings()).isEmpty();
    }

    private static List<String> posts(Connection connection) throws SQLException {
        return strings(connection, "SELECT slug FROM Post ORDER BY id");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> strings(Connection connection, String query) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }
}
