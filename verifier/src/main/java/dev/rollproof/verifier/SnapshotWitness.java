package dev.rollproof.verifier;

import dev.rollproof.verifier.check.Step;
import dev.rollproof.verifier.diff.Disagreement;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.ToolSnapshot;
import dev.rollproof.verifier.snapshot.DrizzleSnapshot;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds what the migration tool wrote down of the schema after each migration against the schema that is there. What it says
 * otherwise than the database is told where it begins, and not of every later migration again.
 */
final class SnapshotWitness {
    /** A snapshot speaks of the whole directory: where migrations are left out, it must differ. */
    private final boolean asked;

    private final List<String> functions;
    private final List<Look> looks = new ArrayList<>();

    SnapshotWitness(MigrationSet source) {
        this.functions = source.stubFunctions();
        List<Migration> chosen = source.migrations();
        this.asked = chosen.equals(
                source.all().subList(0, Math.min(chosen.size(), source.all().size())));
    }

    /** Compare after the up of {@code migration}. */
    void look(Migration migration, SchemaSnapshot schema) {
        Optional<ToolSnapshot> snapshot = migration.snapshot().filter(any -> asked);
        if (snapshot.isEmpty()) {
            return;
        }
        try {
            DrizzleSnapshot said =
                    DrizzleSnapshot.read(snapshot.get().file(), snapshot.get().json());
            looks.add(new Look(migration, true, Disagreement.between(said, schema, functions)));
        } catch (InvalidInputException e) {
            looks.add(new Look(migration, false, List.of(Disagreement.unreadable(String.valueOf(e.getMessage())))));
        }
    }

    /** Take in what the witness of the next section saw. */
    void goOnWith(SnapshotWitness next) {
        looks.addAll(next.looks);
    }

    /** The steps with what begins to disagree at each of them. */
    List<Step> settle(List<Step> steps) {
        Map<Migration, List<Disagreement>> found = new HashMap<>();
        Set<Disagreement> known = Set.of();
        for (Look look : looks) {
            Set<Disagreement> before = known;
            found.put(
                    look.migration(),
                    look.disagreements().stream()
                            .filter(d -> !look.readable() || !before.contains(d))
                            .toList());
            known = look.readable() ? new HashSet<>(look.disagreements()) : known;
        }
        return steps.stream()
                .map(step -> step.withDisagreements(found.getOrDefault(step.migration(), List.of())))
                .toList();
    }

    /** What a snapshot says otherwise, begun now or before; of one that cannot be read, that it cannot. */
    private record Look(Migration migration, boolean readable, List<Disagreement> disagreements) {}
}
