package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Several databases in one test. */
class NamedDatabasesTest {
    private static final String SHOP = MigratedDatabaseTest.SHOP;

    @Test
    void areToldApartByTheirNames() {
        TestRun.green(TwoTestCase.class, 3);
    }

    @MigratedDatabase(migrations = SHOP, database = "shop", version = 2)
    @MigratedDatabase(migrations = SHOP, database = "archive", version = 1)
    static class TwoTestCase {
        @BeforeEach
        void archiveOne(@Database("archive") Connection archive) throws SQLException {
            Sql.run(archive, "INSERT INTO customers (name) VALUES ('Ada')");
        }

        @Test
        void inEveryForm(
                @Database("shop") Connection connection,
                @Database("archive") DataSource source,
                @Database("shop") SchemaSnapshot schema,
                @Database("archive") TestDatabase database,
                @Database("archive") Path file)
                throws SQLException {
            assertThat(Sql.tables(connection)).isEqualTo("customers,orders");
            assertThat(schema.tables()).hasSize(2);
            assertThat(database.version()).isEqualTo("1");
            assertThat(database.dataSource()).isSameAs(source);
            assertThat(database.file()).contains(file);
        }

        @Test
        void holdRowsOfTheirOwn(@Database("shop") Connection shop, @Database("archive") Connection archive)
                throws SQLException {
            assertThat(Sql.value(shop, "SELECT count(*) FROM customers")).isEqualTo("0");
            assertThat(Sql.value(archive, "SELECT count(*) FROM customers")).isEqualTo("1");
        }

        @Test
        @MigratedDatabase(migrations = SHOP, database = "archive")
        void theNearestOfEachNameCounts(
                @Database("shop") TestDatabase shop, @Database("archive") TestDatabase archive) {
            assertThat(shop.version()).isEqualTo("2");
            assertThat(archive.version()).isEqualTo("3");
        }
    }

    @Test
    void joinThoseOfSuperclassesInterfacesOtherAnnotationsAndTheClassAround() {
        TestRun.green(GatheringTestCase.class, 3);
    }

    @MigratedDatabase(migrations = SHOP, database = "super", version = 1)
    static class Parent {}

    @MigratedDatabase(migrations = SHOP, database = "interface", version = 2)
    interface Contract {}

    @Retention(RetentionPolicy.RUNTIME)
    @MigratedDatabase(migrations = SHOP, database = "meta", version = 3)
    @interface Meta {}

    @Meta
    static class GatheringTestCase extends Parent implements Contract {
        @Test
        void all(
                @Database("super") TestDatabase one,
                @Database("interface") TestDatabase two,
                @Database("meta") TestDatabase three) {
            assertThat(one.version() + two.version() + three.version()).isEqualTo("123");
        }

        @Test
        @MigratedDatabase(migrations = SHOP, version = MigratedDatabase.EMPTY)
        void theOneWithoutANameNeedsNone(TestDatabase database, @Database("super") TestDatabase other) {
            assertThat(database.version()).isEmpty();
            assertThat(other.version()).isEqualTo("1");
        }

        @Nested
        @MigratedDatabase(migrations = SHOP, database = "super", version = 2)
        class Inner {
            @Test
            void itsOwnAndTheRest(@Database("super") TestDatabase one, @Database("meta") TestDatabase three) {
                assertThat(one.version() + three.version()).isEqualTo("23");
            }
        }
    }

    @Test
    void areKeptUnderTheirNames() {
        assertThat(TestRun.of(FailingTestCase.class).published("rollproof.database"))
                .hasSize(2)
                .anyMatch(file -> file.endsWith("shop.db"))
                .anyMatch(file -> file.endsWith("archive.db"));
    }

    @MigratedDatabase(migrations = SHOP, database = "shop")
    @MigratedDatabase(migrations = SHOP, database = "archive")
    static class FailingTestCase {
        @Test
        void fails(@Database("shop") Connection shop, @Database("archive") Connection archive) {
            throw new AssertionError("on purpose");
        }
    }
}
