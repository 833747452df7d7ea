package dev.rollproof.verifier.d1;

/**
 * Why D1 does not run a statement.
 *
 * @param words D1's own message, without the result code and the offset that it ends in
 * @param remedy what to write instead, a sentence without its full stop
 */
record Refusal(String words, String remedy) {
    private static final String NOT_AUTHORIZED = "not authorized";

    /** What D1 says of most that it does not allow. */
    static Refusal notAuthorized(String remedy) {
        return new Refusal(NOT_AUTHORIZED, remedy);
    }

    String message() {
        return "Cloudflare D1 refuses this statement: \"" + words + "\". " + remedy;
    }
}
