package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@link StressTest} runs: every way to a database, each with both storages. Each test knows which rows it must find, adds
 * some that no other has, on two connections, and looks again.
 */
final class StressTestCases {
    /** Under these each database publishes itself, once. */
    static final String FILE = "file";

    static final String URL_IN_MEMORY = "url";

    static final List<Class<?>> ALL = List.of(
            ClassInFilesTestCase.class,
            ClassInMemoryTestCase.class,
            MethodsTestCase.class,
            HeirInFilesTestCase.class,
            HeirInMemoryTestCase.class,
            TwoDatabasesTestCase.class,
            FactoriesInFilesTestCase.class,
            FactoriesInMemoryTestCase.class,
            OneInstanceInFilesTestCase.class,
            OneInstanceInMemoryTestCase.class,
            SeedsInFilesTestCase.class,
            SeedsInMemoryTestCase.class,
            SharedInFilesTestCase.class,
            SharedInMemoryTestCase.class);

    private static final String SHOP = MigratedDatabaseTest.SHOP;
    private static final String CUSTOMERS = MigratedDatabaseTest.CUSTOMERS;
    private static final String NAMES =
            "SELECT coalesce(group_concat(name, ','), '') FROM (SELECT name FROM customers ORDER BY id)";

    /** A row of a test that sees another's is at once known for what it is: no two have one number. */
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private StressTestCases() {}

    @Retention(RetentionPolicy.RUNTIME)
    @MigratedDatabase(migrations = SHOP)
    @interface InFiles {}

    @Retention(RetentionPolicy.RUNTIME)
    @MigratedDatabase(migrations = SHOP, storage = Storage.MEMORY)
    @interface InMemory {}

    /** The rows of a database that a test must find. */
    private static final class Rows {
        private final TestDatabase database;
        private String names;

        /** @param names the rows' names that must be there now, with commas between */
        Rows(TestDatabase database, String names) throws SQLException {
            this.database = database;
            this.names = names;
            check();
        }

        /** Adds one row on the test's own connection, another on one more, and looks at both from both. */
        Rows add() throws SQLException {
            addOn(database.connection());
            try (Connection other = database.dataSource().getConnection()) {
                addOn(other);
                assertThat(Sql.value(other, NAMES)).isEqualTo(names);
            }
            check();
            return this;
        }

        private void addOn(Connection connection) throws SQLException {
            String name = "number " + NUMBERS.incrementAndGet();
            Sql.run(connection, "INSERT INTO customers (name) VALUES ('" + name + "')");
            names = names.isEmpty() ? name : names + "," + name;
        }

        void check() throws SQLException {
            assertThat(Sql.value(database.connection(), NAMES)).isEqualTo(names);
        }

        void publish(TestReporter reporter) {
            StressTestCases.publish(database, reporter);
        }
    }

    private static void publish(TestDatabase database, TestReporter reporter) {
        database.file()
                .ifPresentOrElse(
                        file -> reporter.publishEntry(FILE, file.toString()),
                        () -> reporter.publishEntry(URL_IN_MEMORY, database.jdbcUrl()));
    }

    @InFiles
    static class ClassInFilesTestCase extends EveryPlaceTestCase {
        ClassInFilesTestCase(TestDatabase database) throws SQLException {
            super(database);
        }
    }

    @InMemory
    static class ClassInMemoryTestCase extends EveryPlaceTestCase {
        ClassInMemoryTestCase(TestDatabase database) throws SQLException {
            super(database);
        }
    }

    /** Constructor, lifecycle methods and test have one database, and each adds to it. */
    abstract static class EveryPlaceTestCase {
        private final Rows rows;

        EveryPlaceTestCase(TestDatabase database) throws SQLException {
            rows = new Rows(database, "").add();
        }

        @BeforeEach
        void before(Connection connection) throws SQLException {
            assertThat(connection).isSameAs(rows.database.connection());
            rows.add();
        }

        @RepeatedTest(150)
        void again(DataSource source) throws SQLException {
            assertThat(source).isSameAs(rows.database.dataSource());
            rows.add();
        }

        @ParameterizedTest
        @MethodSource("dev.rollproof.extension.StressTestCases#numbers")
        void forEach(int number, TestDatabase database) throws SQLException {
            assertThat(number).isPositive();
            assertThat(database).isSameAs(rows.database);
            rows.add();
        }

        @AfterEach
        void after(TestReporter reporter) throws SQLException {
            rows.add();
            rows.publish(reporter);
        }

        @Nested
        class Inner {
            Inner(Connection connection) throws SQLException {
                assertThat(connection).isSameAs(rows.database.connection());
                rows.add();
            }

            @RepeatedTest(100)
            void inside() throws SQLException {
                rows.add();
            }
        }
    }

    static IntStream numbers() {
        return IntStream.rangeClosed(1, 150);
    }

    /** Side by side, what one annotation on the class cannot say. */
    static class MethodsTestCase {
        @RepeatedTest(100)
        @MigratedDatabase(migrations = SHOP, version = 1)
        void inAFile(TestDatabase database, TestReporter reporter) throws SQLException {
            hasTables(database, "customers");
            new Rows(database, "").add().publish(reporter);
        }

        @RepeatedTest(100)
        @MigratedDatabase(migrations = SHOP, version = 2, storage = Storage.MEMORY, seeds = CUSTOMERS)
        void inMemory(TestDatabase database, TestReporter reporter) throws SQLException {
            hasTables(database, "customers,orders");
            new Rows(database, "Ada,Grace").add().publish(reporter);
        }

        /** Down to where there is nothing, and up again. */
        @RepeatedTest(50)
        @InFiles
        void downAndUp(TestDatabase database, TestReporter reporter) throws SQLException {
            new Rows(database, "").add();
            database.rollbackTo(MigratedDatabase.EMPTY);
            hasTables(database, "");
            database.migrateToLatest();
            new Rows(database, "").add().publish(reporter);
        }

        @RepeatedTest(50)
        @InMemory
        void upInMemory(TestDatabase database, TestReporter reporter) throws SQLException {
            database.rollbackTo(1);
            Rows rows = new Rows(database, "").add();
            database.migrateToLatest();
            rows.add().publish(reporter);
        }

        private static void hasTables(TestDatabase database, String tables) throws SQLException {
            assertThat(Sql.tables(database.connection())).isEqualTo(tables);
        }
    }

    @InFiles
    @Seed(CUSTOMERS)
    static class ParentInFiles {}

    @InMemory
    @Seed(CUSTOMERS)
    interface ContractInMemory {}

    static class HeirInFilesTestCase extends ParentInFiles implements AddsBefore {
        @RepeatedTest(100)
        void inherits(TestDatabase database, TestReporter reporter) throws SQLException {
            new Rows(database, "Ada,Grace,before").add().publish(reporter);
        }
    }

    static class HeirInMemoryTestCase implements ContractInMemory, AddsBefore {
        @RepeatedTest(100)
        void inherits(TestDatabase database, TestReporter reporter) throws SQLException {
            new Rows(database, "Ada,Grace,before").add().publish(reporter);
        }
    }

    interface AddsBefore {
        @BeforeEach
        default void before(Connection connection) throws SQLException {
            Sql.run(connection, "INSERT INTO customers (name) VALUES ('before')");
        }
    }

    @MigratedDatabase(migrations = SHOP, database = "shop")
    @MigratedDatabase(migrations = SHOP, database = "archive", version = 1, storage = Storage.MEMORY)
    @Seed(value = CUSTOMERS, database = "archive")
    static class TwoDatabasesTestCase {
        private final Rows shop;

        TwoDatabasesTestCase(@Database("shop") TestDatabase shop) throws SQLException {
            this.shop = new Rows(shop, "").add();
        }

        @RepeatedTest(100)
        void hasBoth(@Database("archive") TestDatabase archive, TestReporter reporter) throws SQLException {
            Rows rows = new Rows(archive, "Ada,Grace").add();
            shop.add().publish(reporter);
            rows.add().publish(reporter);
        }
    }

    @InFiles
    static class FactoriesInFilesTestCase extends FactoriesTestCase {}

    @InMemory
    static class FactoriesInMemoryTestCase extends FactoriesTestCase {}

    /** The tests of one factory share a database, one after the other or not: each sees its own rows among the others'. */
    abstract static class FactoriesTestCase {
        @TestFactory
        Stream<DynamicTest> one(TestDatabase database, TestReporter reporter) throws SQLException {
            return tests(database, reporter);
        }

        @TestFactory
        Stream<DynamicTest> other(TestDatabase database, TestReporter reporter) throws SQLException {
            return tests(database, reporter);
        }

        private static Stream<DynamicTest> tests(TestDatabase database, TestReporter reporter) throws SQLException {
            publish(database, reporter);
            new Rows(database, "");
            return IntStream.range(0, 50)
                    .mapToObj(number -> dynamicTest("dynamic " + number, () -> addOne(database, "dynamic " + number)));
        }
    }

    private static void addOne(TestDatabase database, String name) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            String same = " FROM customers WHERE name = '" + name + "'";
            assertThat(Sql.value(connection, "SELECT count(*)" + same)).isEqualTo("0");
            Sql.run(connection, "INSERT INTO customers (name) VALUES ('" + name + "')");
            assertThat(Sql.value(connection, "SELECT count(*)" + same)).isEqualTo("1");
        }
    }

    @InFiles
    static class OneInstanceInFilesTestCase extends OneInstanceTestCase {}

    @InMemory
    static class OneInstanceInMemoryTestCase extends OneInstanceTestCase {}

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class OneInstanceTestCase {
        @BeforeEach
        void before(TestDatabase database) throws SQLException {
            new Rows(database, "");
            Sql.run(database.connection(), "INSERT INTO customers (name) VALUES ('before')");
        }

        @RepeatedTest(100)
        void hasARowOfItsOwn(TestDatabase database, TestReporter reporter) throws SQLException {
            new Rows(database, "before").add().publish(reporter);
        }

        @Nested
        class Inner {
            @RepeatedTest(50)
            void hasToo(TestDatabase database, TestReporter reporter) throws SQLException {
                new Rows(database, "before").add().publish(reporter);
            }
        }
    }

    @InFiles
    static class SeedsInFilesTestCase extends SeedsTestCase {}

    @InMemory
    static class SeedsInMemoryTestCase extends SeedsTestCase {}

    @Seed(value = CUSTOMERS, atVersion = 1)
    @Seed(with = AddsZoe.class, atVersion = 2)
    abstract static class SeedsTestCase {
        @RepeatedTest(100)
        void fromTheClass(TestDatabase database, TestReporter reporter) throws SQLException {
            new Rows(database, "Ada,Grace,Zoe").add().publish(reporter);
        }

        @RepeatedTest(50)
        @Seed(with = AddsZoe.class)
        void andFromTheMethod(TestDatabase database, TestReporter reporter) throws SQLException {
            new Rows(database, "Ada,Grace,Zoe,Zoe").add().publish(reporter);
        }
    }

    static final class AddsZoe implements Seeder {
        @Override
        public void seed(Connection connection) throws SQLException {
            Sql.run(connection, "INSERT INTO customers (name) VALUES ('Zoe')");
        }
    }

    @MigratedDatabase(migrations = SHOP, scope = Scope.CLASS)
    static class SharedInFilesTestCase extends SharedTestCase {}

    @MigratedDatabase(migrations = SHOP, scope = Scope.CLASS, storage = Storage.MEMORY)
    static class SharedInMemoryTestCase extends SharedTestCase {}

    /** All write to one database at once. */
    abstract static class SharedTestCase {
        @BeforeAll
        static void before(TestDatabase database, TestReporter reporter) throws SQLException {
            new Rows(database, "");
            publish(database, reporter);
        }

        @RepeatedTest(50)
        void addsOne(RepetitionInfo repetition, TestInfo info, TestDatabase database) throws SQLException {
            addOne(database, info.getTestClass() + " " + repetition.getCurrentRepetition());
        }

        @AfterAll
        static void after(Connection connection) throws SQLException {
            assertThat(Sql.value(connection, "SELECT count(*) FROM customers")).isEqualTo("100");
        }

        @Nested
        class Inner {
            @RepeatedTest(50)
            void addsOneToo(RepetitionInfo repetition, TestInfo info, TestDatabase database) throws SQLException {
                addOne(database, info.getTestClass() + " " + repetition.getCurrentRepetition());
            }
        }
    }
}
