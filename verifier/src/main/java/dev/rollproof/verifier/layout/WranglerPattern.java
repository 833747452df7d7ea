package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.InvalidInputException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * A {@code migrations_pattern}, relative to the migrations folder: what minimatch with {@code dot: false} makes of it, without
 * its {@code +(…)} forms. No wildcard stands for a name that begins with a dot.
 */
final class WranglerPattern {
    /** What Wrangler takes where the configuration says nothing. */
    static final String DEFAULT = "*.sql";
    /** What Drizzle Kit 1.x and Prisma write. */
    static final String FOLDERS = "*/migration.sql";

    private static final String ANY_DEPTH = "**";

    private final String text;
    private final List<List<Segment>> choices;

    private WranglerPattern(String text, List<List<Segment>> choices) {
        this.text = text;
        this.choices = choices;
    }

    private record Segment(String text, PathMatcher matcher) {
        boolean matches(String name) {
            boolean hidden = name.startsWith(".") && !text.startsWith(".");
            return !hidden && matcher.matches(Path.of(name));
        }
    }

    /**
     * Reads a pattern.
     *
     * @throws InvalidInputException when it is none, or of a kind that is not read
     */
    static WranglerPattern of(String text) {
        boolean extended = Stream.of("?(", "*(", "+(", "@(", "!(", "..").anyMatch(text::contains)
                || text.startsWith("!")
                || text.startsWith("#");
        if (extended) {
            throw new InvalidInputException(unreadable(text));
        }
        try {
            return new WranglerPattern(
                    text, expanded(text).stream().map(WranglerPattern::segments).toList());
        } catch (PatternSyntaxException e) {
            throw new InvalidInputException(unreadable(text), e);
        }
    }

    private static String unreadable(String text) {
        return "the migrations_pattern ends in \"%s\", which Rollproof does not read; it reads *, **, ?, [ab] and {one,other}"
                .formatted(text);
    }

    private static List<Segment> segments(String choice) {
        return Stream.of(choice.split("/", -1))
                .map(part -> new Segment(part, FileSystems.getDefault().getPathMatcher("glob:" + part)))
                .toList();
    }

    /** {@code a{b,c}d} is {@code abd} and {@code acd}; what has no comma stays. */
    private static List<String> expanded(String text) {
        int open = text.indexOf('{');
        Optional<List<Integer>> cuts = open < 0 ? Optional.empty() : cuts(text, open);
        if (cuts.isEmpty()) {
            return List.of(text);
        }
        List<String> all = new ArrayList<>();
        List<Integer> at = cuts.get();
        for (int i = 0; i + 1 < at.size(); i++) {
            String choice = text.substring(at.get(i) + 1, at.get(i + 1));
            all.addAll(expanded(text.substring(0, open) + choice + text.substring(at.get(at.size() - 1) + 1)));
        }
        return all;
    }

    /** Where a brace, its own commas and its end are; empty when it is not closed. */
    private static Optional<List<Integer>> cuts(String text, int open) {
        List<Integer> cuts = new ArrayList<>(List.of(open));
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 1 && c == ',') {
                cuts.add(i);
            } else if (depth == 0) {
                cuts.add(i);
                return Optional.of(cuts);
            }
        }
        return Optional.empty();
    }

    /** Whether it stands for a file, relative to the folder, with {@code /}. */
    boolean matches(String file) {
        return choices.stream().anyMatch(choice -> matches(choice, List.of(file.split("/", -1)), false));
    }

    /** Whether it may stand for a file somewhere below a folder. */
    boolean reaches(String folder) {
        return choices.stream().anyMatch(choice -> matches(choice, List.of(folder.split("/", -1)), true));
    }

    private static boolean matches(List<Segment> pattern, List<String> names, boolean asFolder) {
        if (names.isEmpty()) {
            return asFolder ? !pattern.isEmpty() : pattern.isEmpty();
        }
        if (pattern.isEmpty()) {
            return false;
        }
        Segment first = pattern.get(0);
        List<String> others = names.subList(1, names.size());
        List<Segment> rest = pattern.subList(1, pattern.size());
        if (!first.text().equals(ANY_DEPTH)) {
            return first.matches(names.get(0)) && matches(rest, others, asFolder);
        }
        boolean deeper = !names.get(0).startsWith(".") && matches(pattern, others, asFolder);
        boolean last = rest.isEmpty() && others.isEmpty() && !names.get(0).startsWith(".");
        return last || deeper || matches(rest, names, asFolder);
    }

    @Override
    public String toString() {
        return text;
    }
}
