package dev.rollproof.verifier.synthetic;

import java.util.ArrayList;
import java.util.List;

/** Text that fits a GLOB pattern. */
final class Globs {
    private static final String PRINTABLE = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_-.";

    private Globs() {}

    /** The pattern with {@code gap} for each {@code *}, and for each class one of its letters, for each row other ones. */
    static String concrete(String pattern, String gap, long row) {
        StringBuilder text = new StringBuilder();
        long rest = row;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            int end = c == '[' ? pattern.indexOf(']', i + 2) : -1;
            if (c == '*') {
                text.append(gap);
            } else if (c == '?') {
                text.append((char) ('a' + rest % 26));
                rest /= 26;
            } else if (end > 0) {
                String letters = letters(pattern.substring(i + 1, end));
                text.append(letters.charAt((int) (rest % letters.length())));
                rest /= letters.length();
                i = end;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** The letters of each class; of {@code [^…]}, which mostly stands in a NOT GLOB, those after the {@code ^} too. */
    static List<String> alphabets(String pattern) {
        List<String> alphabets = new ArrayList<>();
        for (int start = pattern.indexOf('['); start >= 0; start = pattern.indexOf('[', start + 1)) {
            int end = pattern.indexOf(']', start + 2);
            if (end > 0) {
                String inside = pattern.substring(start + 1, end);
                alphabets.add(letters(inside));
                if (inside.startsWith("^")) {
                    alphabets.add(letters(inside.substring(1)));
                }
            }
        }
        return alphabets;
    }

    private static String letters(String inside) {
        StringBuilder letters = new StringBuilder();
        String members = inside.startsWith("^") ? inside.substring(1) : inside;
        for (int i = 0; i < members.length(); i++) {
            if (i + 2 < members.length() && members.charAt(i + 1) == '-') {
                for (char c = members.charAt(i); c <= members.charAt(i + 2) && letters.length() < 200; c++) {
                    letters.append(c);
                }
                i += 2;
            } else {
                letters.append(members.charAt(i));
            }
        }
        if (inside.startsWith("^")) {
            String excluded = letters.toString();
            letters.setLength(0);
            PRINTABLE.chars().filter(c -> excluded.indexOf(c) < 0).forEach(c -> letters.append((char) c));
        }
        return letters.length() == 0 ? "a" : letters.toString();
    }
}
