package dev.rollproof.verifier.sql;

/**
 * The smallest piece of SQL that means something, as SQLite's tokenizer cuts it; white space and comments are none.
 *
 * @param kind what it is
 * @param text as it is written, with its quotes
 * @param offset where it begins, from 0, in UTF-16 code units
 */
public record SqlToken(Kind kind, String text, int offset) {
    /** What a token is. */
    public enum Kind {
        /** A keyword or a bare identifier: SQLite's grammar, not its tokenizer, tells them apart. */
        WORD,
        /** "x": an identifier, or a string where it names nothing. */
        DOUBLE_QUOTED,
        /** [x] or `x`: always an identifier. */
        QUOTED_NAME,
        /** 'x'. */
        STRING,
        /** x'0A', with an even number of hexadecimal digits. */
        BLOB,
        /** 12, 1.5e-3, .5, 0x1F, 1_000. */
        NUMBER,
        /** ?, ?1, :a, @a, $a, $a::b(c), #1. */
        VARIABLE,
        /** An operator or a punctuation mark. */
        SYMBOL,
        /** What SQL does not have, such as 1abc or x'0': SQLite says so when it prepares the statement. */
        ILLEGAL
    }

    /** True when this is the bare word {@code keyword}, in any letter case of ASCII, which is how SQLite compares. */
    public boolean is(String keyword) {
        if (kind != Kind.WORD || text.length() != keyword.length()) {
            return false;
        }
        for (int i = 0; i < keyword.length(); i++) {
            if (lowerCase(text.charAt(i)) != lowerCase(keyword.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The text without its quotes, doubled quotes undone; what has no quotes as it is. */
    public String name() {
        return switch (kind) {
            case STRING, DOUBLE_QUOTED, QUOTED_NAME -> {
                String quote = text.substring(text.length() - 1);
                yield text.substring(1, text.length() - 1).replace(quote + quote, quote);
            }
            case WORD, BLOB, NUMBER, VARIABLE, SYMBOL, ILLEGAL -> text;
        };
    }

    private static char lowerCase(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}
