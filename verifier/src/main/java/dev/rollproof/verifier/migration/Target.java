package dev.rollproof.verifier.migration;

import java.util.Optional;

/** The engine that the migrations are for. */
public final class Target {
    /** SQLite as sqlite-jdbc brings it. */
    public static final Target SQLITE = new Target("sqlite", Optional.empty());

    /** Cloudflare D1: foreign keys always on, one transaction a file, and much that it refuses. */
    public static final Target D1 = new Target("d1", Optional.empty());

    private static final String OF_VERSION = SQLITE.id + ":";

    private final String id;
    private final Optional<SqliteVersion> production;

    private Target(String id, Optional<SqliteVersion> production) {
        this.id = id;
        this.production = production;
    }

    /** Gives the name on the command line and in reports. */
    public String id() {
        return id;
    }

    /** The release of SQLite that production has; the scripts run on sqlite-jdbc's all the same. */
    public Optional<SqliteVersion> production() {
        return production;
    }

    /**
     * Finds the target with this id: {@code sqlite}, {@code sqlite:3.40}, {@code d1}.
     *
     * @throws InvalidInputException when there is none; the message names all
     */
    public static Target of(String id) {
        if (id.startsWith(OF_VERSION)) {
            SqliteVersion version = SqliteVersion.of(id.substring(OF_VERSION.length()));
            return new Target(OF_VERSION + version, Optional.of(version));
        }
        return switch (id) {
            case "sqlite" -> SQLITE;
            case "d1" -> D1;
            default ->
                throw new InvalidInputException(
                        "there is no target \"%s\"; there are sqlite, sqlite:VERSION and d1".formatted(id));
        };
    }

    @Override
    public String toString() {
        return id;
    }
}
