package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.seed.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
        return key(applied, true, seeds);
    }

    private ContentKey key(int applied, boolean foreignKeys, Seed... seeds) {
        MigrationSet migrations = MigrationDirectory.read(folder, ReadingOptions.of(Layout.AUTO));
        Stream<BuildStep> ups = migrations.migrations().stream().limit(applied).map(BuildStep.Up::new);
        Stream<BuildStep> rows = Stream.of(seeds).map(seed -> new BuildStep.Rows(seed, ""));
        return ContentKey.of(migrations, Stream.concat(ups, rows).toList(), foreignKeys);
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
        assertThat(key(2, false)).isNotEqualTo(key(2));
    }

    @Test
    void isAnotherForAnotherEngineFunctionOrTransaction() {
        MigrationSet migrations = MigrationDirectory.read(folder, ReadingOptions.of(Layout.AUTO));
        List<BuildStep> steps = List.of(new BuildStep.Up(migrations.migrations().get(0)));
        List<BuildStep> always = List.of(new BuildStep.Up(
                migrations.migrations().get(0).withScripts(script -> script.in(ScriptTransaction.ALWAYS))));

        assertThat(List.of(
                        ContentKey.of(migrations, steps, true),
                        ContentKey.of(migrations.onD1(), steps, true),
                        ContentKey.of(migrations.withStubFunctions(List.of("normalize")), steps, true),
                        ContentKey.of(migrations, always, true)))
                .doesNotHaveDuplicates();
    }

    @Test
    void knowsWhereOneSeedEndsAndTheNextBegins() {
        ContentKey one = key(2, Seed.of("a.sql", "x.sqly"), Seed.of("d.sql", "e"));
        assertThat(key(2, Seed.of("a.sqlx.sql", "y"), Seed.of("d.sql", "e"))).isNotEqualTo(one);
        assertThat(key(2, Seed.of("a.sql", "x.sql"), Seed.of("yd.sql", "e"))).isNotEqualTo(one);
    }
}
