package dev.rollproof.verifier;

import dev.rollproof.verifier.check.Step;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.snapshot.DanglingReference;
import dev.rollproof.verifier.snapshot.DanglingReference.BrokenTrigger;
import dev.rollproof.verifier.snapshot.DanglingReference.BrokenView;
import dev.rollproof.verifier.snapshot.DanglingReference.ForeignKeyToNoTable;
import dev.rollproof.verifier.snapshot.DanglingReferences;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Watches for references that point to nothing after an up and did not before it. One that the up itself makes may point
 * forward, to what a later migration brings: it counts only if it still dangles at the end.
 */
final class DanglingWatch {
    private final Trail trail;
    private final Map<Migration, List<DanglingReference>> found = new HashMap<>();
    private final Map<DanglingReference, Migration> forward = new LinkedHashMap<>();
    /** What dangled at the start and after every up since. */
    private final Set<DanglingReference> standing;

    private DanglingReferences known;

    DanglingWatch(Trail trail) {
        this.trail = trail;
        this.known = DanglingReferences.find(trail.database(), trail.schema());
        this.standing = new HashSet<>(known.references());
    }

    /** Look at the database after the up of {@code migration}, before which the schema was {@code before}. */
    void look(Migration migration, SchemaSnapshot before) {
        DanglingReferences now = DanglingReferences.find(trail.database(), trail.schema(), known);
        for (DanglingReference reference : now.notIn(known)) {
            if (stoodIn(before, reference)) {
                add(reference, migration);
            } else {
                forward.put(reference, migration);
            }
        }
        // What a later migration has brought is no longer awaited, whatever happens to it after that.
        forward.keySet().retainAll(now.references());
        standing.retainAll(now.references());
        known = now;
    }

    /** Take in what the watch over the next section saw, as if this one had gone on. */
    void goOnWith(DanglingWatch next) {
        forward.keySet().retainAll(next.standing);
        forward.putAll(next.forward);
        found.putAll(next.found);
        known = next.known;
    }

    /** The steps with what each of them leaves dangling. */
    List<Step> settle(List<Step> steps) {
        forward.forEach((reference, migration) -> {
            if (known.references().contains(reference)) {
                add(reference, migration);
            }
        });
        return steps.stream()
                .map(step -> step.withDangling(found.getOrDefault(step.migration(), List.of())))
                .toList();
    }

    private void add(DanglingReference reference, Migration migration) {
        found.computeIfAbsent(migration, m -> new ArrayList<>()).add(reference);
    }

    /** Whether what refers stood in {@code schema} already, and the reference with it. */
    private static boolean stoodIn(SchemaSnapshot schema, DanglingReference reference) {
        if (reference instanceof ForeignKeyToNoTable key) {
            return schema.relation(key.table()).stream()
                    .filter(Table.class::isInstance)
                    .flatMap(table -> ((Table) table).foreignKeys().stream())
                    .anyMatch(old -> SqlName.same(old.parent(), key.parent()));
        }
        if (reference instanceof BrokenView view) {
            return schema.relation(view.name()).isPresent();
        }
        return reference instanceof BrokenTrigger trigger
                && schema.triggers().stream().anyMatch(old -> SqlName.same(old.name(), trigger.name()));
    }
}
