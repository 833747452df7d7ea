package dev.rollproof.verifier.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * What Liquibase's own tokenizer (its SimpleSqlGrammar) sees where it splits a script. It differs from SQLite's: a backslash
 * hides the quote after it, and a dotted name is one word.
 *
 * @param start the offset in the text
 * @param end the offset behind it
 */
record LiquibaseToken(Kind kind, int start, int end) {
    enum Kind {
        SPACE,
        COMMENT,
        OTHER
    }

    /** Every character of the text belongs to one of them. */
    static List<LiquibaseToken> of(String text) {
        List<LiquibaseToken> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            LiquibaseToken token = at(text, at);
            tokens.add(token);
            at = token.end;
        }
        return tokens;
    }

    String in(String text) {
        return text.substring(start, end);
    }

    private static LiquibaseToken at(String text, int start) {
        char c = text.charAt(start);
        if (isSpace(c)) {
            int end = start;
            while (end < text.length() && isSpace(text.charAt(end))) {
                end++;
            }
            return new LiquibaseToken(Kind.SPACE, start, end);
        }
        int comment = comment(text, start);
        return comment > start
                ? new LiquibaseToken(Kind.COMMENT, start, comment)
                : new LiquibaseToken(Kind.OTHER, start, other(text, start));
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    /** Where a comment ends that begins here; {@code start} where none does. */
    private static int comment(String text, int start) {
        if (text.startsWith("--", start)) {
            int end = start;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            return end;
        }
        int close = text.startsWith("/*", start) ? text.indexOf("*/", start + 2) : -1;
        return close < 0 ? start : close + 2;
    }

    private static int other(String text, int start) {
        int end = part(text, start);
        while (text.charAt(start) != '\'' && end > start && end + 1 < text.length() && text.charAt(end) == '.') {
            int next = text.charAt(end + 1) == '\'' ? end + 1 : part(text, end + 1);
            if (next == end + 1) {
                break;
            }
            end = next;
        }
        return end > start ? end : digits(text, start);
    }

    /** Where a word or a quoted text ends that begins here; {@code start} where neither does. */
    private static int part(String text, int start) {
        char c = text.charAt(start);
        if (c == '\'' || c == '"') {
            return quoted(text, start, c);
        }
        if (c == '`' || c == '[') {
            return bracketed(text, start, c == '`' ? '`' : ']');
        }
        int end = start;
        while (end < text.length() && (isLetter(text.charAt(end)) || (end > start && isDigit(text.charAt(end))))) {
            end++;
        }
        return end;
    }

    private static int bracketed(String text, int start, char close) {
        char open = text.charAt(start);
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == close) {
                return i + 1;
            }
            if (c == open || c == '\n' || c == '\r') {
                return start;
            }
        }
        return start;
    }

    /** Where a quote is doubled and the text then never ends, the first of the two ended it. */
    private static int quoted(String text, int start, char quote) {
        int fallback = start;
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote) {
                if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                    fallback = i + 1;
                    i++;
                } else {
                    return i + 1;
                }
            }
        }
        return fallback;
    }

    /** Digits, or one character that is nothing else. */
    private static int digits(String text, int start) {
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return Math.max(end, start + 1);
    }

    private static boolean isLetter(char c) {
        return Character.isLetter(c) || c == '_' || c == '$' || c == '#' || c == '@';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
