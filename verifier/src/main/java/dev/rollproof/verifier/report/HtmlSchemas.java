package dev.rollproof.verifier.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollproof.verifier.diff.SchemaChange;
import dev.rollproof.verifier.diff.SchemaDiff;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.UnreadableSchemaException;
import dev.rollproof.verifier.verdict.Evidence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The schemas of a history as the HTML page travels through them: each form of an object once, and of each migration only what went
 * and what came.
 */
final class HtmlSchemas {
    /** One form of an object; the SQL alone does not say what a view returns, but that is no change of it. */
    private record Form(Class<?> type, String name, String sql) {}

    private final HtmlTexts texts;
    private final ArrayNode objects = JsonNodeFactory.instance.arrayNode();
    private final Map<Form, Integer> numbers = new HashMap<>();
    private final Diagram diagram = new Diagram();
    private SchemaSnapshot last = SchemaSnapshot.NOTHING;

    HtmlSchemas(HtmlTexts texts) {
        this.texts = texts;
    }

    /** Adds what a migration was judged by, in the order of the history. */
    void add(Evidence evidence, ObjectNode node) {
        try {
            if (!evidence.before().equals(last)) {
                delta(last, evidence.before(), node.putArray("first"));
            }
            delta(evidence.before(), evidence.after(), node.putArray("did"));
            changes(evidence.before(), evidence.after(), node.putArray("changes"));
            evidence.afterRollback().ifPresent(rolled -> {
                delta(evidence.before(), rolled, node.putArray("left"));
                changes(evidence.before(), rolled, node.putArray("differences"));
            });
            last = evidence.after();
        } catch (UnreadableSchemaException e) {
            node.remove(List.of("first", "did", "changes", "left", "differences"));
            node.put("unreadable", String.valueOf(e.getMessage()));
        }
    }

    /** What went, and what came. */
    private void delta(SchemaSnapshot from, SchemaSnapshot to, ArrayNode delta) {
        ArrayNode went = delta.addArray();
        from.objectsNotIn(to).forEach(object -> went.add(number(object)));
        ArrayNode came = delta.addArray();
        to.objectsNotIn(from).forEach(object -> came.add(number(object)));
    }

    /** The differences in words, with the marks of a diff. */
    private static void changes(SchemaSnapshot from, SchemaSnapshot to, ArrayNode changes) {
        if (from.equals(to)) {
            return;
        }
        for (SchemaChange change : SchemaDiff.between(from, to).changes()) {
            changes.addObject()
                    .put("mark", DiffText.mark(change))
                    .put(
                            "words",
                            change.after().isPresent() && change.before().isPresent()
                                    ? change.describe()
                                    : change.marked())
                    .put("of", change.relation());
        }
    }

    private int number(SchemaObject object) {
        Form form = new Form(object.getClass(), object.name(), object.sql());
        Integer known = numbers.get(form);
        if (known != null) {
            return known;
        }
        numbers.put(form, numbers.size());
        objects.add(HtmlObject.of(object, texts.number(object.sql())));
        diagram.add(object);
        return numbers.size() - 1;
    }

    /** Writes every form and where the tables stand in the picture. */
    void write(ObjectNode node) {
        node.set("objects", objects);
        if (Diagram.canBeLaidOut()) {
            diagram.layOut(node.putObject("diagram"));
        }
    }
}
