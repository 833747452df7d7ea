package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.seed.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Equal keys make equal databases, and other content has another key. */
class ContentKeyTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void twoMigrations() throws IOException {
        Files.writeString(folder.resolve("0001_create_a.sql"), "CREATE TABLE a (id INTEGER);");
        Files.writeString(folder.resolve("0002_create_b.sql"), "CREATE TABLE b (id INTEGER);");
    }

    private ContentKey key(int applied, Seed... seeds) {
        return ContentKey.of(MigrationDirectory.read(folder, Layout.AUTO), applied, List.of(seeds), true);
    }

    @Test
    void isTheSameForTheSameFiles() {
        assertThat(key(2)).isEqualTo(key(2));
        assertThat(key(2, Seed.of("s.sql", "x"))).isEqualTo(key(2, Seed.of("s.sql", "x")));
    }

    @Test
    void isAnotherAfterAnEdit() throws IOException {
        ContentKey before = key(2);
        Files.writeString(folder.resolve("0002_create_b.sql"), "CREATE TABLE b (id INTEGER) ;");
        assertThat(key(2)).isNotEqualTo(before);
    }

    @Test
    void doesNotChangeWithWhatIsNotApplied() throws IOException {
        ContentKey before = key(1);
        Files.writeString(folder.resolve("0002_create_b.sql"), "CREATE TABLE c (id INTEGER);");
        assertThat(key(1)).isEqualTo(before);
    }

    @Test
    void isAnotherForOtherVersionsSeedsAndOptions() {
        assertThat(key(1)).isNotEqualTo(key(2));
        assertThat(key(2, Seed.of("s.sql", "x"))).isNotEqualTo(key(2));
        assertThat(key(2, Seed.of("s.sql", "x"))).isNotEqualTo(key(2, Seed.of("s.sql", "y")));
        assertThat(ContentKey.of(MigrationDirectory.read(folder, Layout.AUTO), 2, List.of(), false))
                .isNotEqualTo(key(2));
    }

    @Test
    void knowsWhereOneSeedEndsAndTheNextBegins() {
        ContentKey one = key(2, Seed.of("a.sql", "x.sqly"), Seed.of("d.sql", "e"));
        assertThat(key(2, Seed.of("a.sqlx.sql", "y"), Seed.of("d.sql", "e"))).isNotEqualTo(one);
        assertThat(key(2, Seed.of("a.sql", "x.sql"), Seed.of("yd.sql", "e"))).isNotEqualTo(one);
    }
}
