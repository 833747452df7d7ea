package dev.rollproof.verifier.snapshot;

import java.util.List;

/** What a snapshot's JSON lists under one key: the objects of one kind, each with the same keys. */
enum SnapshotSection {
    TABLES("tables", "table", Table.class),
    VIRTUAL_TABLES("virtualTables", "table", VirtualTable.class),
    INDEXES("indexes", "index", Index.class),
    VIEWS("views", "view", View.class),
    TRIGGERS("triggers", "trigger", Trigger.class);

    private final String key;
    private final String type;
    private final Class<? extends SchemaObject> kind;

    SnapshotSection(String key, String type, Class<? extends SchemaObject> kind) {
        this.key = key;
        this.type = type;
        this.kind = kind;
    }

    String key() {
        return key;
    }

    /** What {@code sqlite_schema.type} says of such an object. */
    String type() {
        return type;
    }

    boolean holds(SchemaObject object) {
        return kind.isInstance(object);
    }

    /** The keys of each object, in the order in which they are written. */
    List<String> objectKeys() {
        return switch (this) {
            case TABLES -> List.of("columns", "constraints", "options", "sql");
            case VIRTUAL_TABLES, VIEWS -> List.of("columns", "sql");
            case INDEXES, TRIGGERS -> List.of("table", "sql");
        };
    }
}
