package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange;
import java.util.List;

/**
 * What a check reports.
 *
 * @param check the check's id
 * @param message what happened, in the user's own names; one line
 * @param help why it matters and what to do; one line
 * @param changes the differences behind it, in the order of the diff; empty where it is not about a difference
 */
public record Finding(
        String check, Severity severity, Location location, String message, String help, List<SchemaChange> changes) {
    public Finding {
        changes = List.copyOf(changes);
    }

    Finding with(Severity other) {
        return new Finding(check, other, location, message, help, changes);
    }
}
