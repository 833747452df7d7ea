package dev.rollproof.verifier.check;

import java.util.Locale;

/** How much a finding weighs: an error fails the verification, a warning does so only when asked, a note never. */
public enum Severity {
    ERROR,
    WARNING,
    NOTE;

    /** The word in reports and in {@code rollproof.json}: "error", "warning", "note". */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
