package dev.rollproof.verifier.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollproof.verifier.Linter;
import dev.rollproof.verifier.TestMigrations;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.verdict.Evidence;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.awt.Rectangle;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final String HOSTILE =
            "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>-->&lt;<!--data-->\u2028\u2029\u202e\ud800 ]]> $1 \\";

    @Test
    void holdsWhatWasFoundOfEachMigration() {
        JsonNode database =
                HtmlPage.database(HtmlPage.of(HtmlPage.verified(HtmlPage.shop().set())));

        assertThat(database.get("headline").asText())
                .isEqualTo(
                        "FAILED: 1 rollback is broken, 1 rollback is missing, 3 of 5 rollbacks restore the schema exactly,"
                                + " 1 migration loses rows");
        assertThat(texts(database.get("migrations"), "words"))
                .containsExactly("restored", "broken", "restored", "restored, rows lost", "missing");
        assertThat(texts(database.get("migrations"), "mark"))
                .containsExactly("good", "bad", "good", "warned", "missing");
        JsonNode finding = database.get("migrations").get(1).get("findings").get(0);
        assertThat(finding.get("check").asText()).isEqualTo("schema-not-restored");
        assertThat(finding.get("side").asText()).isEqualTo("rollback");
        assertThat(finding.get("file").asText()).isEqualTo("2.rollback.sql");
        JsonNode rows = database.get("migrations").get(3).get("rows").get(0);
        assertThat(rows.get("words").asText()).startsWith("customers.phone: 2 of 3 values are lost: id ");
        assertThat(rows.get("examples")).hasSize(2);
    }

    /** The page adds up what went and came; what it arrives at is what the migrations were judged by. */
    @Test
    void theStepsLeadToTheSchemasThatWereSeen() {
        ReportSource source = HtmlPage.verified(HtmlPage.shop().set());
        JsonNode page = HtmlPage.data(HtmlPage.of(source));
        JsonNode database = page.get("databases").get(0);
        Set<Integer> state = new HashSet<>();
        List<MigrationVerdict> verdicts = ((VerificationReport) source.report()).migrations();
        for (int i = 0; i < verdicts.size(); i++) {
            JsonNode migration = database.get("migrations").get(i);
            Set<Integer> left = applied(state, migration.path("left"));
            state = applied(state, migration.get("did"));
            Evidence evidence = verdicts.get(i).evidence().orElseThrow();
            assertThat(sql(page, state)).isEqualTo(sql(evidence.after()));
            evidence.afterRollback()
                    .ifPresent(schema -> assertThat(sql(page, left)).isEqualTo(sql(schema)));
        }
    }

    @Test
    void hostileNamesAndTextsAreDataAndNothingElse() {
        String name = "\"" + HOSTILE.replace("\"", "\"\"").replace("\ud800", "") + "\"";
        TestMigrations migrations = TestMigrations.of(
                "CREATE TABLE " + name + " (a); SELECT '" + HOSTILE + "'", "DROP TABLE " + name + " -- " + HOSTILE);

        String page = HtmlPage.of(HtmlPage.verified(HOSTILE, migrations.set()));

        assertThat(Pattern.compile("<script\\b").matcher(page).results()).hasSize(2);
        assertThat(Pattern.compile("</script\\b").matcher(page).results()).hasSize(2);
        assertThat(page).doesNotContain("<img", "\u2028", "\u2029", "\u202e", "\ud800");
        JsonNode data = HtmlPage.data(page);
        assertThat(data.get("databases").get(0).get("name").asText()).isEqualTo(HOSTILE);
        assertThat(texts(data.get("texts")))
                .contains(
                        "CREATE TABLE " + name + " (a); SELECT '" + HOSTILE + "'",
                        "DROP TABLE " + name + " -- " + HOSTILE);
        assertThat(data.get("databases").get(0).get("objects").get(0).get("n").asText())
                .isEqualTo(HOSTILE.replace("\ud800", ""));
    }

    /** Whatever stands in a script comes back from the page, and the page is UTF-8. */
    @Test
    void anyTextComesBack() throws CharacterCodingException {
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            String text = random.ints(random.nextInt(40), 0, 0x10000)
                    .map(c -> c % 3 == 0 ? "<>&/!-script\u2028\ud83d\ude00\u0001".charAt(c % 18) : c)
                    .mapToObj(c -> String.valueOf((char) c))
                    .collect(Collectors.joining())
                    .replace("\0", "");
            String page = HtmlPage.of(
                    HtmlPage.verified(TestMigrations.of("-- " + text, null).set()));
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(page));
            assertThat(bytes.remaining()).isPositive();
            assertThat(texts(HtmlPage.data(page).get("texts"))).contains("-- " + text);
        }
    }

    @Test
    void nothingButItsOwnScriptAndStyleMayRun() throws NoSuchAlgorithmException {
        String page = HtmlPage.of(HtmlPage.verified(HtmlPage.shop().set()));

        assertThat(page)
                .contains("content=\"default-src 'none'; script-src 'sha256-"
                        + hash(between(page, "<script>", "</script>"))
                        + "'; style-src 'sha256-" + hash(between(page, "<style>", "</style>"))
                        + "'; base-uri 'none'; form-action 'none'\"");
        String own = page.replace(between(page, "id=\"data\">", "</script>"), "");
        assertThat(own)
                .doesNotContainPattern(
                        "(?i)\\b(src|srcset|action|poster)\\s*=\\s*\"|url\\(|@import|https?://(?!www\\.w3\\.org/2000/svg)|<link|innerHTML|insertAdjacentHTML|document\\.write|\\beval\\b");
    }

    @Test
    void withoutScriptsTheHeadlineAndATableOfTheMigrationsRemain() {
        String main = between(
                HtmlPage.of(HtmlPage.verified("a & b", HtmlPage.shop().set())), "<main id=\"main\">", "</main>");

        assertThat(main)
                .contains("<h1>FAILED: 1 rollback is broken, 1 rollback is missing,")
                .contains("<p>a &amp; b: db/migrations, numbered, foreign keys on, 3 rows a table (seed 1), SQLite ")
                .contains(
                        "<tr><th scope=\"row\">2</th><td>broken</td></tr>\n<tr><th scope=\"row\">3</th><td>restored</td></tr>")
                .doesNotContain("<script");
    }

    @Test
    void severalDatabasesStandOnOnePage() {
        String page = HtmlPage.of(
                HtmlPage.verified("auth", HtmlPage.shop().set()),
                HtmlPage.verified(
                        "tasks",
                        TestMigrations.of("CREATE TABLE t (a)", "DROP TABLE t").set()));

        assertThat(texts(HtmlPage.data(page).get("databases"), "name")).containsExactly("auth", "tasks");
        assertThat(between(page, "<title>", "</title>")).isEqualTo("Failed: db/migrations – Rollproof");
    }

    @Test
    void lintShowsSchemasAndNoRollback() {
        ReportSource source = new ReportSource(
                "main",
                "db/migrations",
                new Linter(VerificationOptions.DEFAULT).lint(HtmlPage.shop().set()));

        JsonNode database = HtmlPage.database(HtmlPage.of(source));

        assertThat(database.get("command").asText()).isEqualTo("lint");
        assertThat(database.get("migrations").get(2).get("did").get(1)).hasSize(1);
        assertThat(database.get("migrations").get(2).has("left")).isFalse();
    }

    @Test
    void whatAFailureKeepsFromBeingReachedHasNoSchema() {
        TestMigrations migrations = TestMigrations.of("CREATE TABLE t (a)", "DROP TABLE t")
                .then("CREATE nonsense", null)
                .then("DROP TABLE t", null);

        JsonNode all = HtmlPage.database(HtmlPage.of(HtmlPage.verified(migrations.set())))
                .get("migrations");

        assertThat(texts(all, "words")).containsExactly("restored", "failed", "unverified");
        assertThat(all.get(1).get("did").get(1)).isEmpty();
        assertThat(all.get(2).has("did")).isFalse();
    }

    @Test
    void longScriptsAreCutAtALineAndSaySo() {
        String load = IntStream.range(0, 20_000)
                .mapToObj(i -> "INSERT INTO t VALUES (" + i + ", 'a row of a load');\n")
                .collect(Collectors.joining());
        TestMigrations migrations = TestMigrations.of("CREATE TABLE t (a, b);\n" + load, "DROP TABLE t");

        String page = HtmlPage.of(HtmlPage.verified(migrations.set()));

        JsonNode up = HtmlPage.database(page).get("migrations").get(0).get("up");
        String shown =
                HtmlPage.data(page).get("texts").get(up.get("text").asInt()).asText();
        assertThat(shown).startsWith("CREATE TABLE t").endsWith(");\n").hasSizeLessThan(200_001);
        assertThat(shown.length() + up.get("cut").asInt())
                .isEqualTo(load.length() + "CREATE TABLE t (a, b);\n".length());
    }

    @Test
    void everyTableHasAPlaceOfItsOwnAndEveryKeyEndsAtBoth() {
        Random random = new Random(11);
        TestMigrations migrations = TestMigrations.of("CREATE TABLE t0 (id INTEGER PRIMARY KEY)", null);
        for (int i = 1; i < 40; i++) {
            int parent = random.nextInt(i + 1);
            migrations.then(
                    "CREATE TABLE t%d (id INTEGER PRIMARY KEY, a, b, parent_id REFERENCES t%d (id), other REFERENCES T0)"
                            .formatted(i, parent),
                    null);
        }

        JsonNode diagram = HtmlPage.database(HtmlPage.of(HtmlPage.verified(migrations.set())))
                .get("diagram");

        List<Rectangle> boxes = new ArrayList<>();
        diagram.get("boxes").forEach(box -> boxes.add(rectangle(box)));
        assertThat(boxes).hasSize(40);
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(boxes.get(i).intersects(boxes.get(j)))
                        .as("%d and %d", i, j)
                        .isFalse();
            }
        }
        assertThat(diagram.get("routes").size()).isEqualTo(78);
        diagram.get("routes").properties().forEach(route -> {
            String[] names = route.getKey().split("\n", -1);
            Rectangle child = rectangle(diagram.get("boxes").get(names[0]));
            Rectangle parent = rectangle(diagram.get("boxes").get(names[names.length - 1]));
            JsonNode points = route.getValue();
            assertThat(points.get(0).asInt()).isCloseTo(parent.x + parent.width, offset(1));
            assertThat(points.get(points.size() - 2).asInt()).isCloseTo(child.x, offset(1));
        });
    }

    /** The extension's users have no such library on their class path. */
    @Test
    void withoutTheLayoutsLibraryThereIsNoPictureAndAllElse() throws ReflectiveOperationException {
        Method ofShop =
                Class.forName(HtmlPage.class.getName(), true, new WithoutElk()).getDeclaredMethod("ofShop");
        ofShop.setAccessible(true);

        JsonNode database = HtmlPage.database((String) ofShop.invoke(null));

        assertThat(database.has("diagram")).isFalse();
        assertThat(database.get("objects").size()).isGreaterThan(4);
    }

    /** Makes this project's classes anew, for which there is no ELK. */
    private static final class WithoutElk extends ClassLoader {
        WithoutElk() {
            super(HtmlReportTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.eclipse.elk.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("dev.rollproof.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream stream = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (stream == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = stream.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static Rectangle rectangle(JsonNode box) {
        return new Rectangle(
                box.get(0).asInt(),
                box.get(1).asInt(),
                box.get(2).asInt(),
                box.get(3).asInt());
    }

    private static Set<Integer> applied(Set<Integer> state, JsonNode delta) {
        Set<Integer> other = new HashSet<>(state);
        if (!delta.isMissingNode()) {
            delta.get(0).forEach(number -> other.remove(number.asInt()));
            delta.get(1).forEach(number -> other.add(number.asInt()));
        }
        return other;
    }

    private static Set<String> sql(JsonNode page, Set<Integer> state) {
        JsonNode objects = page.get("databases").get(0).get("objects");
        return state.stream()
                .map(number -> page.get("texts")
                        .get(objects.get(number).get("s").asInt())
                        .asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> sql(SchemaSnapshot schema) {
        return schema.objectsNotIn(SchemaSnapshot.NOTHING).stream()
                .map(SchemaObject::sql)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String between(String page, String start, String end) {
        Matcher matcher = Pattern.compile(Pattern.quote(start) + "(.*?)" + Pattern.quote(end), Pattern.DOTALL)
                .matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String hash(String text) throws NoSuchAlgorithmException {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(JsonNode array, String key) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.get(key).asText()));
        return texts;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
