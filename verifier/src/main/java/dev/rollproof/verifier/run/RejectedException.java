package dev.rollproof.verifier.run;

/** A script, or what it left, is not accepted. The message says why, in the user's words. */
public final class RejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** One with this reason. */
    public RejectedException(String why) {
        super(why);
    }
}
