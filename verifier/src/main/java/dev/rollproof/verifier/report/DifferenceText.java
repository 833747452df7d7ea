package dev.rollproof.verifier.report;

import dev.rollproof.verifier.diff.SchemaChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One difference for people: in words, and below them its SQL where the words do not say it all. */
final class DifferenceText {
    /** On fewer columns what should be there stands above what is there, on more beside it. */
    private static final int SIDE_BY_SIDE = 110;
    /** What goes on longer is a table as a whole; the words have named it. */
    private static final int MOST_LINES = 6;
    /** The columns of a line's mark, and those between the sides. */
    private static final int MARK = 2;

    private static final int BETWEEN = 3;

    private DifferenceText() {}

    /** The SQL of both sides, a line each; none where the words hold both. */
    static List<String> sql(Screen screen, String indent, SchemaChange change) {
        if (isTold(change, change.before()) && isTold(change, change.after())) {
            return List.of();
        }
        DiffText.Sides sides = DiffText.sides(change);
        List<String> before = shortened(screen, sides.before());
        List<String> after = shortened(screen, sides.after());
        int half = screen.room(indent.length() + BETWEEN, 0) / 2;
        // Cut in the middle it would hide what differs, and beside nothing it needs no other side.
        boolean fits =
                Stream.concat(before.stream(), after.stream()).allMatch(line -> MARK + Screen.columns(line) <= half);
        return screen.width().orElse(0) >= SIDE_BY_SIDE && fits && !before.isEmpty() && !after.isEmpty()
                ? sideBySide(screen, indent, before, after, half)
                : oneBelowTheOther(screen, indent, before, after);
    }

    /** Whether the words hold it; of a column they name it before they say what it is. */
    private static boolean isTold(SchemaChange change, Optional<String> side) {
        String words = change.describe();
        return side.filter(sql -> !words.contains(sql) && !words.contains(sql.substring(sql.indexOf(' ') + 1)))
                .isEmpty();
    }

    private static List<String> shortened(Screen screen, List<String> lines) {
        int most = lines.size() <= MOST_LINES + TextReport.FEW_LINES ? lines.size() : MOST_LINES;
        List<String> shown = new ArrayList<>();
        lines.stream().limit(most).map(Printable::of).forEach(shown::add);
        if (lines.size() > most) {
            shown.add("%s %d more lines".formatted(screen.ellipsis(), lines.size() - most));
        }
        return shown;
    }

    private static List<String> oneBelowTheOther(
            Screen screen, String indent, List<String> before, List<String> after) {
        List<String> lines = new ArrayList<>();
        before.forEach(line -> lines.add(indent + screen.style().gone("- " + line)));
        after.forEach(line -> lines.add(indent + screen.style().come("+ " + line)));
        return lines;
    }

    private static List<String> sideBySide(
            Screen screen, String indent, List<String> before, List<String> after, int half) {
        Style style = screen.style();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            String left = i < before.size() ? "- " + before.get(i) : "";
            String right = i < after.size() ? "+ " + after.get(i) : "";
            lines.add(indent
                    + style.gone(screen.cell(left, half))
                    + style.faint(screen.symbols() ? " │ " : " | ")
                    + style.come(right));
        }
        return lines;
    }
}
