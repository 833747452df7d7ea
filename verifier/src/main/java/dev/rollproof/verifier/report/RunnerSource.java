package dev.rollproof.verifier.report;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * One real database that a command works on, and how to speak of it.
 *
 * @param database its name in {@code rollproof.json}, or "main"
 * @param several whether it is one of several, so that its name has to be said
 * @param directory the migrations folder as the user would write it from the working directory, with '/'
 * @param file the database file, written so too
 * @param layout the id of the layout
 * @param target the id of the engine that the migrations are for
 * @param shown how the user would write another path
 */
public record RunnerSource(
        String database,
        boolean several,
        String directory,
        String file,
        String layout,
        String target,
        Function<Path, String> shown) {

    /** What a line about the database begins with. */
    String heading() {
        return several ? database + ", " + file : file;
    }

    /** A script as the user would write it. */
    String script(String relative) {
        return directory.equals(".") ? relative : directory + "/" + relative;
    }

    /** The name before a line of the log, where it has to be said. */
    Optional<String> name() {
        return several ? Optional.of(database) : Optional.empty();
    }
}
