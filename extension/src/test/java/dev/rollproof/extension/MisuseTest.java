package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong uses: told before any SQL runs, in our own words, also where no parameter asks for the database. */
class MisuseTest {
    private static final String SHOP = MigratedDatabaseTest.SHOP;
    private static final Path RESOURCES = Path.of("src/test/resources").toAbsolutePath();

    private static void assertTold(Class<?> fixture, String message) {
        Throwable thrown = TestRun.onlyFailure(fixture);
        assertThat(thrown).isInstanceOf(ExtensionConfigurationException.class).hasMessage(message);
    }

    /** JUnit wraps what is thrown for a parameter; the cause is ours. */
    private static void assertInjectionTold(Class<?> fixture, String message) {
        Throwable thrown = TestRun.onlyFailure(fixture);
        assertThat(thrown).hasMessageEndingWith(message);
        Throwable ours = thrown instanceof ExtensionConfigurationException ? thrown : thrown.getCause();
        assertThat(ours).isInstanceOf(ExtensionConfigurationException.class).hasMessage(message);
    }

    @Test
    void aFolderThatIsNotThere() {
        assertTold(
                NoFolderTestCase.class,
                "@MigratedDatabase on class NoFolderTestCase: no such folder: "
                        + Path.of("src/nowhere").toAbsolutePath());
    }

    @MigratedDatabase(migrations = "src/nowhere")
    static class NoFolderTestCase {
        @Test
        void asksForNothing() {}
    }

    @Test
    void noFolderAtAll() {
        assertThat(TestRun.onlyFailure(NoPlaceTestCase.class))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith("@MigratedDatabase on class NoPlaceTestCase: "
                        + Path.of("").toAbsolutePath() + " holds no .sql files\n  none of the layouts fits: ")
                .hasMessageContaining("\n  looked in it, too, for rollproof.json and for the folders migrations, ");
    }

    @MigratedDatabase
    static class NoPlaceTestCase {
        @Test
        void asksForNothing() {}
    }

    @Test
    void aResourceThatIsNotThere() {
        assertTold(
                NoResourceTestCase.class,
                "@MigratedDatabase on class NoResourceTestCase: there is no classpath:nowhere on the class path");
    }

    @MigratedDatabase(migrations = "classpath:nowhere")
    static class NoResourceTestCase {
        @Test
        void asksForNothing() {}
    }

    @Test
    void aResourceInsideAJar() {
        Throwable thrown = TestRun.onlyFailure(JarTestCase.class);
        assertThat(thrown)
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith(
                        "@MigratedDatabase on class JarTestCase: classpath:org/junit/jupiter/api is inside jar:")
                .hasMessageEndingWith(", and only folders and files outside of jars are read");
    }

    @MigratedDatabase(migrations = "classpath:org/junit/jupiter/api")
    static class JarTestCase {
        @Test
        void asksForNothing() {}
    }

    @Test
    void aVersionThatDoesNotExistNamesThoseThatDo() {
        assertTold(
                UnknownVersionTestCase.class,
                "@MigratedDatabase on UnknownVersionTestCase.asksForNothing: there is no version 99 in "
                        + RESOURCES.resolve("shop") + ", only 1, 2, 3");
    }

    static class UnknownVersionTestCase {
        @Test
        @MigratedDatabase(migrations = SHOP, version = 99)
        void asksForNothing() {}
    }

    @Test
    void aNegativeVersionThatStandsForNothing() {
        assertTold(
                NegativeVersionTestCase.class,
                "@MigratedDatabase on class NegativeVersionTestCase: there is no version -3 in "
                        + RESOURCES.resolve("shop") + ", only 1, 2, 3");
    }

    @MigratedDatabase(migrations = SHOP, version = -3)
    static class NegativeVersionTestCase {
        @Test
        void asksForNothing() {}
    }

    @Test
    void aNameThatNoMigrationHas() {
        assertTold(
                UnknownNameTestCase.class,
                "@MigratedDatabase on class UnknownNameTestCase: no migration \"0002_create_order\" in "
                        + RESOURCES.resolve("shop") + "; perhaps 0002_create_orders");
    }

    @MigratedDatabase(migrations = SHOP, upTo = "0002_create_order")
    static class UnknownNameTestCase {
        @Test
        void asksForNothing() {}
    }

    @Test
    void versionAndUpToAtOnce() {
        assertTold(
                TwoVersionsTestCase.class,
                "@MigratedDatabase on class TwoVersionsTestCase: version = 1 and upTo = \"2\" both say where to stop;"
                        + " give one of them");
    }

    @MigratedDatabase(migrations = SHOP, version = 1, upTo = "2")
    static class TwoVersionsTestCase {
        @Test
        void asksForNothing() {}
    }

    @Test
    void twoFilesWithOneVersion() {
        assertTold(
                DuplicateTestCase.class,
                "@MigratedDatabase on class DuplicateTestCase: the files 0001_create_a.sql and 0001_create_b.sql in "
                        + RESOURCES.resolve("duplicate") + " have one version, 1; give each its own");
    }

    @MigratedDatabase(migrations = "src/test/resources/duplicate")
    static class DuplicateTestCase {
        @Test
        void asksForNothing() {}
    }

    @Test
    void aSeedThatIsNotThere() {
        assertTold(
                NoSeedTestCase.class,
                "@MigratedDatabase on class NoSeedTestCase: no such file: "
                        + Path.of("src/nowhere.sql").toAbsolutePath());
    }

    @MigratedDatabase(migrations = SHOP, seeds = "src/nowhere.sql")
    static class NoSeedTestCase {
        @Test
        void asksForNothing() {}
    }

    @Test
    void aSeedOfOneTestThatIsNotThere() {
        assertTold(
                NoSeedOfTestTestCase.class,
                "@MigratedDatabase on class NoSeedOfTestTestCase: @Seed(\"src/nowhere.sql\") on"
                        + " NoSeedOfTestTestCase.asksForNothing: no such file: "
                        + Path.of("src/nowhere.sql").toAbsolutePath());
    }

    @MigratedDatabase(migrations = SHOP)
    static class NoSeedOfTestTestCase {
        @Test
        @Seed("src/nowhere.sql")
        void asksForNothing() {}
    }

    @Test
    void aSeedOfAKindThatIsNotRead() {
        assertTold(
                OtherSeedTestCase.class,
                "@MigratedDatabase on class OtherSeedTestCase: the seed "
                        + Path.of("customers.xlsx").toAbsolutePath()
                        + " is no .sql, .csv or .json file; other kinds are not read");
    }

    @MigratedDatabase(migrations = SHOP, seeds = "customers.xlsx")
    static class OtherSeedTestCase {
        @Test
        void asksForNothing() {}
    }

    @Test
    void aSeedThatFailsNamesItsLine() {
        assertTold(
                FailingSeedTestCase.class,
                "@MigratedDatabase on class FailingSeedTestCase: a seed fails, so there is no database: "
                        + RESOURCES.resolve("shop-seeds/orphan.sql") + ":2:1: FOREIGN KEY constraint failed");
    }

    @MigratedDatabase(migrations = SHOP, seeds = "src/test/resources/shop-seeds/orphan.sql")
    static class FailingSeedTestCase {
        @Test
        void asksForNothing() {}
    }

    /** Before any SQL runs: only what the database says of a seed has to wait for the migrations. */
    @Test
    void aSeedThatIsNoJson() {
        assertTold(
                BadJsonTestCase.class,
                "@MigratedDatabase on class BadJsonTestCase: " + RESOURCES.resolve("bad-seeds/unfinished.json")
                        + ":1:31: the file ends too early");
    }

    @MigratedDatabase(migrations = "src/test/resources/failing", seeds = "src/test/resources/bad-seeds/unfinished.json")
    static class BadJsonTestCase {
        @Test
        void asksForNothing() {}
    }

    @Test
    void aSeedForAColumnThatIsNotThere() {
        assertTold(
                BadColumnTestCase.class,
                "@MigratedDatabase on class BadColumnTestCase: a seed fails, so there is no database: "
                        + RESOURCES.resolve("bad-seeds/customers.csv")
                        + ":1:4: the table customers has no column \"nmae\"; did you mean \"name\"?");
    }

    @MigratedDatabase(migrations = SHOP, seeds = "src/test/resources/bad-seeds/customers.csv")
    static class BadColumnTestCase {
        @Test
        void asksForNothing() {}
    }

    /** Not a failed assertion of the test: it has no database that it could say anything of. */
    @Test
    void aMigrationThatFailsIsAnErrorOfTheSetUp() {
        assertTold(
                FailingMigrationTestCase.class,
                "@MigratedDatabase on class FailingMigrationTestCase: a migration fails, so there is no database: "
                        + RESOURCES.resolve("failing/0002_add_note.sql") + ":2:1: no such table: orders");
    }

    @MigratedDatabase(migrations = "src/test/resources/failing")
    static class FailingMigrationTestCase {
        @Test
        void asksForNothing() {}

        @Test
        @MigratedDatabase(migrations = "src/test/resources/failing", version = 1)
        void beforeTheFailingOne(Connection connection) throws Exception {
            assertThat(Sql.tables(connection)).isEqualTo("a");
        }
    }

    @Test
    void aParameterThatDoesNotSayWhichDatabase() {
        assertInjectionTold(
                TwoDatabasesTestCase.class,
                "the parameter Connection of TwoDatabasesTestCase.asksForOne does not say which database it means,"
                        + " \"audit\", \"auth\": @Database(\"audit\")");
    }

    @MigratedDatabase(migrations = SHOP, database = "auth")
    static class TwoDatabasesTestCase {
        @Test
        @MigratedDatabase(migrations = SHOP, database = "audit")
        void asksForOne(Connection connection) {}
    }

    @Test
    void anAnnotationThatDoesNotSayWhichDatabase() {
        String question = " does not say which database it means, \"auth\", \"audit\": database = \"auth\"";
        assertTold(
                SeedOfTwoTestCase.class,
                "@Seed(\"%s\") on class SeedOfTwoTestCase".formatted(MigratedDatabaseTest.CUSTOMERS) + question);
        assertTold(RollbackOfTwoTestCase.class, "@RollbackTest on RollbackOfTwoTestCase.asksForNothing" + question);
        assertTold(VersionOfTwoTestCase.class, "@VersionTest on VersionOfTwoTestCase.asksForNothing" + question);
    }

    @MigratedDatabase(migrations = SHOP, database = "auth")
    @MigratedDatabase(migrations = SHOP, database = "audit")
    private static class OfTwo {}

    @Seed(MigratedDatabaseTest.CUSTOMERS)
    static class SeedOfTwoTestCase extends OfTwo {
        @Test
        void asksForNothing() {}
    }

    static class RollbackOfTwoTestCase extends OfTwo {
        @RollbackTest
        void asksForNothing() {}
    }

    static class VersionOfTwoTestCase extends OfTwo {
        @VersionTest
        void asksForNothing() {}
    }

    @Test
    void aParameterThatAsksForADatabaseThatIsNotThere() {
        assertInjectionTold(
                OtherNameTestCase.class,
                "the parameter Connection of OtherNameTestCase.asksForOne asks for the database \"audit\", and there is"
                        + " only \"auth\"");
    }

    @Test
    void aParameterThatNamesADatabaseWithoutAName() {
        assertInjectionTold(
                NoNameTestCase.class,
                "the parameter Connection of NoNameTestCase.asksForOne asks for the database \"audit\", and there is"
                        + " only one without a name");
    }

    @MigratedDatabase(migrations = SHOP)
    static class NoNameTestCase {
        @Test
        void asksForOne(@Database("audit") Connection connection) {}
    }

    @MigratedDatabase(migrations = SHOP, database = "auth")
    static class OtherNameTestCase {
        @Test
        void asksForOne(@Database("audit") Connection connection) {}
    }

    @Test
    void aParameterWhereThereIsNoDatabase() {
        assertInjectionTold(
                NoDatabaseTestCase.class,
                "the parameter Connection of NoDatabaseTestCase.asksForOne has no database: there is no @MigratedDatabase"
                        + " on the test, on its class or around it");
    }

    static class NoDatabaseTestCase {
        @Test
        void asksForOne(@Database Connection connection) {}
    }

    @Test
    void aParameterOfATypeThatNoDatabaseHas() {
        assertInjectionTold(
                NoFormTestCase.class,
                "the parameter Statement of NoFormTestCase.asksForAStatement bears @Database, and no database has that"
                        + " form: take a Connection, a DataSource, a TestDatabase, a SchemaSnapshot or a Path");
    }

    @MigratedDatabase(migrations = SHOP)
    static class NoFormTestCase {
        @Test
        void asksForAStatement(@Database Statement statement) {}
    }

    @Test
    void twoAnnotationsForOneDatabase() {
        assertTold(
                TwiceWithoutANameTestCase.class,
                "@MigratedDatabase on class TwiceWithoutANameTestCase stands there twice without a name; give each another"
                        + " database = \"…\"");
        assertTold(
                TwiceTestCase.class,
                "@MigratedDatabase on TwiceTestCase.asksForNothing stands there twice for the database \"auth\"; give each"
                        + " another database = \"…\"");
    }

    @MigratedDatabase(migrations = SHOP)
    @MigratedDatabase(migrations = SHOP, version = 1)
    static class TwiceWithoutANameTestCase {
        @Test
        void asksForNothing() {}
    }

    static class TwiceTestCase {
        @Test
        @MigratedDatabase(migrations = SHOP, database = "auth")
        @MigratedDatabase(migrations = SHOP, database = "auth", version = 1)
        void asksForNothing() {}
    }

    @Test
    void aDatabaseOfAWholeClassOnAMethod() {
        assertTold(
                ClassScopeOnMethodTestCase.class,
                "@MigratedDatabase on ClassScopeOnMethodTestCase.asksForNothing: scope = CLASS is one database for a whole"
                        + " class, and a method cannot ask for it; move the annotation to the class, or leave scope out");
    }

    static class ClassScopeOnMethodTestCase {
        @Test
        @MigratedDatabase(migrations = SHOP, scope = Scope.CLASS)
        void asksForNothing() {}
    }

    @Test
    void parametersOfBeforeAllAndAfterAll() {
        assertTold(
                BeforeAllTestCase.class,
                "BeforeAllTestCase.before cannot take a Connection: it runs once for all tests, and each test has a"
                        + " database of its own; take it in a @BeforeEach method or in the test, or give the class one"
                        + " database for all its tests with scope = Scope.CLASS");
        assertTold(
                AfterAllTestCase.class,
                "AfterAllTestCase.after cannot take a TestDatabase: it runs once for all tests, and each test has a"
                        + " database of its own; take it in a @BeforeEach method or in the test, or give the class one"
                        + " database for all its tests with scope = Scope.CLASS");
    }

    @MigratedDatabase(migrations = SHOP)
    static class BeforeAllTestCase {
        @BeforeAll
        static void before(Connection connection) {}

        @Test
        void asksForNothing() {}
    }

    @MigratedDatabase(migrations = SHOP)
    static class AfterAllTestCase {
        @Test
        void asksForNothing() {}

        @AfterAll
        static void after(TestDatabase database) {}
    }

    /** JUnit wraps what is thrown for a constructor; message and cause are ours. */
    @Test
    void aConstructorThatAllTestsShare() {
        Throwable thrown = TestRun.onlyFailure(PerClassTestCase.class);
        String message = "the constructor of PerClassTestCase cannot take a Connection: it runs once for all tests, and"
                + " each test has a database of its own; take it in a @BeforeEach method or in the test, or give the class"
                + " one database for all its tests with scope = Scope.CLASS";
        assertThat(thrown).hasMessageEndingWith(message);
        assertThat(thrown.getCause())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(message);
    }

    @MigratedDatabase(migrations = SHOP)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClassTestCase {
        PerClassTestCase(Connection connection) {}

        @Test
        void asksForNothing() {}
    }

    @Test
    void aFactoryOfArguments() {
        assertThat(TestRun.onlyFailure(ArgumentsTestCase.class))
                .hasMessageEndingWith(
                        "ArgumentsTestCase.names cannot take a Connection: it runs once for all tests, and each test has a"
                                + " database of its own; take it in a @BeforeEach method or in the test, or give the class one"
                                + " database for all its tests with scope = Scope.CLASS");
    }

    @MigratedDatabase(migrations = MigratedDatabaseTest.SHOP)
    static class ArgumentsTestCase {
        static Stream<String> names(Connection connection) {
            return Stream.of("Ada", "Grace");
        }

        @ParameterizedTest
        @MethodSource("names")
        void asksForNothing(String name) {}
    }

    @Test
    void aParameterOfATypeThatIsNotOurs() {
        assertThat(TestRun.onlyFailure(OtherTypeTestCase.class))
                .hasMessageMatching(
                        "No ParameterResolver registered for parameter \\[java.sql.Statement \\w+] in method.*");
    }

    @MigratedDatabase(migrations = SHOP)
    static class OtherTypeTestCase {
        @Test
        void asksForAStatement(Statement statement) {}
    }
}
