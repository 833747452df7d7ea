package dev.rollproof.verifier.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("0001_x.sql");
    }

    /** JUnit would warn of the links out of its folder. */
    @AfterEach
    void deleteTheFile() throws IOException {
        Files.deleteIfExists(file);
    }

    @Test
    void keepsByteOrderMarkLineEndsAndEveryCharacter() throws IOException {
        String text = "\uFEFF-- é 漢 😀\r\nSELECT 1;\n";
        Files.writeString(file, text);

        assertThat(TextFile.read(file)).isEqualTo(text);
    }

    @Test
    void readsAnEmptyFile() throws IOException {
        Files.createFile(file);

        assertThat(TextFile.read(file)).isEmpty();
    }

    @Test
    void namesTheFirstNul() throws IOException {
        Files.writeString(file, "SELECT 'é';\0\0");

        assertRefused("%s is no text: byte 0x00 at offset 12; save it as UTF-8 or take it out of this folder");
    }

    @Test
    void namesTheFirstByteThatIsNotUtf8() throws IOException {
        Files.write(file, "SELECT 'é'".getBytes(StandardCharsets.ISO_8859_1));

        assertRefused("%s is no text: byte 0xE9 at offset 8; save it as UTF-8 or take it out of this folder");
    }

    @Test
    void namesACharacterThatIsCutOffAtTheEnd() throws IOException {
        Files.write(file, new byte[] {'-', '-', (byte) 0xE6, (byte) 0xBC});

        assertRefused("%s is no text: byte 0xE6 at offset 2; save it as UTF-8 or take it out of this folder");
    }

    @Test
    void knowsUtf16ByItsMark() throws IOException {
        Files.write(file, "\uFEFFSELECT 1".getBytes(StandardCharsets.UTF_16LE));

        assertRefused("%s is no text: byte 0xFF at offset 0; it looks like UTF-16; save it as UTF-8");
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertRefused("no such file: %s");
    }

    @Test
    void namesAFolder() throws IOException {
        Files.createDirectory(file);

        assertRefused("%s is a folder, not a file");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesALinkToNothing() throws IOException {
        Files.createSymbolicLink(file, Path.of("gone.sql"));

        assertRefused("%s is a link to a file that does not exist");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void doesNotReadDevices() throws IOException {
        Files.createSymbolicLink(file, Path.of("/dev/zero"));

        assertRefused("%s is no regular file");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void saysWhyAFileCannotBeRead() throws IOException {
        // A regular file that fails to read for every user.
        Files.createSymbolicLink(file, Path.of("/proc/self/mem"));

        assertRefused("%s cannot be read: Input/output error");
    }

    @Test
    void doesNotReadHugeFiles() throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength((64L << 20) + 1);
        }

        assertRefused("%s has 67108865 bytes; files of more than 67108864 are not read");
    }

    @Test
    void callsAccessDeniedByItsName() {
        assertThat(TextFile.reason(new AccessDeniedException(file.toString()))).isEqualTo("permission denied");
        assertThat(TextFile.reason(new IOException("device is gone"))).isEqualTo("device is gone");
        assertThat(TextFile.reason(new IOException())).isEqualTo("IOException");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> TextFile.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message.formatted(file));
    }
}
