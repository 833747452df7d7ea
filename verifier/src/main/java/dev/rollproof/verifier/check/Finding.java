package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange;
import java.util.List;
import java.util.Optional;

/**
 * What a check reports.
 *
 * @param check the check's id
 * @param message what happened, in the user's own names; one line
 * @param help why it matters and what to do; one line
 * @param changes the differences behind it, in the order of the diff; empty where it is not about a difference
 * @param subject the table or column whose rows it is about; empty where it is about none
 */
public record Finding(
        String check,
        Severity severity,
        Location location,
        String message,
        String help,
        List<SchemaChange> changes,
        Optional<Subject> subject) {
    public Finding {
        changes = List.copyOf(changes);
    }

    Finding with(Severity other) {
        return new Finding(check, other, location, message, help, changes, subject);
    }

    /** This finding, about the rows of {@code table}. */
    Finding about(String table) {
        return about(new Subject(table, Optional.empty()));
    }

    /** This finding, about the values of one column. */
    Finding about(String table, String column) {
        return about(new Subject(table, Optional.of(column)));
    }

    private Finding about(Subject of) {
        return new Finding(check, severity, location, message, help, changes, Optional.of(of));
    }
}
