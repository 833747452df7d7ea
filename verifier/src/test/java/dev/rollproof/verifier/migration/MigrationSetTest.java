package dev.rollproof.verifier.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationSetTest {
    private static final Path DIRECTORY = Path.of("/shop/migrations");

    private final MigrationSet shop =
            setOf("0001_users", "0002_api_keys", "0003_add_orders", "0004_rooms", "0006_add_index", "0007_add_index");

    @ParameterizedTest
    @CsvSource({
        "3, 3",
        "0003, 3",
        "00000003, 3",
        "0003_add_orders, 3",
        "0003_add_orders.sql, 3",
        "add_orders, 3",
        "0006_add_index, 6"
    })
    void findsTheVersionThatANameMeans(String given, String version) {
        assertThat(shop.version(given)).isEqualTo(MigrationVersion.of(version));
    }

    @Test
    void findsVersionsWithDots() {
        assertThat(setOf("1.1_a", "1.2_b").version("1.02")).isEqualTo(MigrationVersion.of("1.2"));
    }

    @Test
    void takesDigitsForAVersionBeforeADescription() {
        assertThat(setOf("1_2", "2_x").version("2")).isEqualTo(MigrationVersion.of("2"));
    }

    @Test
    void listsTheCandidatesOfAnAmbiguousName() {
        assertRefused(
                () -> shop.version("add_index"),
                "\"add_index\" names 2 migrations in /shop/migrations: 0006_add_index, 0007_add_index; give the version");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 | 0004_rooms",
                "99 | 0007_add_index",
                "0 | 0001_users",
                "3.1 | 0003_add_orders",
                "0003_ad_order | 0003_add_orders",
                "add | 0003_add_orders, 0006_add_index, 0007_add_index",
                "0002_ | 0002_api_keys",
            })
    void namesTheNearestToAnUnknownName(String given, String candidates) {
        assertRefused(
                () -> shop.version(given),
                "no migration \"%s\" in /shop/migrations; perhaps %s".formatted(given, candidates));
    }

    @Test
    void listsThoseThatThereAreWhereNoneIsNear() {
        assertRefused(
                () -> shop.version("nope"),
                "no migration \"nope\" in /shop/migrations; there are 0001_users, 0002_api_keys, 0003_add_orders,"
                        + " 0004_rooms, 0006_add_index, …");
    }

    @Test
    void listsFiveCandidatesAtMost() {
        MigrationSet many = setOf(
                IntStream.range(2001, 2010).mapToObj(year -> year + "0101_x").toArray(String[]::new));

        assertRefused(
                () -> many.version("20"),
                "no migration \"20\" in /shop/migrations; perhaps "
                        + "20010101_x, 20020101_x, 20030101_x, 20040101_x, 20050101_x, …");
        assertRefused(
                () -> many.version("x"),
                "\"x\" names 9 migrations in /shop/migrations: "
                        + "20010101_x, 20020101_x, 20030101_x, 20040101_x, 20050101_x, …; give the version");
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertRefused(() -> setOf().version("1"), "no migration \"1\": none is in /shop/migrations");
    }

    @Test
    void goesUpToAVersionAndIncludesIt() {
        assertThat(names(shop.upTo("0003"))).containsExactly("0001_users", "0002_api_keys", "0003_add_orders");
        assertThat(shop.upTo("0003").all()).isEqualTo(shop.all());
    }

    @Test
    void goesUpToAVersionByTheOrderOfTheDirectory() {
        assertThat(names(setOf("2_b", "1_a", "3_c").upTo("1"))).containsExactly("2_b", "1_a");
    }

    @Test
    void refusesAVersionThatTheDirectoryDoesNotHave() {
        assertRefused(
                () -> shop.upTo(MigrationVersion.of("5")),
                "no migration \"5\" in /shop/migrations; perhaps 0004_rooms");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goesUpToAVersionThatIsFilteredOut(boolean filterFirst) {
        List<String> include = List.of("*{users,rooms,index}*");
        MigrationSet reached = filterFirst
                ? shop.select(include, List.of()).upTo("add_orders")
                : shop.upTo("add_orders").select(include, List.of());

        assertThat(names(reached)).containsExactly("0001_users");
    }

    @Test
    void keepsNothingWhenEmpty() {
        assertThat(shop.empty().migrations()).isEmpty();
        assertThat(shop.empty().all()).isEqualTo(shop.all());
    }

    @Test
    void includesWhatAnyGlobMatches() {
        assertThat(names(shop.select(List.of("*api*", "000{4,7}_*.sql"), List.of())))
                .containsExactly("0002_api_keys", "0004_rooms", "0007_add_index");
    }

    @Test
    void excludesWhatAnyGlobMatches() {
        assertThat(names(shop.select(List.of("*_add_*"), List.of("*orders*", "*7_*"))))
                .containsExactly("0006_add_index");
    }

    @Test
    void keepsAllWithoutGlobs() {
        assertThat(shop.select(List.of(), List.of())).isEqualTo(shop);
    }

    @Test
    void keepsTheProblemsOfTheWholeDirectory() {
        List<DirectoryProblem> problems = List.of(new DirectoryProblem.UnrecognisedFile("x.sql", "why"));
        MigrationSet set = new MigrationSet(DIRECTORY, "numbered", true, shop.all(), problems);

        assertThat(set.select(List.of("*users*"), List.of()).upTo("1").problems())
                .isEqualTo(problems);
    }

    @Test
    void refusesAFilterThatMatchesNothing() {
        assertRefused(
                () -> shop.select(List.of("*users*", "*user_tier*"), List.of()),
                "include \"*user_tier*\" matches none of the migrations in /shop/migrations, such as 0001_users.sql");
        assertRefused(
                () -> shop.select(List.of(), List.of("migrations/*")),
                "exclude \"migrations/*\" matches none of the migrations in /shop/migrations, such as 0001_users.sql");
    }

    @Test
    void refusesFiltersThatLeaveNothing() {
        assertRefused(
                () -> shop.select(List.of("*users*"), List.of("0001*")),
                "include [*users*] and exclude [0001*] leave none of the 6 migrations in /shop/migrations");
    }

    @Test
    void refusesWhatIsNoGlob() {
        assertRefused(
                () -> shop.select(List.of("*{users"), List.of()),
                "\"*{users\" is no glob; * and ? stand for characters, [ab] and {one,other} for a choice");
    }

    @Test
    void matchesTheFileNameWithoutItsFolder() {
        Migration inFolder = new Migration(
                MigrationVersion.of("1"),
                "1_a",
                "a",
                new MigrationScript("sub/1_a.sql", ""),
                Optional.empty(),
                RollbackPlace.file("sub/1_a.rollback.sql"));
        MigrationSet set = new MigrationSet(DIRECTORY, "numbered", true, List.of(inFolder), List.of());

        assertThat(names(set.select(List.of("1_*"), List.of()))).containsExactly("1_a");
    }

    @Test
    void matchesTheNameOfAMigrationThatIsAFolder() {
        Migration folder = new Migration(
                MigrationVersion.of("1"),
                "1_users",
                "users",
                new MigrationScript("1_users/up.sql", ""),
                Optional.empty(),
                RollbackPlace.file("1_users/down.sql"));
        MigrationSet set = new MigrationSet(DIRECTORY, "diesel", false, List.of(folder), List.of());

        assertThat(names(set.select(List.of("*users*"), List.of()))).containsExactly("1_users");
    }

    @Test
    void asksForTheNameWhereANumberIsNotEnough() {
        MigrationSet same = new MigrationSet(
                DIRECTORY,
                "sql-migrate",
                false,
                Stream.of("1_a", "1_b")
                        .map(name -> new Migration(
                                MigrationVersion.of(name + ".sql"),
                                name,
                                name.substring(2),
                                new MigrationScript(name + ".sql", ""),
                                Optional.empty(),
                                RollbackPlace.file(name)))
                        .toList(),
                List.of());

        assertRefused(
                () -> same.upTo("1"), "\"1\" names 2 migrations in /shop/migrations: 1_a, 1_b; give the whole name");
        assertThat(names(same.upTo("1_a"))).containsExactly("1_a");
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InvalidInputException.class).hasMessage(message);
    }

    private static List<String> names(MigrationSet set) {
        return set.migrations().stream().map(Migration::name).toList();
    }

    private static MigrationSet setOf(String... names) {
        List<Migration> migrations = new ArrayList<>();
        for (String name : names) {
            int underscore = name.indexOf('_');
            migrations.add(new Migration(
                    MigrationVersion.of(name.substring(0, underscore)),
                    name,
                    name.substring(underscore + 1),
                    new MigrationScript(name + ".sql", ""),
                    Optional.empty(),
                    RollbackPlace.file(name + ".rollback.sql")));
        }
        return new MigrationSet(DIRECTORY, "numbered", true, migrations, List.of());
    }
}
