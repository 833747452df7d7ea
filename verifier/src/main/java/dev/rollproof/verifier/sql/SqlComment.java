package dev.rollproof.verifier.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * A comment that {@code --} opens and the end of the line closes.
 *
 * @param text what stands between the two, with its blanks
 * @param position of the {@code --}
 */
public record SqlComment(String text, SourcePosition position) {
    /**
     * The comments of {@code sql} in their order, where SQLite sees comments: a {@code --} in a string, in a quoted name or
     * between {@code /*} and its end opens none.
     *
     * @throws SqlSyntaxException for a string or quoted name that never ends, or a NUL
     */
    public static List<SqlComment> read(String sql) {
        List<Integer> starts = new ArrayList<>();
        Tokenizer tokenizer = new Tokenizer(sql, starts::add);
        while (tokenizer.advance()) {
            // Only what lies between the tokens counts here.
        }
        List<SqlComment> comments = new ArrayList<>();
        SourcePosition position = new SourcePosition(1, 1);
        int last = 0;
        for (int start : starts) {
            position = position.moved(sql, last, start);
            last = start;
            int close = sql.indexOf('\n', start);
            int end = close < 0 ? sql.length() : close;
            if (end > start + 2 && sql.charAt(end - 1) == '\r') {
                end--;
            }
            comments.add(new SqlComment(sql.substring(start + 2, end), position));
        }
        return List.copyOf(comments);
    }
}
