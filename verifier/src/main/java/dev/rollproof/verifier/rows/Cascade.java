package dev.rollproof.verifier.rows;

import dev.rollproof.verifier.snapshot.Constraint.Action;
import dev.rollproof.verifier.snapshot.Constraint.ForeignKey;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.snapshot.Trigger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the rows of tables can go or change through statements about other tables: foreign keys with an action, and triggers.
 * It knows which ways there are; that rows did go is for the rows to say.
 */
final class Cascade {
    private enum Event {
        INSERT,
        UPDATE,
        DELETE,
        /** DROP TABLE deletes the rows as far as foreign keys see it, but fires no trigger. */
        SILENT_DELETE
    }

    /**
     * A table that something happens to.
     *
     * @param origin the table that the script named, folded
     * @param deed what the script did to it
     * @param means what carried it here from the table before; empty for the first one
     * @param byWayOf the tables between the first one and this, folded
     */
    private record Node(String table, Event event, String origin, String deed, String means, List<String> byWayOf) {
        static Node start(String table, Event event, String deed) {
            return new Node(table, event, SqlName.fold(table), deed, "", List.of());
        }

        RowChange.Cause cause() {
            return new RowChange.Cause(
                    origin, deed, means + (byWayOf.isEmpty() ? "" : ", by way of " + String.join(" and ", byWayOf)));
        }
    }

    private final List<TableUse> uses;
    private final SchemaSnapshot after;
    private final List<Table> tables = new ArrayList<>();
    private final List<Trigger> triggers = new ArrayList<>();

    /** The ways that a script opens which finds the schema {@code before} and leaves {@code after}. */
    Cascade(List<TableUse> uses, SchemaSnapshot before, SchemaSnapshot after) {
        this.uses = uses;
        this.after = after;
        for (SchemaSnapshot schema : List.of(before, after)) {
            tables.addAll(schema.tables());
            triggers.addAll(schema.triggers());
        }
    }

    /** Whether a statement itself can have deleted, or else changed, rows of one of these tables; folded names. */
    boolean names(Set<String> tableNames, boolean deleted) {
        Set<TableUse.Kind> harmless = deleted
                ? Set.of(TableUse.Kind.CREATE, TableUse.Kind.ALTER, TableUse.Kind.INSERT, TableUse.Kind.UPDATE)
                : Set.of(TableUse.Kind.INSERT);
        return uses.stream().anyMatch(use -> tableNames.contains(use.table()) && !harmless.containsAll(use.how()));
    }

    /** The shortest way in which rows of one of these tables are deleted, or else changed; folded names. */
    Optional<RowChange.Cause> of(Set<String> tableNames, boolean deleted) {
        Deque<Node> open = new ArrayDeque<>();
        uses.forEach(use -> open.addAll(start(use)));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Node node = open.remove();
            boolean deletes = node.event == Event.DELETE || node.event == Event.SILENT_DELETE;
            if (!node.means.isEmpty()
                    && tableNames.contains(node.table)
                    && (deleted ? deletes : node.event == Event.UPDATE)) {
                return Optional.of(node.cause());
            }
            if (seen.add(node.event + " " + node.table)) {
                open.addAll(throughKeys(node, deletes));
                open.addAll(throughTriggers(node));
            }
        }
        return Optional.empty();
    }

    private List<Node> start(TableUse use) {
        String name = nameOf(use.table());
        List<Node> nodes = new ArrayList<>();
        for (TableUse.Kind kind : use.how()) {
            switch (kind) {
                case DROP -> {
                    String deed = (after.relation(use.table()).isPresent() ? "rebuilding " : "dropping ") + name;
                    nodes.add(Node.start(use.table(), Event.SILENT_DELETE, deed));
                }
                case DELETE -> nodes.add(Node.start(use.table(), Event.DELETE, "deleting from " + name));
                case UPDATE -> nodes.add(Node.start(use.table(), Event.UPDATE, "updating " + name));
                case INSERT -> nodes.add(Node.start(use.table(), Event.INSERT, "inserting into " + name));
                case REPLACE -> nodes.add(Node.start(use.table(), Event.DELETE, "replacing rows of " + name));
                case CREATE, ALTER -> {}
            }
        }
        boolean writes = use.how().contains(TableUse.Kind.INSERT) || use.how().contains(TableUse.Kind.UPDATE);
        if (writes && hasReplacingConstraint(use.table())) {
            nodes.add(Node.start(use.table(), Event.DELETE, "replacing rows of " + name));
        }
        return nodes;
    }

    private boolean hasReplacingConstraint(String folded) {
        return tables.stream()
                .filter(table -> SqlName.same(table.name(), folded))
                .flatMap(table -> table.constraints().stream())
                .anyMatch(constraint -> constraint.definition().endsWith(" ON CONFLICT REPLACE"));
    }

    private String nameOf(String folded) {
        return tables.stream()
                .map(Table::name)
                .filter(name -> SqlName.same(name, folded))
                .findFirst()
                .orElse(folded);
    }

    private List<Node> throughKeys(Node node, boolean deletes) {
        List<Node> reached = new ArrayList<>();
        for (Table child : tables) {
            for (ForeignKey key : child.foreignKeys()) {
                Action action = deletes ? key.onDelete() : key.onUpdate();
                boolean acts = action == Action.CASCADE || action == Action.SET_NULL || action == Action.SET_DEFAULT;
                if (acts && node.event != Event.INSERT && SqlName.same(key.parent(), node.table)) {
                    Event event = deletes && action == Action.CASCADE ? Event.DELETE : Event.UPDATE;
                    String means = "ON " + (deletes ? "DELETE " : "UPDATE ")
                            + action.name().replace('_', ' ');
                    reached.add(step(node, child.name(), event, means));
                }
            }
        }
        return reached;
    }

    private List<Node> throughTriggers(Node node) {
        List<Node> reached = new ArrayList<>();
        for (Trigger trigger : triggers) {
            if (SqlName.same(trigger.table(), node.table)
                    && trigger.event().name().equals(node.event.name())) {
                for (TableUse use : TableUse.inBody(trigger.body())) {
                    reached.addAll(stepsOf(node, trigger, use));
                }
            }
        }
        return reached;
    }

    private static List<Node> stepsOf(Node node, Trigger trigger, TableUse use) {
        List<Node> steps = new ArrayList<>();
        for (TableUse.Kind kind : use.how()) {
            Event event = switch (kind) {
                case INSERT -> Event.INSERT;
                case UPDATE -> Event.UPDATE;
                default -> Event.DELETE;
            };
            steps.add(step(node, use.table(), event, "the trigger " + trigger.name()));
        }
        return steps;
    }

    private static Node step(Node from, String table, Event event, String means) {
        List<String> by = new ArrayList<>(from.byWayOf);
        if (!from.means.isEmpty()) {
            by.add(from.table);
        }
        return new Node(SqlName.fold(table), event, from.origin, from.deed, means, by);
    }
}
