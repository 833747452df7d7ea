package dev.rollproof.verifier.cli;

/** What the process ends with. */
final class ExitCode {
    /** Everything asked for holds. */
    static final int HOLDS = 0;
    /** At least one error, a difference, or a rollback that could not be proven. */
    static final int ERRORS = 1;
    /** It could not be looked at. */
    static final int UNUSABLE = 2;
    /** A defect of Rollproof itself. */
    static final int DEFECT = 3;

    private ExitCode() {}
}
