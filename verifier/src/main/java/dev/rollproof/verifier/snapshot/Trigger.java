package dev.rollproof.verifier.snapshot;

import java.util.List;
import java.util.Optional;

/**
 * A trigger.
 *
 * @param table the name of its table or view
 * @param updateOf the columns after UPDATE OF; empty stands for all
 * @param when the condition after WHEN
 * @param body the statements between BEGIN and END
 */
public record Trigger(
        String name,
        String table,
        Timing timing,
        Event event,
        List<String> updateOf,
        Optional<SqlFragment> when,
        SqlFragment body,
        String sql)
        implements SchemaObject {
    /** Copies the list. */
    public Trigger {
        updateOf = List.copyOf(updateOf);
    }

    /** When it fires, relative to the change. */
    public enum Timing {
        /** Before it; also where nothing is written. */
        BEFORE,
        /** After it. */
        AFTER,
        /** In its place, on a view. */
        INSTEAD_OF
    }

    /** The change that fires it. */
    public enum Event {
        /** INSERT. */
        INSERT,
        /** UPDATE. */
        UPDATE,
        /** DELETE. */
        DELETE
    }

    /** When it fires, on one line: {@code AFTER UPDATE OF status}. */
    public String firing() {
        return timing.name().replace('_', ' ') + " " + event
                + (updateOf.isEmpty() ? "" : " OF " + String.join(", ", updateOf));
    }
}
