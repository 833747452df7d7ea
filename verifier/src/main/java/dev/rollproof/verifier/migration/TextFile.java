package dev.rollproof.verifier.migration;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.UUID;

/** Reads files that people write: SQL, seeds, {@code rollproof.json}; and writes files for people. */
public final class TextFile {
    /** 64 MiB. Scripts are of kilobytes; without a limit one huge file ends the process instead of being named. */
    private static final long MOST_BYTES = 64L << 20;

    /** What Java puts in the place of bytes that are no UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private TextFile() {}

    /**
     * Reads a whole file as strict UTF-8. A byte order mark stays in the text as its first character.
     *
     * @throws InvalidInputException when there is no such file, it cannot be read, it has more than 64 MiB, or it is no
     *     text: a NUL or a byte that is not UTF-8
     */
    public static String read(Path file) {
        return read(file, StandardCharsets.UTF_8);
    }

    /**
     * Reads a whole file in an encoding that is known, strictly as with UTF-8.
     *
     * @throws InvalidInputException as {@link #read(Path)} does
     */
    public static String read(Path file, Charset charset) {
        byte[] bytes = bytes(file);
        if (!charset.equals(StandardCharsets.UTF_8)) {
            return decoded(file, bytes, charset);
        }
        String quick = new String(bytes, StandardCharsets.UTF_8);
        return quick.indexOf(REPLACEMENT) < 0 && quick.indexOf('\0') < 0 ? quick : strictly(file, bytes);
    }

    /** Finds the place that is no text; a replacement character may also stand in the file itself. */
    private static String strictly(Path file, byte[] bytes) {
        int nul = indexOfNul(bytes);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        ByteBuffer unread = ByteBuffer.wrap(bytes, 0, nul);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        boolean malformed = decoder.decode(unread, text, true).isError();
        if (malformed || nul < bytes.length) {
            throw noText(file, bytes, unread.position());
        }
        return text.flip().toString();
    }

    private static String decoded(Path file, byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(
                    "%s is no text in %s, the encoding that is set for it".formatted(file, charset), e);
        }
    }

    private static InvalidInputException noFile(Path file) {
        if (Files.isDirectory(file)) {
            return new InvalidInputException(file + " is a folder, not a file");
        }
        if (Files.exists(file)) {
            return new InvalidInputException(file + " is no regular file");
        }
        return new InvalidInputException(
                Files.isSymbolicLink(file)
                        ? file + " is a link to a file that does not exist"
                        : "no such file: " + file);
    }

    private static byte[] bytes(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw noFile(file);
            }
            long size = attributes.size();
            if (size > MOST_BYTES) {
                throw new InvalidInputException(
                        file + " has " + size + " bytes; files of more than " + MOST_BYTES + " are not read");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw noFile(file);
        } catch (IOException e) {
            throw new InvalidInputException(file + " cannot be read: " + reason(e), e);
        }
    }

    /**
     * Writes a file whole or not at all: beside it first, and then in its place. A link stays one.
     *
     * @param file its folder must be there
     * @throws IOException when it cannot be written; it is then what it was
     */
    public static void replace(Path file, String text) throws IOException {
        Path real = Files.exists(file) ? file.toRealPath() : file;
        // Not by createTempFile: nobody else could read it then.
        Path part = real.resolveSibling(real.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.writeString(part, text);
            Files.move(part, real, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Says in a few words why a file or a folder cannot be read. */
    public static String reason(IOException e) {
        // Its message is the path alone, which the caller names anyway.
        return e instanceof AccessDeniedException
                ? "permission denied"
                : Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    }

    private static int indexOfNul(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return bytes.length;
    }

    private static InvalidInputException noText(Path file, byte[] bytes, int offset) {
        String wayOut = isUtf16(bytes)
                ? "it looks like UTF-16; save it as UTF-8"
                : "save it as UTF-8 or take it out of this folder";
        return new InvalidInputException(
                "%s is no text: byte 0x%02X at offset %d; %s".formatted(file, bytes[offset], offset, wayOut));
    }

    private static boolean isUtf16(byte[] bytes) {
        return bytes.length >= 2
                && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
                        || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
    }
}
