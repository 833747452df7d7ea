package dev.rollproof.verifier.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollproof.verifier.snapshot.Constraint.ForeignKey;
import dev.rollproof.verifier.snapshot.Index;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.snapshot.Trigger;
import dev.rollproof.verifier.snapshot.View;
import dev.rollproof.verifier.snapshot.VirtualTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The picture of a schema: every table and view that any version has, so that each keeps its place while the page travels through
 * the versions, and every foreign key between two of them.
 */
final class Diagram {
    /** In CSS pixels, as the page draws them. */
    static final int HEADER = 30;

    static final int ROW = 20;
    static final int PADDING = 6;
    /** More columns than these are folded. */
    static final int MOST_ROWS = 12;

    private static final int NARROWEST = 150;
    private static final int WIDEST = 300;
    private static final double LETTER = 6.7;
    private static final int BESIDE_TEXT = 58;

    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final Set<String> withFooter = new HashSet<>();

    /** A table or view, as large as its largest form. */
    static final class Box {
        private int rows;
        private int letters;
        /** Of its last form: by the parent's folded name and the columns, the row of the first. */
        private final Map<Reference, Integer> references = new LinkedHashMap<>();

        Map<Reference, Integer> references() {
            return references;
        }
    }

    /** A foreign key: of the same columns to the same table. */
    record Reference(String parent, List<String> columns) {}

    /** Whether the library is there that lays it out. */
    static boolean canBeLaidOut() {
        try {
            Class.forName("org.eclipse.elk.core.RecursiveGraphLayoutEngine", false, Diagram.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Adds a form of an object. */
    void add(SchemaObject object) {
        if (object instanceof Table table) {
            box(table);
        } else if (object instanceof View view) {
            box(view.name(), "view", view.columns());
        } else if (object instanceof VirtualTable table) {
            box(table.name(), "virtual", table.columns());
        } else if (object instanceof Index index) {
            withFooter.add(SqlName.fold(index.table()));
        } else if (object instanceof Trigger trigger) {
            withFooter.add(SqlName.fold(trigger.table()));
        }
    }

    private Box box(String name, String kind, List<String> columns) {
        Box box = boxes.computeIfAbsent(SqlName.fold(name), folded -> new Box());
        box.rows = Math.max(box.rows, Math.min(columns.size(), MOST_ROWS + 1));
        // The head is bold, and says what is no table.
        box.letters = Math.max(box.letters, name.length() * 5 / 4 + 2 + kind.length());
        columns.forEach(column -> box.letters = Math.max(box.letters, column.length()));
        return box;
    }

    private void box(Table table) {
        Box box = box(
                table.name(),
                "",
                table.columns().stream()
                        .map(column -> column.name() + "  " + column.type().text())
                        .toList());
        Map<String, Integer> places = new HashMap<>();
        table.columns().forEach(column -> places.put(SqlName.fold(column.name()), places.size()));
        for (ForeignKey key : table.foreignKeys()) {
            List<String> columns = key.columns().stream().map(SqlName::fold).toList();
            int place = columns.isEmpty() ? 0 : places.getOrDefault(columns.get(0), 0);
            box.references.put(new Reference(SqlName.fold(key.parent()), columns), Math.min(place, MOST_ROWS - 1));
        }
    }

    Map<String, Box> boxes() {
        return boxes;
    }

    static int width(Box box) {
        return (int) Math.min(WIDEST, Math.max(NARROWEST, box.letters * LETTER + BESIDE_TEXT));
    }

    int height(String foldedName, Box box) {
        return HEADER + (box.rows + (withFooter.contains(foldedName) ? 1 : 0)) * ROW + PADDING;
    }

    /** Writes where everything stands. */
    void layOut(ObjectNode node) {
        node.put("header", HEADER).put("row", ROW).put("padding", PADDING).put("most", MOST_ROWS);
        DiagramLayout.of(this).write(node);
    }
}
