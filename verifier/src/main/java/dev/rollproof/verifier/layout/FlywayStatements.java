package dev.rollproof.verifier.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Cuts a text where Flyway does (Parser, SQLiteParser): at each ';' outside of parentheses and of blocks. A block begins at the
 * word BEGIN or CASE and ends at END, wherever those stand outside of parentheses and quotes, and square brackets are no
 * quotes to it.
 */
final class FlywayStatements {
    /** From the eleventh word on Flyway does not ask any more whether a statement may be in a transaction. */
    private static final int MOST_WORDS = 10;

    private final String text;
    private final List<Statement> statements = new ArrayList<>();
    private int at;
    private int parentheses;
    private int blocks;
    private int blockStart;
    private int start = -1;
    private final List<String> words = new ArrayList<>();

    private FlywayStatements(String text) {
        this.text = text;
    }

    /**
     * One of Flyway's statements.
     *
     * @param start where its first character stands that is neither blank nor comment
     * @param end behind its ';', or the text's end
     * @param transactional whether Flyway runs it in a transaction: not {@code PRAGMA foreign_keys}
     */
    record Statement(int start, int end, boolean transactional) {}

    /**
     * What Flyway makes of a text.
     *
     * @param statements up to where it stops
     * @param stop why it parses no further, if so
     */
    record Parsed(List<Statement> statements, Optional<Stop> stop) {}

    /**
     * Where Flyway's parser gives up.
     *
     * @param at the word that it cannot place; for a block that never ends, the word that began it
     */
    record Stop(int at, Kind kind) {
        /** What it misses. */
        enum Kind {
            BLOCK_WITHOUT_END,
            END_WITHOUT_BLOCK,
            OPEN_PARENTHESIS
        }
    }

    static Parsed of(String text) {
        return new FlywayStatements(text).parse();
    }

    private Parsed parse() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (startsComment()) {
                skipComment();
            } else if (Character.isWhitespace(c) || c == '\u00A0' || c == '\uFEFF') {
                at++;
            } else if (c == ';') {
                at++;
                if (start >= 0 && parentheses == 0 && blocks == 0) {
                    endStatement();
                }
            } else {
                start = start < 0 ? at : start;
                Optional<Stop> stop = token(c);
                if (stop.isPresent()) {
                    return new Parsed(List.copyOf(statements), stop);
                }
            }
        }
        return atTheEnd();
    }

    private Parsed atTheEnd() {
        Optional<Stop> stop = Optional.empty();
        if (start >= 0) {
            if (blocks > 0) {
                stop = Optional.of(new Stop(blockStart, Stop.Kind.BLOCK_WITHOUT_END));
            } else if (parentheses > 0) {
                stop = Optional.of(new Stop(start, Stop.Kind.OPEN_PARENTHESIS));
            } else {
                endStatement();
            }
        }
        return new Parsed(List.copyOf(statements), stop);
    }

    private void endStatement() {
        boolean pragma = words.size() >= 2
                && words.get(0).equals("PRAGMA")
                && words.get(1).equals("FOREIGN_KEYS");
        statements.add(new Statement(start, at, !pragma));
        start = -1;
        words.clear();
    }

    private Optional<Stop> token(char c) {
        if (c == '(' || c == ')') {
            parentheses += c == '(' ? 1 : -1;
            at++;
        } else if (c == '\'') {
            skipQuoted('\'', false);
        } else if (c == '"' || c == '`') {
            skipQuoted(c, false);
            skipFurtherParts(c);
        } else if ("BEX".indexOf(c) >= 0 && text.startsWith("'", at + 1)) {
            at++;
            skipQuoted('\'', true);
        } else if (c == '_' || Character.isLetter(c)) {
            return word();
        } else {
            at++;
        }
        return Optional.empty();
    }

    private Optional<Stop> word() {
        int from = at;
        skipWord();
        boolean qualified = skipFurtherParts('"');
        String word = text.substring(from, at);
        if (qualified || parentheses != 0 || !isKeyword(word)) {
            return Optional.empty();
        }
        String keyword = word.toUpperCase(Locale.ENGLISH);
        if (words.size() < MOST_WORDS) {
            words.add(keyword);
        }
        switch (keyword) {
            case "BEGIN", "CASE" -> {
                blockStart = blocks == 0 ? from : blockStart;
                blocks++;
            }
            case "END" -> {
                if (blocks == 0) {
                    return Optional.of(new Stop(from, Stop.Kind.END_WITHOUT_BLOCK));
                }
                blocks--;
            }
            default -> {}
        }
        return Optional.empty();
    }

    private static boolean isKeyword(String word) {
        return word.chars().allMatch(c -> c == '_' || Character.isLetter(c));
    }

    private void skipWord() {
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isWordPart(char c) {
        return c == '_' || c == '$' || Character.isLetterOrDigit(c);
    }

    /** The parts of a name behind dots: no keyword stands there. */
    private boolean skipFurtherParts(char quote) {
        boolean found = false;
        for (int part = 0; part < 2 && text.startsWith(".", at); part++) {
            found = true;
            at++;
            if (at < text.length() && text.charAt(at) == quote) {
                skipQuoted(quote, false);
            } else {
                skipWord();
            }
        }
        return found;
    }

    private void skipQuoted(char quote, boolean backslashes) {
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (backslashes && c == '\\') {
                at = Math.min(at + 1, text.length());
            } else if (c == quote) {
                if (at >= text.length() || text.charAt(at) != quote) {
                    return;
                }
                at++;
            }
        }
    }

    private boolean startsComment() {
        return text.startsWith("--", at) || text.startsWith("/*", at);
    }

    private void skipComment() {
        if (text.startsWith("--", at)) {
            while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                at++;
            }
            return;
        }
        // To Flyway a comment may hold others.
        int depth = 0;
        do {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < text.length());
    }
}
