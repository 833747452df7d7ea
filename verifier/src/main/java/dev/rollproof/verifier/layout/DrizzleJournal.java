package dev.rollproof.verifier.layout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollproof.verifier.migration.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Drizzle's list of its migrations up to 0.x, {@code meta/_journal.json}. The migrator applies the entries in the order of the
 * array, whatever their {@code idx} and {@code when} say.
 *
 * @param entries in their order
 * @param byteOrderMark whether the file begins with one, which Drizzle cannot read
 */
record DrizzleJournal(List<Entry> entries, boolean byteOrderMark) {
    static final String FILE = "meta/_journal.json";

    /**
     * One migration.
     *
     * @param tag its file's name without {@code .sql}
     * @param when it was generated, in milliseconds since 1970: an entry is pending where it is greater than that of the newest
     *     one applied
     */
    record Entry(String tag, long when) {
        String file() {
            return tag + ".sql";
        }

        /** What drizzle-kit wrote down of the schema after it; named by the tag's prefix alone. */
        String snapshot() {
            return DrizzleSnapshots.inMeta(tag);
        }
    }

    /** Keeps its own copy of the list. */
    DrizzleJournal {
        entries = List.copyOf(entries);
    }

    /**
     * Reads the journal of a folder.
     *
     * @throws InvalidInputException when it is no JSON, no journal, of another database than SQLite, or names a file outside
     *     the folder
     */
    static DrizzleJournal read(FolderListing folder) {
        Path path = folder.directory().resolve(FILE);
        String text = folder.text(FILE);
        boolean mark = text.startsWith("\uFEFF");
        JsonNode journal = parse(path, mark ? text.substring(1) : text);
        if (!journal.path("dialect").isTextual() || !journal.path("entries").isArray()) {
            throw new InvalidInputException(
                    path
                            + " is no journal of Drizzle: it has no \"dialect\" or no \"entries\". Restore it from version control");
        }
        requireSqlite(path, journal.path("dialect").asText());
        List<Entry> entries = new ArrayList<>();
        journal.path("entries").forEach(entry -> entries.add(entry(path, entry, entries.size())));
        return new DrizzleJournal(entries, mark);
    }

    /** Drizzle writes the same dialect for SQLite, libSQL, D1, Expo and Durable Objects. */
    static void requireSqlite(Path file, String dialect) {
        if (!dialect.equals("sqlite")) {
            throw new InvalidInputException(
                    "%s: these are Drizzle's migrations for %s. Rollproof runs migrations on SQLite, so it cannot prove them"
                            .formatted(file, dialect));
        }
    }

    private static JsonNode parse(Path path, String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(
                    "%s:%d:%d: no valid JSON, so Drizzle finds no migration at all: %s"
                            .formatted(
                                    path,
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr(),
                                    e instanceof JsonEOFException ? "the file ends too early" : e.getOriginalMessage()),
                    e);
        }
    }

    private static Entry entry(Path path, JsonNode entry, int index) {
        String tag = entry.path("tag").asText();
        // No file has a NUL in its name.
        if (tag.isEmpty() || tag.indexOf(0) >= 0 || !entry.path("when").isNumber()) {
            throw new InvalidInputException(
                    "%s: entry %d has no \"tag\", or no number in \"when\"; Drizzle cannot tell which file it means or whether"
                                    .formatted(path, index)
                            + " it is pending");
        }
        if (Path.of(tag).normalize().startsWith("..") || tag.startsWith("/")) {
            throw new InvalidInputException(
                    "%s: the tag \"%s\" leads out of the folder, where nothing is read".formatted(path, tag));
        }
        return new Entry(tag, entry.path("when").asLong());
    }
}
