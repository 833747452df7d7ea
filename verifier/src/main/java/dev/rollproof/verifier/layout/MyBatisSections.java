package dev.rollproof.verifier.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A migration's file by lines, as MyBatis Migrations reads it (MigrationReader).
 *
 * @param lines in order, with all of the text in them
 * @param undoLine the index of the first line that is the undo's tag; -1 where there is none
 */
record MyBatisSections(List<Line> lines, int undoLine) {
    private static final Pattern UNDO = Pattern.compile("[ \\t]*(--|//)[ \\t]*//[ \\t]*@UNDO.*");

    /**
     * A line of the text.
     *
     * @param start its offset
     * @param text without its line end
     */
    record Line(int start, String text) {
        int end() {
            return start + text.length();
        }
    }

    static MyBatisSections of(String text) {
        List<Line> lines = new ArrayList<>();
        int undo = -1;
        int start = 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            Line line = new Line(start, text.substring(start, end));
            if (undo < 0
                    && line.text().contains("@UNDO")
                    && UNDO.matcher(line.text()).matches()) {
                undo = lines.size();
            }
            lines.add(line);
            start = text.startsWith("\r\n", end) ? end + 2 : end + 1;
        }
        return new MyBatisSections(List.copyOf(lines), undo);
    }
}
