package dev.rollproof.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.sql.SourcePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The secrets are put together here, so that nobody's scanner takes this file for a leak. */
class DataInMigrationTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN RSA PRIVATE| KEY-----",
                "AKIA|IOSFODNN7QWERTYU",
                "ghp_|abcdefghijklmnopqrstuvwxyz0123456789",
                "sk_live|_4eC39HqLyjWDarjtT1zdp7dc",
                "xoxb|-123456789012-abcdefghijkl",
                "AIza|SyA-1234567890abcdefghijklmnopqrstu",
                "sk-proj|-abcdefghijklmnopqrstuvwx",
                "eyJhbGciOiJIUzI1NiJ9|.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
                "$2b$12$|EixZaYVK1fsbw1ZfbX3OXePaWxn96p36WQoeG6Lruj3vjPGga31lW",
                "$argon2id$|v=19$m=65536,t=2,p=1$c29tZXNhbHQ$RdescudvJCsgt3ub",
                "postgres://shop:|s3cr3tvalue@db.internal/shop"
            })
    void aSecretIsNamedByItsFirstFourCharacters(String parts) throws IOException {
        String secret = parts.replace("|", "");

        List<Finding> findings =
                new SecretInMigration().lint(text("INSERT INTO a (x) VALUES (1, 'one " + secret + "');\n"));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.message()).endsWith(" stands here: " + secret.substring(0, 4) + "…");
            assertThat(finding.message() + finding.help()).doesNotContain(secret);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO a (password) VALUES ('changeme')",
                "INSERT INTO a (password) VALUES ('${ADMIN_PASSWORD}')",
                "INSERT INTO a (password) VALUES ('short')",
                "INSERT INTO a (api_key) VALUES ('your-api-key-here')",
                "INSERT INTO settings (key, value) VALUES ('password', 'min-length-12')",
                "UPDATE a SET password_reset = 'never-before'",
                "CREATE TABLE a (password TEXT DEFAULT 'none-at-all')",
                "INSERT INTO a (url) VALUES ('https://example.com/a:b@c')",
                "INSERT INTO a (url) VALUES ('postgres://user:password@localhost/db')"
            })
    void aPlaceholderIsNoSecret(String sql) throws IOException {
        assertThat(new SecretInMigration().lint(text(sql + ";\n"))).isEmpty();
    }

    @Test
    void aColumnsLiteralIsFoundInInsertAndUpdate() throws IOException {
        assertThat(new SecretInMigration().lint(text("""
                                INSERT INTO a (x, api_key) VALUES (1, 'q8w7e6r5t4'), (2, NULL);
                                UPDATE a SET client_secret = 'z9x8c7v6b5';
                                """)))
                .extracting(Finding::message, Finding::location)
                .containsExactly(
                        tuple(
                                "the value of api_key stands here: q8w7…",
                                Location.of("0001_a.sql", new SourcePosition(1, 39))),
                        tuple(
                                "the value of client_secret stands here: z9x8…",
                                Location.of("0001_a.sql", new SourcePosition(2, 30))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"grace.hopper@navy.mil", "GB82 WEST 1234 5698 7654 32", "5105 1051 0510 5100", "+49 30 901820"})
    void aPersonsDataIsNamed(String datum) throws IOException {
        assertThat(new PersonalData().lint(text("INSERT INTO a VALUES ('" + datum + "'), ('" + datum + "');\n")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .contains(" stands here: " + datum.replace(" ", "").substring(0, 2))
                        .endsWith("…, and 1 more in this statement"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.com",
                "ada@shop.test",
                "noreply@shop.de",
                "icon@2x.png",
                "4242 4242 4242 4242",
                "1234 5678 1234 5678",
                "GB83WEST12345698765432",
                "+1 (555) 123-4567",
                "20240101120000",
                "a@b"
            })
    void nobodysDataIsLeftAlone(String text) throws IOException {
        assertThat(new PersonalData().lint(text("INSERT INTO a VALUES ('" + text + "');\n")))
                .isEmpty();
    }

    /** What a pattern would go back over again and again, or go down into a step a character. */
    @Test
    void aTextOfAnyLengthIsLookedThroughOnce() throws IOException {
        String address = "x@" + "a.".repeat(50_000) + "1";
        String brackets = "<".repeat(200_000);

        assertThat(new PersonalData().lint(text("INSERT INTO a VALUES ('" + address + "');\n")))
                .isEmpty();
        assertThat(new SecretInMigration().lint(text("INSERT INTO a (password) VALUES ('" + brackets + "');\n")))
                .extracting(Finding::message)
                .containsExactly("the value of password stands here: <<<<…");
    }

    @Test
    void aLoadIsCounted() throws IOException {
        String rows = "(1, 'a'), ".repeat(499) + "(2, ('b'))";

        assertThat(new LargeDataLoad()
                        .lint(text("INSERT INTO a (x, y) VALUES " + rows + " ON CONFLICT (x) DO NOTHING;\n")))
                .extracting(Finding::message)
                .containsExactly("the migration writes 500 rows of literals, 5 kB in 1 statement");
        assertThat(new LargeDataLoad().lint(text("INSERT INTO a VALUES " + "(1), ".repeat(498) + "(1);\n")))
                .isEmpty();
    }

    private MigrationText text(String sql) throws IOException {
        Files.writeString(folder.resolve("0001_a.sql"), sql);
        MigrationSet read = MigrationDirectory.read(folder, ReadingOptions.of(Layout.AUTO));
        return MigrationText.of(read, read.all().get(0));
    }
}
