package dev.rollproof.extension;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Assertions on a test's database: {@link DatabaseAssertions#assertThat(TestDatabase)}. They see what is committed, not what
 * a transaction of the test has yet to commit.
 */
public final class TestDatabaseAssert extends SchemaAssert<TestDatabaseAssert, TestDatabase> {
    TestDatabaseAssert(TestDatabase actual) {
        super(actual, TestDatabaseAssert.class);
    }

    /**
     * Requires that a table, virtual table or view has so many rows.
     *
     * @throws IllegalStateException when they cannot be counted: a transaction locks them, a view does not compile
     */
    public TestDatabaseAssert hasRowCount(String table, long expected) {
        SchemaObject relation = relation(table);
        long rows = count(relation.name());
        if (rows != expected) {
            fail("%s has %d %s, expected %d".formatted(named(relation), rows, rows == 1 ? "row" : "rows", expected));
        }
        return myself;
    }

    /**
     * Requires that this is the version of the last migration that is applied.
     *
     * @param expected {@code "5"}, {@code "1.2"}, or a name where names are the versions; empty where none should be applied
     */
    public TestDatabaseAssert isAtVersion(String expected) {
        isNotNull();
        String version = actual.version();
        if (!version.equals(normal(expected))) {
            fail("the database is at %s, expected %s".formatted(place(version), place(normal(expected))));
        }
        return myself;
    }

    /**
     * Requires that this is the version of the last migration that is applied.
     *
     * @param expected a version, or {@link MigratedDatabase#EMPTY}; not {@link MigratedDatabase#LATEST}
     * @throws InvalidInputException when it is no version
     */
    public TestDatabaseAssert isAtVersion(long expected) {
        if (expected < 0 && expected != MigratedDatabase.EMPTY) {
            throw new InvalidInputException(expected + " is no version, such as 5; EMPTY stands for none");
        }
        return isAtVersion(expected == MigratedDatabase.EMPTY ? "" : Long.toString(expected));
    }

    @Override
    SchemaSnapshot schema() {
        isNotNull();
        return actual.schema();
    }

    private long count(String relation) {
        try (Connection connection = actual.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM main." + SqlName.quoted(relation))) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the rows of %s cannot be counted: %s".formatted(relation, e.getMessage()), e);
        }
    }

    private static String normal(String version) {
        return version.isEmpty() ? version : MigrationVersion.of(version).text();
    }

    private static String place(String version) {
        return version.isEmpty() ? "EMPTY" : "version " + version;
    }
}
