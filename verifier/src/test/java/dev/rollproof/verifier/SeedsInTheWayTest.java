package dev.rollproof.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.seed.Seed;
import dev.rollproof.verifier.seed.SeedAt;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A migration that fails on rows of a seed names the seed. */
class SeedsInTheWayTest {
    private static final String TABLES = """
            CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);
            CREATE TABLE roles (id INTEGER PRIMARY KEY, name TEXT);
            """;

    private static final SeedAt USERS = seed("seeds/users.csv", "id,email\n1,ada@example.org\n2,ada@example.org\n");
    private static final SeedAt MORE_USERS = seed("seeds/more.sql", "INSERT INTO users (id) VALUES (3)");
    private static final SeedAt ROLES = seed("seeds/roles.json", "{\"roles\": [{\"id\": 1, \"name\": \"reader\"}]}");

    @Test
    void anIndexThatTheirValuesDoNotAllow() {
        assertThat(found("CREATE UNIQUE INDEX uq_users_email ON users (email)", USERS, MORE_USERS, ROLES))
                .containsExactly(
                        "migration-failed the migration fails: UNIQUE constraint failed: users.email",
                        "It passes without the rows of users.csv and more.sql in users, and stops at every database that"
                                + " holds such; what comes after it was not verified. Two rows hold the same value there: give"
                                + " each its own, or merge or delete them. If no database can hold them, mend the seed.");
    }

    @Test
    void aColumnThatMustNotBeNull() {
        assertThat(found("ALTER TABLE users ADD COLUMN born TEXT NOT NULL", MORE_USERS))
                .containsExactly(
                        "migration-failed the migration fails: Cannot add a NOT NULL column with default value NULL",
                        "It passes without the rows of more.sql in users, and stops at every database that holds such;"
                                + " what comes after it was not verified. Give the column a DEFAULT, or build the table"
                                + " anew and say what its old rows get. If no database can hold them, mend the seed.");
    }

    @Test
    void aRowOfTheMigrationsThatTheyHaveTheKeyOf() {
        assertThat(found("INSERT INTO roles VALUES (1, 'librarian')", USERS, ROLES))
                .containsExactly(
                        "migration-failed the migration fails: UNIQUE constraint failed: roles.id",
                        "It passes without the rows of roles.json in roles, and stops at every database that holds such;"
                                + " what comes after it was not verified. Two rows hold the same value there: give each its"
                                + " own, or merge or delete them. If no database can hold them, mend the seed.");
    }

    @Test
    void onlyTheTableOfTwoThatIsToBlame() {
        assertThat(found(
                        "CREATE TABLE names (name TEXT UNIQUE); INSERT INTO names SELECT name FROM roles;"
                                + " INSERT INTO names SELECT email FROM users;",
                        USERS,
                        ROLES))
                .containsExactly(
                        "migration-failed the migration fails: UNIQUE constraint failed: names.name",
                        "It passes without the rows of users.csv in users, and stops at every database that holds such;"
                                + " what comes after it was not verified. Two rows hold the same value there: give each its"
                                + " own, or merge or delete them. If no database can hold them, mend the seed.");
    }

    @Test
    void bothTablesThatAreToBlame() {
        assertThat(found(
                        "CREATE TABLE ids (id INTEGER CHECK (id <> 1)); INSERT INTO ids SELECT id FROM users;"
                                + " INSERT INTO ids SELECT id FROM roles;",
                        USERS,
                        ROLES))
                .containsExactly(
                        "migration-failed the migration fails: CHECK constraint failed: id <> 1",
                        "It passes without the rows of roles.json in roles and the rows of users.csv in users, and stops"
                                + " at every database that holds such; what comes after it was not verified. Mend the"
                                + " statement so that it holds for the rows that are there. If no database can hold them,"
                                + " mend the seed.");
    }

    @Test
    void notAMistakeThatHasNothingToDoWithThem() {
        assertThat(found("CREATE INDEX idx_users_name ON users (name)", USERS))
                .containsExactly(
                        "migration-failed the migration fails: no such column: name",
                        "No new database can pass this version, and what comes after it was not verified. Nothing has"
                                + " this name by then: mend the name, or look at what was dropped or renamed before.");
    }

    @Test
    void madeRowsBesideThemOnWhichItFails() {
        String required = """
                CREATE TABLE users_new (id INTEGER PRIMARY KEY, email TEXT NOT NULL);
                INSERT INTO users_new SELECT id, email FROM users;
                DROP TABLE users_new;
                """;
        String help =
                "It passes wherever the tables are empty, and stops where it is deployed. Say what a row gets that"
                        + " holds NULL there: COALESCE(column, value), or an UPDATE before.";
        SeedAt oneUser = seed("one.sql", "INSERT INTO users VALUES (1, 'ada@example.org')");

        assertThat(found(required, oneUser, ROLES))
                .containsExactly(
                        "migration-fails-on-rows on tables that hold rows the migration fails: NOT NULL constraint failed:"
                                + " users_new.email",
                        help + " Made rows stood there beside the rows of one.sql in users.");
        assertThat(found(required, ROLES)).contains(help);
    }

    private static SeedAt seed(String name, String text) {
        return new SeedAt(Seed.of(name, text), Optional.of(MigrationVersion.of("1")));
    }

    /** Of each finding the check and the message, and then the help. */
    private static List<String> found(String up, SeedAt... seeds) {
        TestMigrations migrations =
                TestMigrations.of(TABLES, "DROP TABLE roles; DROP TABLE users;").then(up, "SELECT 1");
        return new RollbackVerifier(VerificationOptions.DEFAULT.withSeeds(List.of(seeds)))
                .verify(migrations.set())
                .allFindings()
                .flatMap(finding -> List.of(finding.check() + " " + finding.message(), finding.help()).stream())
                .toList();
    }
}
