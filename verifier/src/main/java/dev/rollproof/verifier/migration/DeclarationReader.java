package dev.rollproof.verifier.migration;

import dev.rollproof.verifier.migration.Declaration.Ignore;
import dev.rollproof.verifier.migration.Declaration.Irreversible;
import dev.rollproof.verifier.migration.Declaration.Lossy;
import dev.rollproof.verifier.migration.Declaration.Malformed;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.sql.SqlComment;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads one comment, from left to right. Letter case counts in none of the words, and what people put between a word and
 * the reason, a colon or a dash, is no part of either.
 */
final class DeclarationReader {
    /** The word that makes a comment a declaration, in lower case. */
    static final String MARK = "rollproof";

    private static final List<String> KINDS = List.of("irreversible", "lossy", "ignore");
    private static final String BETWEEN = ":,;-\u2013\u2014";

    private final String file;
    private final Optional<SourcePosition> position;
    private final String text;
    private int at;

    private DeclarationReader(String file, SqlComment comment) {
        this.file = file;
        this.position = Optional.of(comment.position());
        this.text = comment.text();
    }

    /** What {@code comment} declares; empty when it is an ordinary comment. */
    static Optional<Declaration> read(String file, SqlComment comment) {
        return new DeclarationReader(file, comment).read();
    }

    private Optional<Declaration> read() {
        while (isBlank(peek()) || peek() == '-') {
            at++;
        }
        if (!word().equals(MARK)) {
            return Optional.empty();
        }
        skipBlanks();
        boolean colon = peek() == ':';
        at += colon ? 1 : 0;
        skipBlanks();
        String kind = word();
        if (!colon) {
            // Without it only the exact word: "rollproof ignores comments" is prose.
            return KINDS.contains(kind)
                    ? Optional.of(malformed("the colon after %s is missing".formatted(MARK)))
                    : Optional.empty();
        }
        return Optional.of(
                switch (kind) {
                    case "irreversible" -> new Irreversible(file, position, reason());
                    case "lossy" -> lossy();
                    case "ignore" -> ignore();
                    case "" -> malformed("it says neither irreversible, lossy nor ignore");
                    default ->
                        malformed("there is no \"%s\"; did you mean %s?".formatted(kind, NearestName.of(kind, KINDS)));
                });
    }

    private Declaration lossy() {
        skipBlanks();
        int start = at;
        Optional<String> table = name();
        Optional<String> column = Optional.empty();
        boolean readable = table.isPresent();
        if (readable && peek() == '.') {
            at++;
            column = name();
            readable = column.isPresent();
        }
        readable &= isBlank(peek()) || at == text.length() || BETWEEN.indexOf(peek()) >= 0;
        if (!readable) {
            return malformed(
                    start == text.length()
                            ? "lossy names no table"
                            : "lossy is followed by neither TABLE nor TABLE.COLUMN; names with other characters than"
                                    + " letters, digits and _ need their quotes");
        }
        String subject = text.substring(start, at);
        Optional<String> named = column;
        return reason().<Declaration>map(why -> new Lossy(file, position, table.get(), named, why))
                .orElseGet(() -> malformed("lossy %s gives no reason".formatted(subject)));
    }

    private Declaration ignore() {
        skipBlanks();
        int start = at;
        while (at < text.length() && !isBlank(peek()) && ":,;".indexOf(peek()) < 0) {
            at++;
        }
        String check = text.substring(start, at).toLowerCase(Locale.ROOT);
        if (check.isEmpty()) {
            return malformed("ignore names no check");
        }
        return reason().<Declaration>map(why -> new Ignore(file, position, check, why))
                .orElseGet(() -> malformed("ignore %s gives no reason".formatted(check)));
    }

    private Malformed malformed(String fault) {
        return new Malformed(file, position, fault);
    }

    /** The rest of the comment, if it says anything. */
    private Optional<String> reason() {
        while (isBlank(peek()) || (at < text.length() && BETWEEN.indexOf(peek()) >= 0)) {
            at++;
        }
        return Optional.of(text.substring(at).strip())
                .filter(rest -> rest.codePoints().anyMatch(Character::isLetterOrDigit));
    }

    /** A table's or a column's name, bare or in one of SQLite's quotes. */
    private Optional<String> name() {
        char open = peek();
        if (open != '"' && open != '`' && open != '[') {
            int start = at;
            while (isNamePart(peek())) {
                at++;
            }
            return Optional.of(text.substring(start, at)).filter(name -> !name.isEmpty());
        }
        char close = open == '[' ? ']' : open;
        StringBuilder name = new StringBuilder();
        for (at++; at < text.length(); at++) {
            if (peek() != close) {
                name.append(peek());
            } else if (open != '[' && at + 1 < text.length() && text.charAt(at + 1) == close) {
                name.append(close);
                at++;
            } else {
                at++;
                return Optional.of(name.toString());
            }
        }
        return Optional.empty();
    }

    private String word() {
        int start = at;
        while (Character.isLetter(peek())) {
            at++;
        }
        return text.substring(start, at).toLowerCase(Locale.ROOT);
    }

    private void skipBlanks() {
        while (isBlank(peek())) {
            at++;
        }
    }

    /** The character there, or NUL behind the end: the text itself holds none. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** As in a bare name of SQLite; blanks beyond ASCII would be letters to it, but not to a reader. */
    private static boolean isNamePart(char c) {
        return c == '_'
                || c == '$'
                || (c >= '\u0080' ? !isBlank(c) && BETWEEN.indexOf(c) < 0 : Character.isLetterOrDigit(c));
    }
}
