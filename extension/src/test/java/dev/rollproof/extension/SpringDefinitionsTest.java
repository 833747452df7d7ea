package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Which {@code DataSource} of several stands for the test's database. */
class SpringDefinitionsTest {
    private static final String SHOP = MigratedDatabaseTest.SHOP;

    @Test
    void ofSeveralDataSourcesThePrimaryOneIsMeantOrTheOneWithTheDatabasesName() {
        TestRun.green(PrimaryTestCase.class, 1);
        TestRun.green(NamedTestCase.class, 1);
    }

    /** Stands for a database that is no SQLite: it must be left alone. */
    private static DataSource elsewhere() {
        return new SpringDataSource(SpringDatabases.of(Map.of()), "elsewhere");
    }

    @Configuration
    static class PrimaryShop {
        @Bean
        @Primary
        @Qualifier("orders")
        DataSource main() {
            throw new AssertionError("the application's own database");
        }

        @Bean
        DataSource archive() {
            return elsewhere();
        }
    }

    @SpringJUnitConfig(PrimaryShop.class)
    @MigratedDatabase(migrations = SHOP)
    static class PrimaryTestCase {
        @Test
        void theOtherIsLeftAlone(
                @Autowired DataSource main,
                @Autowired @Qualifier("orders") DataSource sameByQualifier,
                @Autowired @Qualifier("archive") DataSource archive) {
            assertThat(main).isSameAs(sameByQualifier).hasToString("the test's database");
            assertThat(archive).hasToString("the test's database elsewhere");
        }
    }

    @Configuration
    static class TwoShops {
        @Bean
        DataSource shop() {
            throw new AssertionError("the application's own database");
        }

        @Bean
        DataSource archive() {
            return elsewhere();
        }
    }

    @SpringJUnitConfig(TwoShops.class)
    @MigratedDatabase(migrations = SHOP, database = "shop")
    static class NamedTestCase {
        @Test
        void theOtherIsLeftAlone(@Autowired DataSource shop, @Autowired DataSource archive) {
            assertThat(shop).hasToString("the test's database shop");
            assertThat(archive).hasToString("the test's database elsewhere");
        }
    }

    @Test
    void whatSpringDoesNotInjectIsNotMeant() {
        TestRun.green(HiddenTestCase.class, 1);
    }

    @Configuration
    static class HiddenShop {
        @Bean
        DataSource main() {
            throw new AssertionError("the application's own database");
        }

        @Bean(autowireCandidate = false)
        DataSource behindIt() {
            return elsewhere();
        }
    }

    @SpringJUnitConfig(HiddenShop.class)
    @MigratedDatabase(migrations = SHOP)
    static class HiddenTestCase {
        @Test
        void isTheOther(@Autowired DataSource dataSource) {
            assertThat(dataSource).hasToString("the test's database");
        }
    }

    @Test
    void eachOfSeveralDatabasesIsTheBeanOfItsName() {
        TestRun.green(SeveralTestCase.class, 1);
    }

    @SpringJUnitConfig(TwoShops.class)
    @MigratedDatabase(migrations = SHOP, database = "shop")
    @MigratedDatabase(migrations = SHOP, database = "archive", version = 1)
    static class SeveralTestCase {
        @Test
        void haveTheirOwnTables(@Autowired DataSource shop, @Autowired DataSource archive) throws SQLException {
            try (Connection ofShop = shop.getConnection();
                    Connection ofArchive = archive.getConnection()) {
                assertThat(Sql.tables(ofShop)).isEqualTo("customers,orders");
                assertThat(Sql.tables(ofArchive)).isEqualTo("customers");
            }
        }
    }

    @Test
    void itMustBeClearWhichDataSourceIsMeant() {
        assertThat(TestRun.onlyFailure(AmbiguousTestCase.class))
                .rootCause()
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "the Spring context has the DataSource beans \"shop\", \"archive\", and it is not clear which of"
                                + " them is the test's database: give both one name, @MigratedDatabase(database = \"shop\"), or make"
                                + " the bean @Primary");
    }

    @SpringJUnitConfig(TwoShops.class)
    @MigratedDatabase(migrations = SHOP)
    static class AmbiguousTestCase {
        @Test
        void isNotReached() {}
    }

    @Test
    void eachOfSeveralDatabasesNeedsABean() {
        assertThat(TestRun.onlyFailure(UnknownTestCase.class))
                .rootCause()
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "the Spring context has the DataSource beans \"shop\", \"archive\", and it is not clear which of"
                                + " them is the test's database \"other\": give both one name, @MigratedDatabase(database = \"shop\")");
    }

    @SpringJUnitConfig(TwoShops.class)
    @MigratedDatabase(migrations = SHOP, database = "shop")
    @MigratedDatabase(migrations = SHOP, database = "other")
    static class UnknownTestCase {
        @Test
        void isNotReached() {}
    }
}
