package dev.rollproof.verifier.sql;

import dev.rollproof.verifier.sql.SqlToken.Kind;
import java.util.function.IntConsumer;

/**
 * Walks over the significant tokens of a text by the rules of SQLite's {@code sqlite3GetToken()} (tokenize.c).
 *
 * <p>SQLite reads UTF-8 and takes every byte from 0x80 for a letter; here every UTF-16 code unit from U+0080 is one. The
 * byte order mark is white space where a token could begin and a letter within one, as in SQLite.
 */
final class Tokenizer {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int NONE = -1;

    private final String text;
    private final IntConsumer lineComments;
    private Kind kind = Kind.ILLEGAL;
    private int start;
    private int end;
    private int openComment = NONE;

    Tokenizer(String text) {
        this(text, at -> {});
    }

    /** Tells {@code lineComments} where each comment begins that {@code --} opens, on the way past it. */
    Tokenizer(String text, IntConsumer lineComments) {
        this.text = text;
        this.lineComments = lineComments;
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw error(
                    nul,
                    "a NUL character stands here, and SQLite reads no further: is this UTF-16, or no text at all?");
        }
    }

    /** Goes to the next token; false where there is none. */
    boolean advance() {
        start = skipSpaceAndComments(end);
        if (start == text.length()) {
            return false;
        }
        end = scan(text.charAt(start));
        return true;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** The current token, its offset counted from {@code origin}. */
    SqlToken token(int origin) {
        return new SqlToken(kind, text.substring(start, end), start - origin);
    }

    /** To be asked at the end of the text, which is where a comment that never ends leads to. */
    void refuseOpenComment() {
        if (openComment != NONE) {
            throw error(openComment, "the comment that begins here never ends: a closing */ is missing");
        }
    }

    private int skipSpaceAndComments(int from) {
        int at = from;
        while (true) {
            char c = peek(at);
            if (isSpace(c) && c != '\u000B') {
                // A vertical tab counts only after other white space.
                do {
                    at++;
                } while (isSpace(peek(at)));
            } else if (c == BYTE_ORDER_MARK) {
                at++;
            } else if (c == '-' && peek(at + 1) == '-') {
                lineComments.accept(at);
                int close = text.indexOf('\n', at);
                at = close < 0 ? text.length() : close;
            } else if (c == '/' && peek(at + 1) == '*') {
                int close = text.indexOf("*/", at + 2);
                openComment = close < 0 ? at : NONE;
                at = close < 0 ? text.length() : close + 2;
            } else {
                return at;
            }
        }
    }

    /** Sets the kind of the token that begins at {@code start} with {@code first}, and returns its end. */
    private int scan(char first) {
        char second = peek(start + 1);
        return switch (first) {
            case '(', ')', ';', '+', '*', '/', '%', ',', '&', '~' -> symbol(1);
            case '-' -> symbol(second != '>' ? 1 : peek(start + 2) == '>' ? 3 : 2);
            case '=' -> symbol(second == '=' ? 2 : 1);
            case '<' -> symbol(second == '=' || second == '>' || second == '<' ? 2 : 1);
            case '>' -> symbol(second == '=' || second == '>' ? 2 : 1);
            case '|' -> symbol(second == '|' ? 2 : 1);
            case '!' -> second == '=' ? symbol(2) : ended(Kind.ILLEGAL, start + 1);
            case '\'' -> quoted(Kind.STRING);
            case '"' -> quoted(Kind.DOUBLE_QUOTED);
            case '`' -> quoted(Kind.QUOTED_NAME);
            case '[' -> bracketed();
            case '.' -> isDigit(second) ? number() : symbol(1);
            case '?' -> ended(Kind.VARIABLE, skipDigits(start + 1));
            case '$', '@', ':', '#' -> variable();
            case 'x', 'X' -> second == '\'' ? blob() : ended(Kind.WORD, skipWord(start + 1));
            default -> isDigit(first) ? number() : wordOrIllegal(first);
        };
    }

    private int symbol(int length) {
        return ended(Kind.SYMBOL, start + length);
    }

    private int wordOrIllegal(char first) {
        return isWordPart(first) ? ended(Kind.WORD, skipWord(start + 1)) : ended(Kind.ILLEGAL, start + 1);
    }

    private int quoted(Kind quotedKind) {
        char quote = text.charAt(start);
        int close = text.indexOf(quote, start + 1);
        while (close >= 0 && peek(close + 1) == quote) {
            close = text.indexOf(quote, close + 2);
        }
        if (close < 0) {
            String what = quotedKind == Kind.STRING ? "string" : "name";
            throw error(
                    start,
                    "the %s that begins here never ends: a closing %s is missing, here or before (inside a %s it is doubled: %s%s)"
                            .formatted(what, quote, what, quote, quote));
        }
        return ended(quotedKind, close + 1);
    }

    private int bracketed() {
        int close = text.indexOf(']', start + 1);
        if (close < 0) {
            throw error(start, "the name that begins here never ends: a closing ] is missing");
        }
        return ended(Kind.QUOTED_NAME, close + 1);
    }

    private int blob() {
        int digits = start + 2;
        int at = digits;
        while (isHexDigit(peek(at))) {
            at++;
        }
        int close = text.indexOf('\'', at);
        if (close < 0) {
            throw error(start, "the blob that begins here never ends: a closing ' is missing");
        }
        return ended(close == at && (at - digits) % 2 == 0 ? Kind.BLOB : Kind.ILLEGAL, close + 1);
    }

    private int number() {
        int at = start;
        if (peek(at) == '0' && (peek(at + 1) == 'x' || peek(at + 1) == 'X') && isHexDigit(peek(at + 2))) {
            at += 2;
            while (isHexDigit(peek(at)) || peek(at) == '_') {
                at++;
            }
        } else {
            at = skipDigitsAndSeparators(at);
            if (peek(at) == '.') {
                at = skipDigitsAndSeparators(at + 1);
            }
            if (peek(at) == 'e' || peek(at) == 'E') {
                int exponent = peek(at + 1) == '+' || peek(at + 1) == '-' ? at + 2 : at + 1;
                at = isDigit(peek(exponent)) ? skipDigitsAndSeparators(exponent) : at;
            }
        }
        int wordEnd = skipWord(at);
        return ended(wordEnd == at ? Kind.NUMBER : Kind.ILLEGAL, wordEnd);
    }

    /** Reads a named variable; in Tcl's form {@code $a::b(c)} even a ';' may stand in the parentheses. */
    private int variable() {
        int at = start + 1;
        boolean named = false;
        while (true) {
            char c = peek(at);
            if (isWordPart(c)) {
                named = true;
                at++;
            } else if (c == ':' && peek(at + 1) == ':') {
                at += 2;
            } else if (c == '(' && named) {
                return variableIndex(at + 1);
            } else {
                return ended(named ? Kind.VARIABLE : Kind.ILLEGAL, at);
            }
        }
    }

    private int variableIndex(int from) {
        int at = from;
        while (at < text.length() && !isSpace(peek(at)) && peek(at) != ')') {
            at++;
        }
        return peek(at) == ')' ? ended(Kind.VARIABLE, at + 1) : ended(Kind.ILLEGAL, at);
    }

    private int ended(Kind ofKind, int at) {
        kind = ofKind;
        return at;
    }

    private int skipWord(int from) {
        int at = from;
        while (isWordPart(peek(at))) {
            at++;
        }
        return at;
    }

    private int skipDigits(int from) {
        int at = from;
        while (isDigit(peek(at))) {
            at++;
        }
        return at;
    }

    private int skipDigitsAndSeparators(int from) {
        int at = from;
        while (isDigit(peek(at)) || peek(at) == '_') {
            at++;
        }
        return at;
    }

    /** The character there, or NUL behind the end: the text itself holds none. */
    private char peek(int at) {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private SqlSyntaxException error(int offset, String message) {
        return new SqlSyntaxException(SourcePosition.of(text, offset), message);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHexDigit(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isWordPart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c == '$' || c >= '\u0080';
    }
}
