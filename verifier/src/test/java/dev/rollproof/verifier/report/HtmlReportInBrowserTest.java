package dev.rollproof.verifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.TestMigrations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The page as people meet it: in a browser, from the disk. Whatever a test does, nothing is loaded and nothing complains. */
class HtmlReportInBrowserTest {
    @TempDir
    private static @Nullable Path folder;

    private static @Nullable Browser started;
    private static @Nullable Path shop;

    private final Browser browser = Objects.requireNonNull(started);
    private final Path page = Objects.requireNonNull(shop);

    @BeforeAll
    static void start() throws IOException {
        Path here = Objects.requireNonNull(folder);
        started = Browser.start(here.resolve("profile"));
        shop = Files.writeString(
                here.resolve("shop.html"),
                HtmlPage.of(HtmlPage.verified(HtmlPage.shop().set())));
    }

    @AfterAll
    static void stop() {
        if (started != null) {
            started.close();
        }
    }

    @BeforeEach
    void fresh() {
        browser.size(1280, 1000);
        browser.media("screen", "light");
        browser.open(page, "");
        browser.js("localStorage.clear()");
    }

    @AfterEach
    void nothingIsLoadedAndNothingComplains() {
        assertThat(browser.requests()).allMatch(url -> url.startsWith("file:///") || url.equals("about:blank"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theTimeLineTellsEachMigrationWithItsVerdict() {
        assertThat(browser.text("h1"))
                .isEqualTo(
                        "failed 1 rollback is broken, 1 rollback is missing, 3 of 5 rollbacks restore the schema exactly, 1"
                                + " migration loses rows");
        assertThat(browser.texts(".line .name")).containsExactly("1", "2", "3", "4", "5");
        assertThat(browser.texts(".line .pill"))
                .containsExactly("✓ restored", "✗ broken", "✓ restored", "! restored, rows lost", "- missing");
        browser.all(".filter button").get(3).click();
        assertThat(browser.texts(".line li:not([hidden]) .name")).containsExactly("2");
    }

    @Test
    void aMigrationShowsItsScriptsItsFindingAtItsLineAndWhatBecameOfTheSchema() {
        browser.open(page, "#migration/2");

        assertThat(browser.texts(".scripts h3")).containsExactly("Up 2.sql", "Rollback 2.rollback.sql");
        assertThat(browser.texts("#up-2 .sql-word")).containsExactly("ALTER", "TABLE", "ADD", "COLUMN");
        assertThat(browser.text("#rollback-2 + .note"))
                .isEqualTo("schema-not-restored after the rollback column orders.note is left behind");
        assertThat(browser.texts(".changes li"))
                .containsExactly(
                        "+ new: column orders.note",
                        "+ new: index orders_by_note on orders(note)",
                        "+ new: column orders.note");
        assertThat(browser.texts(".object .three > div:last-child .new")).containsExactly("+ added: note TEXT");
        assertThat(browser.texts("section > .object:last-child .three > div"))
                .containsExactly(
                        "Before not there",
                        "After the up + added: CREATE INDEX orders_by_note ON orders (note)",
                        "After the rollback ✓ gone, as before");
    }

    @Test
    void theSliderTravelsThroughTheVersions() {
        browser.open(page, "#schema");
        assertThat(browser.texts(".box:not([style*=none]) .title")).hasSize(4);

        browser.click("#slider");
        browser.js("document.getElementById('slider').focus()");
        browser.type(Keys.HOME);
        waitForFrame();
        assertThat(browser.texts(".box:not([style*=none]) .title")).isEmpty();
        assertThat(browser.text(".live")).isEqualTo("Nothing changes. 0 tables and views in all.");

        browser.type(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        waitForFrame();
        assertThat(browser.text(".where")).isEqualTo("2 ✗ broken");
        assertThat(browser.text(".live")).isEqualTo("1 added, 1 changed. 2 tables and views in all.");
        assertThat(browser.texts(".box.changed .title")).containsExactly("~ orders");
        assertThat(browser.texts(".box.changed .row.added .column")).containsExactly("+ note");
        assertThat(browser.place()).isEqualTo("#schema/2");

        browser.type(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        waitForFrame();
        assertThat(browser.texts(".row.removed .column")).containsExactly("− phone");
        browser.click("#only");
        assertThat(browser.texts(".box:not([style*=none]) .title")).containsExactlyInAnyOrder("~ customers", "orders");
    }

    @Test
    void theKeysOfThePictureGoFromTableToTable() {
        browser.open(page, "#schema/3");
        browser.js("document.querySelector('.canvas').focus()");
        browser.type(Keys.ARROW_RIGHT);
        assertThat(browser.texts(".box.selected .title")).containsExactly("+ payments");
        assertThat(browser.all(".edge.lit")).hasSize(1);
        browser.type(Keys.ARROW_LEFT);
        assertThat(browser.texts(".box.selected .title")).containsExactly("orders");
        browser.type("+", "+", "-", "0");
        browser.typeShifted(Keys.ARROW_DOWN);
        browser.type(Keys.ENTER);
        waitForFrame();
        assertThat(browser.place()).isEqualTo("#table/orders/3");
        assertThat(browser.text("h1")).isEqualTo("table orders");
    }

    @Test
    void theSearchFindsMigrationsTablesColumnsAndChecks() {
        browser.type("/");
        browser.type("orders");
        assertThat(browser.texts("#results li"))
                .contains("table orders", "column orders.note", "index orders_by_note", "view open_orders");
        assertThat(browser.find("#search").getAttribute("aria-activedescendant"))
                .isEqualTo("result-0");
        browser.type(Keys.ENTER);
        waitForFrame();
        assertThat(browser.place()).isEqualTo("#table/orders");

        browser.type("/");
        browser.type("rollback-miss", Keys.ENTER);
        waitForFrame();
        assertThat(browser.place()).isEqualTo("#check/rollback-missing");
        assertThat(browser.text(".finding .message")).isEqualTo("5 has no rollback");
        browser.type("/");
        browser.type("no such thing");
        assertThat(browser.texts("#results li")).containsExactly("Nothing is called so.");
        browser.type(Keys.ESCAPE);
        assertThat(browser.find("#results").isDisplayed()).isFalse();
    }

    @Test
    void aDeepLinkOutlivesAReloadAndTheWayBack() {
        browser.open(page, "#migration/2/rollback/1");
        assertThat(browser.texts("tr.target code")).containsExactly("DROP INDEX orders_by_note;");
        browser.reload();
        assertThat(browser.text("h1")).isEqualTo("2 ✗ broken");

        browser.click(".object a");
        waitForFrame();
        assertThat(browser.text("h1")).isEqualTo("table orders");
        browser.back();
        waitForFrame();
        assertThat(browser.place()).isEqualTo("#migration/2/rollback/1");
        assertThat(browser.text("h1")).isEqualTo("2 ✗ broken");
        browser.open(page, "#migration/nonsense");
        assertThat(browser.text("main")).contains("There is no such migration.");
        browser.open(page, "#table/%E0%A4%A");
        assertThat(browser.text("main")).contains("No version has a table or view of this name.");
    }

    @Test
    void itIsDarkWhereTheSystemIsAndWhereOneWantsIt() {
        String light = colour();
        browser.media("screen", "dark");
        String dark = colour();
        assertThat(dark).isNotEqualTo(light);
        browser.click(".theme");
        assertThat(colour()).isEqualTo(light);
        browser.reload();
        assertThat(colour()).isEqualTo(light);
        assertThat(browser.find(".theme").getAttribute("aria-label")).isEqualTo("Dark colours");
    }

    @Test
    void hostileNamesAreShownAsText() throws IOException {
        String name = "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>\u202e&lt;";
        String quoted = "\"" + name + "\"";
        TestMigrations migrations = TestMigrations.of(
                        "CREATE TABLE " + quoted + " (" + quoted + ", b)", "DROP TABLE " + quoted)
                .then("ALTER TABLE " + quoted + " ADD COLUMN c; -- </script>", "SELECT '<b>\ud800'");
        Path hostile = Files.writeString(
                Objects.requireNonNull(folder).resolve("hostile.html"),
                HtmlPage.of(HtmlPage.verified(name, migrations.set()), HtmlPage.verified("b", migrations.set())));

        for (String place : List.of("", "#migration/2", "#schema/2", "#tables", "#findings")) {
            browser.open(hostile, place);
            assertThat(browser.js("return window.hacked")).isNull();
            assertThat(browser.all("main img, main script, main b")).isEmpty();
        }
        browser.open(hostile, "#tables");
        browser.click("main td a, main th a");
        waitForFrame();
        assertThat(browser.text("h1")).isEqualTo("table " + name.replace("\u202e", "\\u202e"));
        assertThat(browser.text(".data th[scope=row]")).isEqualTo(name.replace("\u202e", "\\u202e"));
    }

    @Test
    void severalDatabasesAreOneChoiceAway() throws IOException {
        Path both = Files.writeString(
                Objects.requireNonNull(folder).resolve("both.html"),
                HtmlPage.of(
                        HtmlPage.verified("shop", HtmlPage.shop().set()),
                        HtmlPage.verified(
                                "log/s",
                                TestMigrations.of("CREATE TABLE log (a)", "DROP TABLE log")
                                        .set())));
        browser.open(both, "");
        assertThat(browser.texts("select option")).containsExactly("shop ✗", "log/s ✓");
        browser.all("select option").get(1).click();
        waitForFrame();
        assertThat(browser.place()).isEqualTo("#db:log%2Fs/");
        assertThat(browser.texts(".line .name")).containsExactly("1");
        browser.click(".line .name");
        waitForFrame();
        browser.reload();
        assertThat(browser.place()).isEqualTo("#db:log%2Fs/migration/1");
        assertThat(browser.text("h1")).isEqualTo("1 ✓ restored");
    }

    @Test
    void onPaperThereIsNoSwitchAndNothingIsCutOff() {
        browser.open(page, "#migration/2");
        browser.media("print", "dark");
        assertThat(browser.find("#top").isDisplayed()).isFalse();
        assertThat(browser.js("return getComputedStyle(document.querySelector('.code')).maxHeight"))
                .isEqualTo("none");
        assertThat(browser.js("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
    }

    /** What axe-core, which knows the WCAG's rules, has against it: nothing. And no page is wider than a phone. */
    @ParameterizedTest
    @CsvSource({
        "'', light",
        "'', dark",
        "#migration/2, light",
        "#migration/4, dark",
        "#schema/4, light",
        "#schema/4, dark",
        "#tables, light",
        "#table/orders, dark",
        "#findings, light",
        "#check/rollback-missing, dark"
    })
    void nothingKeepsAnyoneOut(String place, String colours) throws IOException {
        browser.media("screen", colours);
        browser.open(page, place);
        browser.js(axe());
        assertThat(
                        browser.js(
                                "return axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(found =>"
                                        + " [found.passes.length > 15 ? 'it looked' : 'it did not look'].concat(found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' | '))))"))
                .isEqualTo(List.of("it looked"));
        browser.size(360, 700);
        assertThat(browser.js("return document.documentElement.scrollWidth > document.documentElement.clientWidth"))
                .isEqualTo(false);
    }

    private String colour() {
        return String.valueOf(browser.js("return getComputedStyle(document.body).backgroundColor"));
    }

    /** The page draws with the next frame. */
    private void waitForFrame() {
        browser.js("return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))");
    }

    private static String axe() throws IOException {
        try (InputStream stream = Objects.requireNonNull(
                HtmlReportInBrowserTest.class.getResourceAsStream("/axe.min.js"), "axe.min.js")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
