package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.sql.SourcePosition;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The two blocks of a dbmate file, each with the line that begins it. The directives and the errors are those of
 * pkg/dbmate/migration.go, 2.36.
 *
 * @param down empty where the file has no such block, which dbmate refuses in either direction
 */
record DbmateBlocks(MigrationScript up, Optional<MigrationScript> down) {
    // Go's \s, and its $ in lines, which knows no line end but LF.
    private static final String SPACE = "[\\t\\n\\f\\r ]";
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern UP = directive("up");
    private static final Pattern DOWN = directive("down");

    private static Pattern directive(String direction) {
        return Pattern.compile(
                "^--%1$s*migrate:%2$s(%1$s*$|%1$s+[^\\t\\n\\f\\r ]+)".formatted(SPACE, direction),
                Pattern.MULTILINE | Pattern.UNIX_LINES);
    }

    /** Whether dbmate takes the line for the beginning of a block. */
    static boolean isDirective(String line) {
        return UP.matcher(line).find() || DOWN.matcher(line).find();
    }

    static DbmateBlocks of(MigrationScript file) {
        String text = file.text();
        List<Integer> ups = offsets(UP, text);
        // Above the first up block a down directive is a comment like any other.
        List<Integer> downs = offsets(DOWN, text).stream()
                .filter(down -> !ups.isEmpty() && down > ups.get(0))
                .toList();
        Optional<MigrationScript> refused = refused(file, ups, downs);
        if (refused.isPresent()) {
            return new DbmateBlocks(refused.get().in(ScriptTransaction.ALWAYS), Optional.empty());
        }
        int down = downs.get(0);
        return new DbmateBlocks(
                file.withText(TextPart.keeping(text, 0, down)).in(transaction(text.substring(ups.get(0), down))),
                Optional.of(file.withText(TextPart.keeping(text, down, text.length()))
                        .in(transaction(text.substring(down)))));
    }

    private static List<Integer> offsets(Pattern directive, String text) {
        return directive.matcher(text).results().map(MatchResult::start).toList();
    }

    private static Optional<MigrationScript> refused(MigrationScript file, List<Integer> ups, List<Integer> downs) {
        String text = file.text();
        if (ups.isEmpty()) {
            return refused(
                    file,
                    0,
                    "dbmate finds no line that begins with \"-- migrate:up\"",
                    text.startsWith(BYTE_ORDER_MARK)
                            ? "A byte order mark stands before the first line: save the file without one."
                            : "Write it above the first statement, in lower case and with nothing before it on its line.");
        }
        Optional<Integer> before = statementBefore(text.substring(0, ups.get(0)));
        if (before.isPresent()) {
            return refused(
                    file,
                    before.get(),
                    "dbmate allows only blank lines and -- comments above \"-- migrate:up\"",
                    text.startsWith(BYTE_ORDER_MARK)
                            ? "A byte order mark stands before it: save the file without one."
                            : "Write the directive above this line.");
        }
        return refusedPairs(file, ups, downs);
    }

    private static Optional<MigrationScript> refusedPairs(
            MigrationScript file, List<Integer> ups, List<Integer> downs) {
        if (downs.isEmpty()) {
            return refused(
                    file,
                    ups.get(0),
                    "dbmate applies no file without a line that begins with \"-- migrate:down\" below \"-- migrate:up\"",
                    "Write it at the end, with the rollback below it.");
        }
        if (downs.size() > 1 && (ups.size() == 1 || downs.get(1) < ups.get(1))) {
            return refused(file, downs.get(1), "dbmate allows one \"-- migrate:down\" in a file", "Join the blocks.");
        }
        return ups.size() == 1
                ? Optional.empty()
                : refused(
                        file,
                        ups.get(1),
                        "dbmate applies the block above, then this one, and fails as it records the version a second time",
                        "Put each pair of blocks into a file of its own.");
    }

    private static Optional<MigrationScript> refused(MigrationScript file, int offset, String message, String help) {
        return Optional.of(file.refused(SourcePosition.of(file.text(), offset), message, help));
    }

    /** The offset of the first line that is neither blank nor a comment. */
    private static Optional<Integer> statementBefore(String text) {
        int offset = 0;
        for (String line : text.split("\n", -1)) {
            if (!line.matches(SPACE + "*(--.*)?\\r?")) {
                return Optional.of(offset);
            }
            offset += line.length() + 1;
        }
        return Optional.empty();
    }

    /** Only {@code transaction:false} on the directive's own line means anything. */
    private static ScriptTransaction transaction(String block) {
        String line = block.lines().findFirst().orElse("");
        String options = line.replaceFirst("^--" + SPACE + "*migrate:(up|down)", "");
        // Of two values for one option the last one counts.
        return Arrays.stream(options.split(SPACE + "+", -1))
                        .filter(option ->
                                option.startsWith("transaction:") && option.indexOf(':') == option.lastIndexOf(':'))
                        .reduce((first, last) -> last)
                        .filter("transaction:false"::equals)
                        .isPresent()
                ? ScriptTransaction.NEVER
                : ScriptTransaction.ALWAYS;
    }
}
