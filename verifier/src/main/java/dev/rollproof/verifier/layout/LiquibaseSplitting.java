package dev.rollproof.verifier.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * How Liquibase cuts a script into what it sends to SQLite: its StringUtil.processMultiLineSQL, token by token.
 *
 * @param split whether it cuts at all
 * @param endDelimiter what ends a statement; empty: a {@code ;}, or a {@code GO} or {@code /} that begins a line
 * @param stripComments whether comments are taken out, with nothing in their place
 * @param unsplit where it does not cut, why
 */
record LiquibaseSplitting(boolean split, Optional<String> endDelimiter, boolean stripComments, Unsplit unsplit) {
    private static final List<String> NO_BLOCK_AFTER_BEGIN =
            List.of("transaction", "trans", "tran", "dialog", "conversation", "distributed");
    private static final List<String> NO_BLOCK_BEFORE_END = List.of("transaction", "trans", "tran");

    /** What Liquibase does where nothing is said, as in a rollback. */
    static final LiquibaseSplitting PLAIN = new LiquibaseSplitting(true, Optional.empty(), false, new Unsplit("", ""));

    /**
     * Why a script is not cut.
     *
     * @param why as the beginning of a sentence
     * @param remedy as a sentence
     */
    record Unsplit(String why, String remedy) {}

    /**
     * One statement as Liquibase sends it.
     *
     * @param start where its first token begins in the text
     * @param end behind its last token
     * @param sent the text that is sent
     * @param delimited behind the delimiter that ends it; its {@code end} where the text ends first
     */
    record Piece(int start, int end, String sent, int delimited) {}

    List<Piece> pieces(String text) {
        List<LiquibaseToken> tokens = merged(text);
        List<Piece> pieces = new ArrayList<>();
        List<LiquibaseToken> current = new ArrayList<>();
        int depth = 0;
        @Nullable String previous = null;
        for (int i = 0; i < tokens.size(); i++) {
            LiquibaseToken token = tokens.get(i);
            String piece = token.in(text);
            depth += depthChange(piece, depth, tokens, i, text);
            if (depth == 0 && split && isDelimiter(piece, previous)) {
                piece(current, text, token.end()).ifPresent(pieces::add);
                current.clear();
            } else {
                current.add(token);
            }
            previous = piece;
        }
        piece(current, text, text.length()).ifPresent(pieces::add);
        return pieces;
    }

    private static Optional<Piece> piece(List<LiquibaseToken> tokens, String text, int delimited) {
        List<LiquibaseToken> solid = tokens.stream()
                .filter(token -> token.kind() != LiquibaseToken.Kind.SPACE)
                .toList();
        if (solid.isEmpty()) {
            return Optional.empty();
        }
        LiquibaseToken last = solid.get(solid.size() - 1);
        StringBuilder sent = new StringBuilder();
        tokens.forEach(token -> sent.append(token.in(text)));
        return Optional.of(
                new Piece(solid.get(0).start(), last.end(), sent.toString().strip(), delimited));
    }

    /** BEGIN opens a block and END closes it; nothing else counts, so the END of a CASE closes one too. */
    private static int depthChange(String piece, int depth, List<LiquibaseToken> tokens, int at, String text) {
        if (piece.equalsIgnoreCase("BEGIN")) {
            return NO_BLOCK_AFTER_BEGIN.contains(next(tokens, at, text)) ? 0 : 1;
        }
        boolean closes = piece.equalsIgnoreCase("END") && depth > 0;
        return closes && !NO_BLOCK_BEFORE_END.contains(next(tokens, at, text)) ? -1 : 0;
    }

    private static String next(List<LiquibaseToken> tokens, int at, String text) {
        return tokens.stream()
                .skip(at + 1L)
                .filter(token -> token.kind() != LiquibaseToken.Kind.SPACE)
                .findFirst()
                .map(token -> token.in(text).toLowerCase(Locale.ROOT))
                .orElse("");
    }

    /** The tokens that Liquibase looks at, with those of a longer delimiter as one. */
    private List<LiquibaseToken> merged(String text) {
        List<LiquibaseToken> tokens = LiquibaseToken.of(text).stream()
                .filter(token -> !(stripComments && token.kind() == LiquibaseToken.Kind.COMMENT))
                .toList();
        if (endDelimiter.isEmpty()) {
            return tokens;
        }
        String delimiter = endDelimiter.get();
        List<LiquibaseToken> merged = new ArrayList<>();
        List<LiquibaseToken> waiting = new ArrayList<>();
        for (LiquibaseToken token : tokens) {
            waiting.add(token);
            StringBuilder together = new StringBuilder();
            waiting.forEach(part -> together.append(part.in(text)));
            if (delimiter.contentEquals(together) && waiting.size() > 1) {
                merged.add(new LiquibaseToken(
                        LiquibaseToken.Kind.OTHER, waiting.get(0).start(), token.end()));
                waiting.clear();
            } else if (!delimiter.startsWith(together.toString()) || delimiter.contentEquals(together)) {
                merged.addAll(waiting);
                waiting.clear();
            }
        }
        merged.addAll(waiting);
        return merged;
    }

    private boolean isDelimiter(String piece, @Nullable String previous) {
        boolean atLineStart = previous == null || previous.endsWith("\n");
        if (endDelimiter.isEmpty()) {
            return piece.equals(";") || (atLineStart && (piece.equalsIgnoreCase("go") || piece.equals("/")));
        }
        String delimiter = endDelimiter.get();
        if (delimiter.length() == 1) {
            return piece.equals(delimiter) && (!delimiter.equals("/") || atLineStart);
        }
        return piece.equalsIgnoreCase(delimiter) || matches(previous + piece, delimiter);
    }

    /** Liquibase takes a longer delimiter for a regular expression: {@code \nGO} is a line break and GO. */
    private static boolean matches(String text, String delimiter) {
        Locale root = Locale.ROOT;
        try {
            return Pattern.matches("[\\s\n\r]*" + delimiter.toLowerCase(root), text.toLowerCase(root));
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
