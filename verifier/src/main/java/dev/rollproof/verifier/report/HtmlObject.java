package dev.rollproof.verifier.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.Constraint;
import dev.rollproof.verifier.snapshot.Constraint.ForeignKey;
import dev.rollproof.verifier.snapshot.Index;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.snapshot.Trigger;
import dev.rollproof.verifier.snapshot.View;
import dev.rollproof.verifier.snapshot.VirtualTable;
import java.util.List;

/** What the HTML page knows of one form of an object. */
final class HtmlObject {
    private HtmlObject() {}

    /** @param sql the number of its stored SQL */
    static ObjectNode of(SchemaObject object, int sql) {
        ObjectNode node =
                JsonNodeFactory.instance.objectNode().put("n", object.name()).put("s", sql);
        // A switch over them would do, were this compiled for JDK 21.
        if (object instanceof Table table) {
            table(table, node.put("k", "table"));
        } else if (object instanceof Index index) {
            node.put("k", "index")
                    .put("t", index.table())
                    .put("d", (index.unique() ? "UNIQUE " : "") + index.definition());
        } else if (object instanceof Trigger trigger) {
            node.put("k", "trigger").put("t", trigger.table()).put("d", trigger.firing());
        } else if (object instanceof View view) {
            names(view.columns(), node.put("k", "view").putArray("c"));
        } else if (object instanceof VirtualTable table) {
            names(
                    table.columns(),
                    node.put("k", "virtual table").put("d", table.module()).putArray("c"));
        }
        return node;
    }

    private static void names(List<String> columns, ArrayNode array) {
        columns.forEach(column -> array.addArray().add(column).add("").add(""));
    }

    private static void table(Table table, ObjectNode node) {
        ArrayNode columns = node.putArray("c");
        for (Column column : table.columns()) {
            columns.addArray().add(column.name()).add(column.definition()).add(keys(table, column));
        }
        ArrayNode constraints = node.putArray("x");
        table.constraints().forEach(constraint -> constraints.add(constraint.definition()));
        if (table.strict() || table.withoutRowid()) {
            node.put(
                    "o",
                    table.strict() && table.withoutRowid()
                            ? "STRICT, WITHOUT ROWID"
                            : table.strict() ? "STRICT" : "WITHOUT ROWID");
        }
        if (!table.foreignKeys().isEmpty()) {
            ArrayNode keys = node.putArray("f");
            for (ForeignKey key : table.foreignKeys()) {
                ArrayNode own = keys.addArray().add(key.parent()).addArray();
                key.columns().forEach(own::add);
            }
        }
    }

    /** p where it is of the primary key, f of a foreign key, u of a UNIQUE constraint. */
    private static String keys(Table table, Column column) {
        StringBuilder keys = new StringBuilder();
        for (Constraint constraint : table.constraints()) {
            if (constraint.columns().stream().anyMatch(name -> SqlName.same(name, column.name()))) {
                String key = constraint instanceof Constraint.PrimaryKey
                        ? "p"
                        : constraint instanceof ForeignKey ? "f" : "u";
                if (keys.indexOf(key) < 0) {
                    keys.append(key);
                }
            }
        }
        return keys.toString();
    }
}
