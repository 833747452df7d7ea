package dev.rollproof.verifier.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollproof.verifier.migration.InvalidInputException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A snapshot as JSON, {@code formatVersion} 1, made to be committed and reviewed: one column a line, one line of SQL a line,
 * everything by name. Equal snapshots have the same text, on every machine: UTF-8, LF, no locale, nothing of the time or
 * place.
 *
 * <p>What counts is {@code sql}, an object's statement as SQLite stores it, cut at its line ends. The columns, constraints
 * and options of a table follow from it; they are there for those who read the file, also after an ALTER TABLE, which
 * writes its column at the end of a line. The columns of views and virtual tables are what SQLite says they are.
 */
public final class SnapshotJson {
    static final int FORMAT_VERSION = 1;
    static final String LOCK = "migration";
    static final String LOCK_FILE = "file";
    static final String LOCK_CHECKSUM = "checksum";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter WRITER = MAPPER.writer(printer());

    private SnapshotJson() {}

    /**
     * Writes a snapshot, with a line end after the last line.
     *
     * @throws UnreadableSchemaException where stored SQL does not parse
     */
    public static String write(SchemaSnapshot schema) {
        return write(schema, Optional.empty());
    }

    /**
     * Writes a snapshot and, under the key {@code migration}, what the migration is that leads to it.
     *
     * @throws UnreadableSchemaException where stored SQL does not parse
     */
    public static String write(SchemaSnapshot schema, Optional<MigrationLock> lock) {
        ObjectNode root = MAPPER.createObjectNode().put("formatVersion", FORMAT_VERSION);
        lock.ifPresent(migration ->
                root.putObject(LOCK).put(LOCK_FILE, migration.file()).put(LOCK_CHECKSUM, migration.checksum()));
        root.put("userVersion", schema.userVersion()).put("applicationId", schema.applicationId());
        for (SnapshotSection section : SnapshotSection.values()) {
            ObjectNode objects = root.putObject(section.key());
            schema.visible()
                    .filter(row -> section.holds(row.parsed()))
                    .sorted(Comparator.comparing(StoredObject::foldedName))
                    .forEach(row -> object(row, objects.putObject(row.name())));
        }
        try {
            return WRITER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads what {@link #write} wrote: the result equals the snapshot that was written.
     *
     * @param name how the user calls the file, for messages
     * @throws InvalidInputException when the text is no JSON or no snapshot, is of a newer format, holds a key that is
     *     not known, or contradicts itself; the message says where
     */
    public static SchemaSnapshot read(String name, String text) {
        return new SnapshotReader(name).read(text).schema();
    }

    /**
     * Reads what {@link #write(SchemaSnapshot, Optional)} wrote, with what it says of the migration.
     *
     * @param name how the user calls the file, for messages
     * @throws InvalidInputException as {@link #read} does
     */
    public static CommittedSnapshot readCommitted(String name, String text) {
        return new SnapshotReader(name).read(text);
    }

    private static void object(StoredObject row, ObjectNode node) {
        SchemaObject object = row.parsed();
        if (object instanceof Table table) {
            strings(node, "columns", columns(table));
            strings(node, "constraints", constraints(table));
            strings(node, "options", options(table));
        } else if (object instanceof View || object instanceof VirtualTable) {
            strings(node, "columns", row.columns());
        } else {
            node.put("table", row.table());
        }
        strings(node, "sql", List.of(object.sql().split("\n", -1)));
    }

    static List<String> columns(Table table) {
        return table.columns().stream()
                .map(column -> (column.name() + " " + column.definition()).strip())
                .toList();
    }

    static List<String> constraints(Table table) {
        return table.constraints().stream().map(Constraint::definition).toList();
    }

    static List<String> options(Table table) {
        if (table.strict()) {
            return table.withoutRowid() ? List.of("STRICT", "WITHOUT ROWID") : List.of("STRICT");
        }
        return table.withoutRowid() ? List.of("WITHOUT ROWID") : List.of();
    }

    private static void strings(ObjectNode node, String key, List<String> texts) {
        ArrayNode array = node.putArray(key);
        texts.forEach(array::add);
    }

    /** Jackson's own printer ends lines as the machine does, and keeps arrays on one line. */
    private static DefaultPrettyPrinter printer() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator("")
                .withObjectEmptySeparator("");
        return new DefaultPrettyPrinter(separators).withObjectIndenter(indenter).withArrayIndenter(indenter);
    }
}
