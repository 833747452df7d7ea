package dev.rollproof.verifier.report;

import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How many columns of a terminal a character takes. The ranges are those of the wide and fullwidth characters of
 * <a href="https://www.unicode.org/reports/tr11/">Unicode's East Asian Width</a>, with the unassigned ones between them, as
 * terminals draw them; Java's own tables do not hold the property.
 */
final class CharacterWidth {
    /** First and last of each range. */
    private static final NavigableMap<Integer, Integer> WIDE = new TreeMap<>();

    static {
        WIDE.put(0x1100, 0x115F); // Hangul that begins a syllable
        WIDE.put(0x231A, 0x231B); // watch, hourglass
        WIDE.put(0x23E9, 0x23EC);
        WIDE.put(0x2705, 0x2705); // the check mark among the emoji
        WIDE.put(0x274C, 0x274C); // and the cross
        WIDE.put(0x2E80, 0x303E); // radicals and punctuation of Chinese and Japanese
        WIDE.put(0x3041, 0xA4CF); // Kana, Hanzi, Yi
        WIDE.put(0xA960, 0xA97F);
        WIDE.put(0xAC00, 0xD7A3); // Hangul syllables
        WIDE.put(0xF900, 0xFAFF);
        WIDE.put(0xFE30, 0xFE6F);
        WIDE.put(0xFF01, 0xFF60); // fullwidth ASCII
        WIDE.put(0xFFE0, 0xFFE6);
        WIDE.put(0x1F300, 0x1F64F); // emoji
        WIDE.put(0x1F680, 0x1F6FF);
        WIDE.put(0x1F900, 0x1FAFF);
        WIDE.put(0x20000, 0x3FFFD);
    }

    private CharacterWidth() {}

    /** 0 for a mark that is drawn over the character before it, 2 for a wide one, 1 for any other. */
    static int of(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            default -> {
                var range = WIDE.floorEntry(codePoint);
                yield range != null && codePoint <= range.getValue() ? 2 : 1;
            }
        };
    }
}
