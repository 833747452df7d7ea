package dev.rollproof.verifier.report;

import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.verdict.MigrationReport;

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

    String verdict(MigrationReport migration, String text) {
        return paint(colour(Mark.of(migration)), text);
    }

    /** A mark that can be read without colour. */
    String mark(Mark mark, boolean symbols) {
        return paint(colour(mark), mark.sign(symbols));
    }

    /** SQL that should be there. */
    String gone(String text) {
        return text.isBlank() ? text : paint(RED, text);
    }

    /** SQL that is there. */
    String come(String text) {
        return text.isBlank() ? text : paint(GREEN, text);
    }

    String severity(Severity severity) {
        String colour = switch (severity) {
            case ERROR -> RED;
            case WARNING -> YELLOW;
            case NOTE -> FAINT;
        };
        return paint(colour, severity.id());
    }

    private static String colour(Mark mark) {
        return switch (mark) {
            case GOOD -> GREEN;
            case WARNED -> YELLOW;
            case MISSING -> YELLOW;
            case PASSED_OVER -> FAINT;
            case BAD -> RED;
        };
    }
}
