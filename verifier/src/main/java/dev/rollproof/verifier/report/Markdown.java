package dev.rollproof.verifier.report;

import java.util.Locale;

/** Text that others wrote, put into GitHub's or GitLab's Markdown so that it shows and does nothing. */
final class Markdown {
    /** What the two give a meaning, when it stands in text. */
    private static final String SYNTAX = "\\`*_{}[]<>()#+-!|~^$=";
    /** What, before a word, names a person, an issue, a label, a picture, or begins an address. */
    private static final String REFERENCES = "@#!~%&$:^";
    /** Nothing, but no reference goes across it. */
    private static final String NOTHING = "<!-- -->";

    private static final int LEAST_FENCE = 3;

    private Markdown() {}

    /** Text in a paragraph, a list or the cell of a table; one line. */
    static String text(String text) {
        String printable = Printable.of(text).strip();
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < printable.length(); i++) {
            char c = printable.charAt(i);
            boolean beforeWord = i + 1 < printable.length() && !Character.isWhitespace(printable.charAt(i + 1));
            if (c == '&') {
                escaped.append("&amp;");
            } else if (c == '<') {
                escaped.append("&lt;");
            } else if (SYNTAX.indexOf(c) >= 0 && !isHarmless(printable, i)) {
                escaped.append('\\').append(c);
            } else {
                escaped.append(c);
            }
            if ((REFERENCES.indexOf(c) >= 0 && beforeWord) || isWorldWideWeb(printable, i)) {
                escaped.append(NOTHING);
            }
        }
        return escaped.toString();
    }

    /** A name in the same, as code. */
    static String code(String text) {
        String printable = Printable.of(text);
        if (printable.isBlank()) {
            return "";
        }
        String ticks = "`".repeat(longestRun(printable) + 1);
        String padding = printable.startsWith("`") || printable.endsWith("`") ? " " : "";
        return ticks + padding + printable + padding + ticks;
    }

    /** A name in the cell of a table, where a bar ends even code. */
    static String cell(String text) {
        return text.contains("|") ? text(text) : code(text);
    }

    /** Text in raw HTML, such as a summary. */
    static String html(String text) {
        StringBuilder escaped = new StringBuilder();
        String printable = Printable.of(text);
        for (int i = 0; i < printable.length(); i++) {
            char c = printable.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.append(c);
            }
            if (REFERENCES.indexOf(c) >= 0) {
                escaped.append(NOTHING);
            }
        }
        return escaped.toString();
    }

    /** A script as a block of its own, with a fence that nothing in it ends. */
    static String block(String language, String script) {
        String fence = "`".repeat(Math.max(LEAST_FENCE, longestRun(script) + 1));
        StringBuilder block = new StringBuilder(fence + language + "\n");
        script.lines().forEach(line -> block.append(Printable.of(line)).append('\n'));
        return block.append(fence).append('\n').toString();
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /** A hyphen, a bracket or a plus within a line says nothing, and without backslashes it reads well in a mail. */
    private static boolean isHarmless(String text, int i) {
        return i > 0 && "()+-=".indexOf(text.charAt(i)) >= 0 && text.charAt(i - 1) != ']';
    }

    private static boolean isWorldWideWeb(String text, int i) {
        return text.charAt(i) == '.'
                && i >= 3
                && text.substring(i - 3, i).toLowerCase(Locale.ROOT).equals("www");
    }
}
