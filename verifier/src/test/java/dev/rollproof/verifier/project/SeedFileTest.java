package dev.rollproof.verifier.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "seed/tasks.sql, seed/tasks.sql,",
        "./seed/../tasks.sql, tasks.sql,",
        "tasks.sql@3, tasks.sql, 3",
        "tasks.sql@0003_add_orders, tasks.sql, 0003_add_orders",
        "me@home.sql@1.2, me@home.sql, 1.2",
        "tasks.sql@, tasks.sql@,",
        "@3, @3,",
    })
    void isAFileAndPerhapsAVersion(String text, String file, String version) {
        assertThat(SeedFile.of(folder, text))
                .isEqualTo(new SeedFile(folder.resolve(file), Optional.ofNullable(version)));
    }

    @Test
    void isTheFileOfTheWholeNameWhenThereIsOne() throws IOException {
        Path file = Files.createFile(folder.resolve("tasks@2024.sql"));

        assertThat(SeedFile.of(folder, "tasks@2024.sql")).isEqualTo(new SeedFile(file, Optional.empty()));
    }
}
