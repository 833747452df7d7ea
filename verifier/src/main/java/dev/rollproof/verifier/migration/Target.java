package dev.rollproof.verifier.migration;

import java.util.Arrays;
import java.util.List;

/** The engine that the migrations are for. */
public enum Target {
    /** SQLite as sqlite-jdbc brings it. */
    SQLITE("sqlite"),
    /** Cloudflare D1: foreign keys always on, one transaction a file, and much that it refuses. */
    D1("d1");

    private final String id;

    Target(String id) {
        this.id = id;
    }

    /** Gives the name on the command line and in reports. */
    public String id() {
        return id;
    }

    /**
     * Finds the target with this id.
     *
     * @throws InvalidInputException when there is none; the message names all
     */
    public static Target of(String id) {
        List<String> known = Arrays.stream(values()).map(Target::id).toList();
        return Arrays.stream(values())
                .filter(target -> target.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "there is no target \"%s\"; there are %s".formatted(id, String.join(" and ", known))));
    }
}
