package dev.rollproof.verifier.report;

import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.verdict.LintedMigration;
import dev.rollproof.verifier.verdict.MigrationReport;
import dev.rollproof.verifier.verdict.MigrationVerdict;

/** How it stands with one migration, at a glance. */
enum Mark {
    /** Nothing is against it. */
    GOOD("✓", "ok"),
    /** It holds, and there is something to look at. */
    WARNED("!", "!"),
    /** An error. */
    BAD("✗", "FAIL"),
    /** There is no rollback. */
    MISSING("-", "-"),
    /** Nothing was to be proven, or it was not reached. */
    PASSED_OVER("-", "-");

    private static final int WORD_WIDTH = 4;

    private final String sign;
    private final String word;

    Mark(String sign, String word) {
        this.sign = sign;
        this.word = word;
    }

    /** One column wide, or a word of four. */
    String sign(boolean symbols) {
        return symbols ? sign : word + " ".repeat(WORD_WIDTH - word.length());
    }

    static Mark of(MigrationReport migration) {
        return migration instanceof MigrationVerdict verdict
                ? ofVerdict(verdict)
                : ofFindings((LintedMigration) migration);
    }

    private static Mark ofVerdict(MigrationVerdict verdict) {
        return switch (verdict.verdict()) {
            case RESTORED -> isWarned(verdict) ? WARNED : GOOD;
            case IRREVERSIBLE -> verdict.holds(Severity.ERROR) ? BAD : PASSED_OVER;
            case UNVERIFIED -> PASSED_OVER;
            case MISSING -> MISSING;
            case BROKEN, FAILED -> BAD;
        };
    }

    private static boolean isWarned(MigrationVerdict verdict) {
        return verdict.holds(Severity.ERROR) || verdict.holds(Severity.WARNING) || verdict.excusesError();
    }

    private static Mark ofFindings(LintedMigration migration) {
        if (migration.holds(Severity.ERROR)) {
            return BAD;
        }
        if (migration.holds(Severity.WARNING)) {
            return WARNED;
        }
        return migration.up().isPresent() ? GOOD : PASSED_OVER;
    }
}
