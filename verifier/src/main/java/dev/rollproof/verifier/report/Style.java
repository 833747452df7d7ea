package dev.rollproof.verifier.report;

import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.verdict.MigrationVerdict;

/** Colours on a terminal, and the same words without them. */
enum Style {
    PLAIN {
        @Override
        String paint(String code, String text) {
            return text;
        }
    },
    COLOURED {
        @Override
        String paint(String code, String text) {
            return "\u001b[" + code + "m" + text + "\u001b[0m";
        }
    };

    private static final String BOLD = "1";
    private static final String FAINT = "2";
    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";

    abstract String paint(String code, String text);

    String strong(String text) {
        return paint(BOLD, text);
    }

    String faint(String text) {
        return text.isEmpty() ? text : paint(FAINT, text);
    }

    String verdict(boolean passed, String text) {
        return paint(BOLD + ";" + (passed ? GREEN : RED), text);
    }

    String verdict(MigrationVerdict verdict, String text) {
        return paint(colour(verdict), text);
    }

    /** One column that can be read without colour. */
    String mark(MigrationVerdict verdict) {
        String mark = switch (verdict.verdict()) {
            case RESTORED -> warned(verdict) ? "!" : "✓";
            case IRREVERSIBLE -> verdict.holds(Severity.ERROR) ? "✗" : "-";
            case UNVERIFIED, MISSING -> "-";
            case BROKEN, FAILED -> "✗";
        };
        return paint(colour(verdict), mark);
    }

    String severity(Severity severity) {
        String colour = switch (severity) {
            case ERROR -> RED;
            case WARNING -> YELLOW;
            case NOTE -> FAINT;
        };
        return paint(colour, severity.id());
    }

    private static String colour(MigrationVerdict verdict) {
        return switch (verdict.verdict()) {
            case RESTORED -> warned(verdict) ? YELLOW : GREEN;
            case IRREVERSIBLE -> verdict.holds(Severity.ERROR) ? RED : FAINT;
            case UNVERIFIED -> FAINT;
            case MISSING -> YELLOW;
            case BROKEN, FAILED -> RED;
        };
    }

    private static boolean warned(MigrationVerdict verdict) {
        return verdict.holds(Severity.ERROR) || verdict.holds(Severity.WARNING) || verdict.excusesError();
    }
}
