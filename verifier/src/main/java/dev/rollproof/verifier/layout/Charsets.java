package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.InvalidInputException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

/** The encodings of scripts, for tools that are written in Java as well and know the same ones. */
final class Charsets {
    static final String KNOWN = "UTF-8, ISO-8859-1, windows-1252";

    private Charsets() {}

    /** The encoding of this name, if Java has it. */
    static Optional<Charset> named(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    /**
     * The encoding of this name.
     *
     * @param setting what names it
     * @throws InvalidInputException when Java has none, where the tool stops too
     */
    static Charset named(String setting, String name) {
        return named(name)
                .orElseThrow(
                        () -> new InvalidInputException("%s: there is no encoding \"%s\"; write one that Java knows: %s"
                                .formatted(setting, name, KNOWN)));
    }
}
