package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that something else has open, as they are refused on Windows. */
class DatabaseFilesTest {
    @TempDir
    private Path folder;

    @Test
    void aFileThatIsOpenForAMomentIsDeletedAfterIt() throws IOException {
        Path file = Files.createFile(folder.resolve("shop.db"));
        AtomicInteger tries = new AtomicInteger();
        DatabaseFiles.delete(file, path -> {
            if (tries.incrementAndGet() < 3) {
                throw inUse(path);
            }
            Files.delete(path);
        });
        assertThat(tries).hasValue(3);
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileThatStaysOpenIsNamed() {
        Path file = folder.resolve("shop.db");
        assertThatThrownBy(() -> DatabaseFiles.delete(file, path -> {
                    throw inUse(path);
                }))
                .isInstanceOf(FileSystemException.class)
                .hasMessageStartingWith(file.toString());
    }

    private static FileSystemException inUse(Path path) {
        return new FileSystemException(
                path.toString(),
                null,
                "The process cannot access the file because it is being used by another process");
    }

    @Test
    void theLogMovesWithItsDatabaseAndReplacesWhatWasThere() throws IOException {
        Path from = folder.resolve("1.db");
        Path to = folder.resolve("kept.db");
        Files.writeString(from, "rows");
        Files.writeString(folder.resolve("1.db-wal"), "more rows");
        Files.writeString(folder.resolve("1.db-shm"), "index");
        Files.writeString(folder.resolve("kept.db-journal"), "of an older one");

        DatabaseFiles.move(from, to);

        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("kept.db", "kept.db-wal");
        }
        assertThat(to).hasContent("rows");
    }
}
