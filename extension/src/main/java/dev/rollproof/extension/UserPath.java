package dev.rollproof.extension;

import dev.rollproof.verifier.migration.InvalidInputException;
import java.net.URI;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths as annotations have them: relative to the working directory, or {@code classpath:…}. */
final class UserPath {
    private static final String CLASSPATH = "classpath:";

    private UserPath() {}

    /**
     * The path, absolute; whether it is there is not looked at.
     *
     * @throws InvalidInputException when the text is no path, or no resource that is a file or folder of its own
     */
    static Path of(String text) {
        try {
            return text.startsWith(CLASSPATH)
                    ? resource(text)
                    : Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new InvalidInputException("\"%s\" is no path: %s".formatted(text, e.getReason()), e);
        }
    }

    private static Path resource(String text) {
        String afterPrefix = text.substring(CLASSPATH.length());
        String name = afterPrefix.startsWith("/") ? afterPrefix.substring(1) : afterPrefix;
        ClassLoader ofTest = Thread.currentThread().getContextClassLoader();
        URL url = (ofTest == null ? ClassLoader.getSystemClassLoader() : ofTest).getResource(name);
        if (url == null) {
            throw new InvalidInputException("there is no %s on the class path".formatted(text));
        }
        if (!url.getProtocol().equals("file")) {
            throw new InvalidInputException(
                    "%s is inside %s, and only folders and files outside of jars are read".formatted(text, url));
        }
        return Path.of(URI.create(url.toString()));
    }
}
