package dev.rollproof.verifier.cli;

import java.util.List;
import java.util.stream.Collectors;

/** A command that can be copied into a shell. */
final class ShellWords {
    private static final String PLAIN = "_-./=:@%+,";

    private ShellWords() {}

    static String of(List<String> words) {
        return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        boolean plain =
                !word.isEmpty() && word.chars().allMatch(c -> Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
