package dev.rollproof.verifier.layout;

/** Parts of a file's text, with spaces in place of the rest, so that every line and column stays where it is in the file. */
final class TextPart {
    private TextPart() {}

    /** The text with only what stands from one offset to another. */
    static String keeping(String text, int from, int to) {
        return blanking(blanking(text, 0, from), to, text.length());
    }

    /** The text without what stands from one offset to another. */
    static String blanking(String text, int from, int to) {
        StringBuilder blank = new StringBuilder(text);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c != '\n' && c != '\r') {
                blank.setCharAt(i, ' ');
            }
        }
        return blank.toString();
    }
}
