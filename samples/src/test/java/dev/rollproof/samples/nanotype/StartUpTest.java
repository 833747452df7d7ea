package dev.rollproof.samples.nanotype;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migrator.MigrationResult;
import dev.rollproof.verifier.migrator.Migrator;
import dev.rollproof.verifier.migrator.MigratorOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that migrates its database when it starts. */
class StartUpTest {
    @TempDir
    private Path folder;

    @Test
    void theApplicationBringsItsDatabaseToTheLatestVersion() {
        Path database = folder.resolve("app.db");

        assertThat(start(database).steps()).hasSize(6);
        assertThat(start(database).steps()).isEmpty();
    }

    private static MigrationResult start(Path database) {
        MigrationSet migrations =
                MigrationDirectory.read(Path.of("nanotype/migrations"), ReadingOptions.of(Layout.AUTO));

        MigrationResult result = Migrator.of(migrations, database, MigratorOptions.DEFAULT.withWaiting(true))
                .up();

        result.failure().ifPresent(failure -> {
            throw new IllegalStateException(failure.migration().name() + ": " + failure.message());
        });
        return result;
    }
}
