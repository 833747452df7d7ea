package dev.rollproof.extension;

import java.nio.file.Path;
import org.flywaydb.core.Flyway;

/** Flyway as its own documentation has it in a test, but for the names of the files. */
final class FlywayRun {
    private FlywayRun() {}

    static void migrate(String url, Path migrations) {
        Flyway.configure()
                .loggers("slf4j")
                .dataSource(url, "", "")
                .locations("filesystem:" + migrations)
                .sqlMigrationPrefix("")
                .sqlMigrationSeparator("_")
                .load()
                .migrate();
    }
}
