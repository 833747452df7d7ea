package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange;
import java.util.List;
import java.util.stream.Collectors;

/** Differences said in one line. */
final class Differences {
    /** More would not be read in a line; the finding carries them all. */
    private static final int SHOWN = 3;

    private Differences() {}

    private static String sentence(List<SchemaChange> changes) {
        String shown = changes.stream().limit(SHOWN).map(SchemaChange::describe).collect(Collectors.joining("; "));
        int more = changes.size() - SHOWN;
        return more > 0 ? shown + "; and " + more + " more" : shown;
    }

    /** "X is missing after the rollback", or a count and the list. */
    static String sentence(List<SchemaChange> changes, String when) {
        return changes.size() == 1
                ? changes.get(0).describe() + " " + when
                : changes.size() + " differences " + when + ": " + sentence(changes);
    }
}
