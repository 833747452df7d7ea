package dev.rollproof.verifier.snapshot;

import dev.rollproof.verifier.snapshot.Constraint.ForeignKey;
import dev.rollproof.verifier.sql.SqlSyntaxException;
import dev.rollproof.verifier.sql.SqlToken;
import dev.rollproof.verifier.sql.SqlTokens;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code sqlite_schema}. Two are equal when they say the same, wherever they stand. What is made of its SQL is made
 * when it is first asked for and kept; the snapshots of a database share the rows that did not change.
 */
final class StoredObject {
    private static final String REFERENCES = "REFERENCES";
    private static final String VIRTUAL = "CREATE VIRTUAL";

    private final long rowid;
    private final String type;
    private final boolean isTable;
    private final boolean view;
    private final boolean trigger;
    private final boolean virtual;
    private final String name;
    private final String foldedName;
    private final String table;
    private final @Nullable String sql;
    /** Of a view or virtual table, what SQLite says its columns are; else empty. */
    private final List<String> columns;

    private int hash;
    private @Nullable SchemaObject parsed;
    private @Nullable Set<String> mentions;
    private @Nullable List<ForeignKey> foreignKeys;

    StoredObject(long rowid, String type, String name, String table, @Nullable String sql) {
        this(rowid, type, name, table, sql, List.of());
    }

    private StoredObject(
            long rowid, String type, String name, String table, @Nullable String sql, List<String> columns) {
        this.rowid = rowid;
        this.type = type;
        this.isTable = type.equals("table");
        this.view = type.equals("view");
        this.trigger = type.equals("trigger");
        this.virtual = isTable && sql != null && sql.regionMatches(true, 0, VIRTUAL, 0, VIRTUAL.length());
        this.name = name;
        this.foldedName = SqlName.fold(name);
        this.table = table;
        this.sql = sql;
        this.columns = columns;
    }

    StoredObject withColumns(List<String> names) {
        if (names.equals(columns)) {
            return this;
        }
        StoredObject other = new StoredObject(rowid, type, name, table, sql, List.copyOf(names));
        other.mentions = mentions;
        other.foreignKeys = foreignKeys;
        return other;
    }

    /** The same object in another place. */
    StoredObject at(long otherRowid) {
        StoredObject other = new StoredObject(otherRowid, type, name, table, sql, columns);
        other.parsed = parsed;
        other.mentions = mentions;
        other.foreignKeys = foreignKeys;
        return other;
    }

    long rowid() {
        return rowid;
    }

    String name() {
        return name;
    }

    String foldedName() {
        return foldedName;
    }

    String table() {
        return table;
    }

    List<String> columns() {
        return columns;
    }

    boolean isTable() {
        return isTable;
    }

    boolean isView() {
        return view;
    }

    boolean isTrigger() {
        return trigger;
    }

    boolean isVirtualTable() {
        return virtual;
    }

    /** True for what SELECT can read from. */
    boolean isRelation() {
        return isTable() || isView();
    }

    /** True for what SQLite keeps for itself: sqlite_sequence, sqlite_stat1, the indexes of constraints. */
    boolean isInternal() {
        return sql == null || name.regionMatches(true, 0, "sqlite_", 0, "sqlite_".length());
    }

    /** The object that the SQL makes. */
    SchemaObject parsed() {
        SchemaObject object = parsed;
        if (object == null) {
            object = parse(Objects.requireNonNull(sql, "an internal object has no SQL"));
            parsed = object;
        }
        return object;
    }

    private SchemaObject parse(String text) {
        try {
            return switch (type) {
                case "table" ->
                    isVirtualTable() ? StoredSqlParser.virtualTable(text, columns) : TableParser.parse(text);
                case "index" -> StoredSqlParser.index(text);
                case "view" -> StoredSqlParser.view(text, columns);
                case "trigger" -> StoredSqlParser.trigger(text);
                default ->
                    throw new UnreadableSchemaException(
                            "sqlite_schema holds " + name + ", which is of the unknown type " + type);
            };
        } catch (SqlSyntaxException e) {
            throw new UnreadableSchemaException("the stored SQL of " + name + " does not parse: " + e.getMessage(), e);
        }
    }

    /** Those of an ordinary table; a table without any is not even parsed. */
    List<ForeignKey> foreignKeys() {
        List<ForeignKey> keys = foreignKeys;
        if (keys == null) {
            boolean none = !isTable() || isInternal() || isVirtualTable() || !saysReferences();
            keys = none ? List.of() : ((Table) parsed()).foreignKeys();
            foreignKeys = keys;
        }
        return keys;
    }

    private boolean saysReferences() {
        String text = Objects.requireNonNullElse(sql, "");
        for (int i = 0; i + REFERENCES.length() <= text.length(); i++) {
            if (text.regionMatches(true, i, REFERENCES, 0, REFERENCES.length())) {
                return true;
            }
        }
        return false;
    }

    /** All words and quoted words of the SQL, folded: it depends on no object whose name is not among them. */
    Set<String> mentions() {
        Set<String> words = mentions;
        if (words == null) {
            words = readMentions();
            mentions = words;
        }
        return words;
    }

    private Set<String> readMentions() {
        Set<String> words = new HashSet<>();
        try {
            for (SqlToken token : SqlTokens.read(sql == null ? "" : sql)) {
                switch (token.kind()) {
                    case WORD, DOUBLE_QUOTED, QUOTED_NAME, STRING -> words.add(SqlName.fold(token.name()));
                    default -> {}
                }
            }
        } catch (SqlSyntaxException e) {
            throw new UnreadableSchemaException("the stored SQL of " + name + " does not parse: " + e.getMessage(), e);
        }
        return words;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof StoredObject that
                        && type.equals(that.type)
                        && name.equals(that.name)
                        && table.equals(that.table)
                        && Objects.equals(sql, that.sql));
    }

    @Override
    public int hashCode() {
        if (hash == 0) {
            hash = 31 * (31 * type.hashCode() + name.hashCode()) + Objects.hashCode(sql);
        }
        return hash;
    }
}
