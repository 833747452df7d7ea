package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.Disagreement;
import dev.rollproof.verifier.migration.ToolSnapshot;
import java.util.List;
import java.util.stream.Collectors;

/** The migration tool's own snapshot says something else than the database that its migrations make. */
final class SnapshotDisagrees implements Check {
    /** More would not be read in a line. */
    private static final int SHOWN = 5;

    @Override
    public String id() {
        return "snapshot-disagrees";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> examine(Step step) {
        List<Disagreement> found = step.disagreements();
        if (found.isEmpty()) {
            return List.of();
        }
        String file = step.migration().snapshot().map(ToolSnapshot::file).orElseThrow();
        if (found.get(0).isUnreadable()) {
            return List.of(
                    finding(
                            Location.of(file),
                            "the snapshot cannot be read: " + found.get(0).describe(),
                            "drizzle-kit generate stops at it. Restore it from version control, or generate the migration anew."));
        }
        int more = found.size() - SHOWN;
        String what = found.stream().limit(SHOWN).map(Disagreement::describe).collect(Collectors.joining("; "));
        return List.of(finding(
                Pointer.to(step.up(), found.get(0).name(), found.get(0).table()),
                "from here on %s says something else than the database: %s%s"
                        .formatted(file, what, more > 0 ? "; and " + more + " more" : ""),
                "drizzle-kit generate builds the next migration on its snapshot and not on the database, so the difference stays."
                        + " Mend the migration if no database has it yet; else write one more with drizzle-kit generate --custom, or"
                        + " change the schema in TypeScript to what the database has."));
    }
}
