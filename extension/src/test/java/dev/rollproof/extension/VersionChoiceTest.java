package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.ReadingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The versions that a message names where the one that was asked for is not there. */
class VersionChoiceTest {
    @TempDir
    Path folder;

    @Test
    void twentyAreAllNamed() throws IOException {
        assertThatThrownByChoosing99Of(20)
                .hasMessage("there is no version 99 in " + folder
                        + ", only 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20");
    }

    @Test
    void ofMoreTheFirstAndTheLast() throws IOException {
        assertThatThrownByChoosing99Of(21)
                .hasMessage("there is no version 99 in " + folder + ", only 1, 2, 3, 4, 5, …, 17, 18, 19, 20, 21");
    }

    private AbstractThrowableAssert<?, ?> assertThatThrownByChoosing99Of(int migrations) throws IOException {
        for (int version = 1; version <= migrations; version++) {
            Files.writeString(folder.resolve("%04d_step.sql".formatted(version)), "SELECT 1;");
        }
        return assertThatThrownBy(
                () -> VersionChoice.of(99).of(MigrationDirectory.read(folder, ReadingOptions.of(Layout.AUTO))));
    }
}
