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

    /** "after the rollback X is missing", or a count and the list; what X was is of before, so that stands last. */
    static String sentence(List<SchemaChange> changes, String when) {
        return changes.size() == 1
                ? when
                        + (when.startsWith("when ") ? ", " : " ")
                        + changes.get(0).describe()
                : changes.size() + " differences " + when + ": " + sentence(changes);
    }
}
