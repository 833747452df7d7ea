package dev.rollproof.verifier.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LocaleCompareTest {
    /** As Node 22 prints them with {@code names.sort((a, b) => a.localeCompare(b))}. */
    private static final List<String> SORTED = List.of(
            "🎉", "2_0", "20", "20_x", "20-x", "a", "A", "ä", "a b", "a_b", "a-b", "a.b", "ab", "aB", "Ab", "AB", "b",
            "B", "e", "é", "ea", "éa", "eb", "éb", "f", "z", "Z", "я", "日");

    private static final String ASCII =
            " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZ";

    @Test
    void sortsAsNodeDoes() {
        List<String> shuffled = new ArrayList<>(SORTED);
        Collections.shuffle(shuffled, new Random(1));

        assertThat(shuffled.stream().sorted(new LocaleCompare())).isEqualTo(SORTED);
    }

    @Test
    void sortsAllOfAsciiAsNodeDoes() {
        List<String> characters =
                ASCII.chars().sorted().mapToObj(Character::toString).toList();

        assertThat(String.join(
                        "", characters.stream().sorted(new LocaleCompare()).toList()))
                .isEqualTo(ASCII);
    }
}
