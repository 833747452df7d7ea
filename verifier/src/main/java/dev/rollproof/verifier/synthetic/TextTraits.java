package dev.rollproof.verifier.synthetic;

import dev.rollproof.verifier.synthetic.FillColumn.Content;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What careless copies get wrong in text: quotes, ends of lines, blanks at the end, length. Each stands in one of the texts
 * that a table's first rows hold, in as many different ones as there are, so that most of them stay readable.
 *
 * @param before how many such texts the columns before this one have
 * @param all how many the table has
 * @param mayBeLong whether one of this column is long
 */
record TextTraits(int before, int all, boolean mayBeLong) {
    static final TextTraits NONE = new TextTraits(0, 0, false);

    private static final List<String> TRAITS = List.of(" \"it's\"", "\nline 2", " ");

    /** Longer than any number of characters that somebody would cut text to by habit. */
    private static final String LONG = " on and on".repeat(30);

    /**
     * The traits of each column.
     *
     * @param texts how many telling texts each column holds in the first rows
     * @param free whether nothing is asked of the column's values
     */
    static List<TextTraits> of(List<FillColumn> columns, List<Integer> texts, List<Boolean> free) {
        int all = texts.stream().mapToInt(Integer::intValue).sum();
        int last = IntStream.range(0, columns.size())
                .filter(i -> texts.get(i) > 0 && free.get(i) && columns.get(i).content() == Content.TEXT)
                .max()
                .orElse(-1);
        return IntStream.range(0, columns.size())
                .mapToObj(i -> new TextTraits(
                        texts.subList(0, i).stream().mapToInt(Integer::intValue).sum(), all, i == last))
                .toList();
    }

    /** The text with what the {@code rank}-th telling one of the column has. */
    String in(String text, int rank) {
        StringBuilder with = new StringBuilder(text);
        int place = before + rank;
        for (int i = 0; i < TRAITS.size(); i++) {
            boolean isLast = i == TRAITS.size() - 1;
            if (isLast && mayBeLong && rank == 0) {
                with.append(LONG);
            }
            if (place == i % Math.max(1, Math.min(all, TRAITS.size()))) {
                with.append(TRAITS.get(i));
            }
        }
        return with.toString();
    }
}
