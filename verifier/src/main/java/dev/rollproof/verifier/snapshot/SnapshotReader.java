package dev.rollproof.verifier.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.NearestName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the JSON of a snapshot. It believes the SQL, and refuses a file whose other facts say something else: an edit by
 * hand, or a merge, that changed one of them would seem to count.
 */
final class SnapshotReader {
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());
    private static final List<String> SETTINGS = List.of("formatVersion", "userVersion", "applicationId");

    private final String name;

    SnapshotReader(String name) {
        this.name = name;
    }

    CommittedSnapshot read(String text) {
        JsonNode root = tree(text.startsWith("\uFEFF") ? text.substring(1) : text);
        requireFormat(root);
        Optional<MigrationLock> lock = lock((ObjectNode) root);
        requireKeys(root, "", rootKeys());
        List<StoredObject> rows = new ArrayList<>();
        for (SnapshotSection section : SnapshotSection.values()) {
            JsonNode objects = root.path(section.key());
            requireObject(objects, section.key());
            for (Map.Entry<String, JsonNode> entry : objects.properties()) {
                rows.add(object(section, entry.getKey(), entry.getValue(), rows.size() + 1));
            }
        }
        return new CommittedSnapshot(
                name, SchemaSnapshot.of(rows, number(root, "userVersion"), number(root, "applicationId")), lock);
    }

    /** Takes the one key out that need not be there. */
    private Optional<MigrationLock> lock(ObjectNode root) {
        if (!root.has(SnapshotJson.LOCK)) {
            return Optional.empty();
        }
        JsonNode node = root.remove(SnapshotJson.LOCK);
        requireObject(node, SnapshotJson.LOCK);
        requireKeys(node, SnapshotJson.LOCK, List.of(SnapshotJson.LOCK_FILE, SnapshotJson.LOCK_CHECKSUM));
        return Optional.of(new MigrationLock(
                string(node, SnapshotJson.LOCK, SnapshotJson.LOCK_FILE),
                string(node, SnapshotJson.LOCK, SnapshotJson.LOCK_CHECKSUM)));
    }

    private JsonNode tree(String text) {
        try (JsonParser parser = MAPPER.createParser(text)) {
            JsonNode root = parser.nextToken() == null ? MissingNode.getInstance() : parser.readValueAsTree();
            if (parser.nextToken() != null) {
                throw new InvalidInputException(at(parser.currentTokenLocation()) + ": nothing may follow the object");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(at(e.getLocation()) + ": no valid JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String at(JsonLocation location) {
        return "%s:%d:%d".formatted(name, location.getLineNr(), location.getColumnNr());
    }

    private void requireFormat(JsonNode root) {
        JsonNode version = root.path("formatVersion");
        if (!version.isInt()) {
            throw new InvalidInputException(name + " is no snapshot of Rollproof: it has no number \"formatVersion\"");
        }
        if (version.intValue() != SnapshotJson.FORMAT_VERSION) {
            throw new InvalidInputException(
                    "%s has the \"formatVersion\" %d, and this version of Rollproof reads %d alone; take a newer one"
                            .formatted(name, version.intValue(), SnapshotJson.FORMAT_VERSION));
        }
    }

    private static List<String> rootKeys() {
        Stream<String> sections = Stream.of(SnapshotSection.values()).map(SnapshotSection::key);
        return Stream.concat(SETTINGS.stream(), sections).toList();
    }

    private StoredObject object(SnapshotSection section, String object, JsonNode node, long rowid) {
        String path = section.key() + "." + object;
        requireObject(node, path);
        requireKeys(node, path, section.objectKeys());
        String sql = String.join("\n", strings(node, path, "sql"));
        String table = section.objectKeys().contains("table") ? string(node, path, "table") : object;
        StoredObject row = new StoredObject(rowid, section.type(), object, table, sql);
        StoredObject read = section == SnapshotSection.VIEWS || section == SnapshotSection.VIRTUAL_TABLES
                ? row.withColumns(strings(node, path, "columns"))
                : row;
        requireSame(section, path, read, node);
        return read;
    }

    /** Requires that the SQL makes what the keys around it say. */
    private void requireSame(SnapshotSection section, String path, StoredObject row, JsonNode node) {
        SchemaObject made;
        try {
            made = row.parsed();
        } catch (UnreadableSchemaException e) {
            throw new InvalidInputException("%s: %s.sql: %s".formatted(name, path, e.getMessage()), e);
        }
        if (row.isInternal() || !section.holds(made)) {
            throw wrong(path + ".sql", "makes no object of this kind");
        }
        if (!SqlName.same(made.name(), row.name())) {
            throw wrong(path + ".sql", "makes \"%s\"".formatted(made.name()));
        }
        if (made instanceof Table table) {
            requireSame(path + ".columns", strings(node, path, "columns"), SnapshotJson.columns(table));
            requireSame(path + ".constraints", strings(node, path, "constraints"), SnapshotJson.constraints(table));
            requireSame(path + ".options", strings(node, path, "options"), SnapshotJson.options(table));
        } else if (made instanceof Index index) {
            requireTable(path, index.table(), row);
        } else if (made instanceof Trigger trigger) {
            requireTable(path, trigger.table(), row);
        }
    }

    private void requireTable(String path, String made, StoredObject row) {
        if (!SqlName.same(made, row.table())) {
            requireSame(path + ".table", List.of(row.table()), List.of(made));
        }
    }

    private void requireSame(String path, List<String> written, List<String> made) {
        int same = 0;
        while (same < written.size() && same < made.size() && written.get(same).equals(made.get(same))) {
            same++;
        }
        if (same < written.size() || same < made.size()) {
            throw wrong(
                    path,
                    "says %s where the sql beside it says %s; write the file anew"
                            .formatted(element(written, same), element(made, same)));
        }
    }

    private static String element(List<String> texts, int index) {
        return index < texts.size() ? "\"" + texts.get(index) + "\"" : "nothing";
    }

    private void requireKeys(JsonNode node, String path, List<String> known) {
        String place = path.isEmpty() ? name : name + ": " + path;
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!known.contains(entry.getKey())) {
                throw new InvalidInputException("%s: unknown key \"%s\"; did you mean \"%s\"?"
                        .formatted(place, entry.getKey(), NearestName.of(entry.getKey(), known)));
            }
        }
        for (String key : known) {
            if (!node.has(key)) {
                throw new InvalidInputException("%s: \"%s\" is missing".formatted(place, key));
            }
        }
    }

    private void requireObject(JsonNode node, String path) {
        if (!node.isObject()) {
            throw wrong(path, "must be an object, not " + kind(node));
        }
    }

    private String string(JsonNode node, String path, String key) {
        JsonNode value = node.path(key);
        if (!value.isTextual()) {
            throw wrong(path + "." + key, "must be a string, not " + kind(value));
        }
        return value.textValue();
    }

    private List<String> strings(JsonNode node, String path, String key) {
        JsonNode array = node.path(key);
        List<String> texts = new ArrayList<>();
        boolean allStrings = array.isArray();
        for (JsonNode element : array) {
            allStrings &= element.isTextual();
            texts.add(element.asText());
        }
        if (!allStrings) {
            throw wrong(path + "." + key, "must be an array of strings");
        }
        return texts;
    }

    private long number(JsonNode root, String key) {
        JsonNode value = root.path(key);
        if (!value.isInt()) {
            throw wrong(key, "must be a number of 32 bits, not " + value);
        }
        return value.intValue();
    }

    private InvalidInputException wrong(String path, String message) {
        return new InvalidInputException("%s: %s %s".formatted(name, path, message));
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "a string";
            case NUMBER -> "a number";
            default -> node.asText();
        };
    }
}
