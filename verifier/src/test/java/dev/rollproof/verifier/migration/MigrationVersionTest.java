package dev.rollproof.verifier.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationVersionTest {

    @ParameterizedTest
    @CsvSource({
        "3, 3",
        "0003, 3",
        "0, 0",
        "0000, 0",
        "20240101120000, 20240101120000",
        "01.02, 1.2",
        "1.10, 1.10",
        "1.0, 1",
        "1.0.0.2, 1.0.0.2",
        "0.0, 0",
        "000123456789012345678901234567890, 123456789012345678901234567890"
    })
    void hasOneWayOfWriting(String given, String text) {
        assertThat(MigrationVersion.of(given).text()).isEqualTo(text);
        assertThat(MigrationVersion.of(given)).hasToString(text).isEqualTo(MigrationVersion.of(text));
        assertThat(MigrationVersion.of(given)).hasSameHashCodeAs(MigrationVersion.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "1.", ".1", "1..2", "-1", "+1", "1a", " 1", "1_2", "٣", "0003_add_orders"})
    void isAlsoANameWhichStaysAsItIs(String text) {
        assertThat(MigrationVersion.isVersion(text)).isFalse();
        assertThat(MigrationVersion.of(text).text()).isEqualTo(text);
    }

    @Test
    void isNeverEmpty() {
        assertThatThrownBy(() -> MigrationVersion.of(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a version needs a number or a name");
    }

    @Test
    void ordersNamesAfterNumbers() {
        List<MigrationVersion> ordered = versions("9", "10", "10_a", "9_a", "a");

        assertThat(ordered.stream().sorted()).containsExactlyElementsOf(ordered);
    }

    @Test
    void beginsAName() {
        assertThat(MigrationVersion.leading("0003_add_orders")).contains(MigrationVersion.of("3"));
        assertThat(MigrationVersion.leading("init")).isEmpty();
    }

    @Test
    void ordersPartsAsNumbers() {
        List<MigrationVersion> ordered = versions("0", "1", "1.0.1", "1.2", "1.10", "2", "10", "20240101120000");

        assertThat(ordered.stream().sorted()).containsExactlyElementsOf(ordered);
        assertThat(ordered.stream().sorted(java.util.Comparator.reverseOrder()))
                .containsExactlyElementsOf(versions("20240101120000", "10", "2", "1.10", "1.2", "1.0.1", "1", "0"));
    }

    @Test
    void ordersNumbersOfAnyWidthAsBigIntegerDoes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String a = digits(random);
            // Neighbours and equals would hardly ever come up by chance.
            String b = random.nextInt(3) > 0
                    ? digits(random)
                    : "0".repeat(random.nextInt(3)) + new BigInteger(a).add(BigInteger.valueOf(random.nextInt(2)));
            int order = MigrationVersion.of(a).compareTo(MigrationVersion.of(b));

            assertThat(Integer.signum(order))
                    .as("%s to %s, seed %d", a, b, seed)
                    .isEqualTo(new BigInteger(a).compareTo(new BigInteger(b)));
            assertThat(MigrationVersion.of(a).equals(MigrationVersion.of(b)))
                    .as("%s equals %s, seed %d", a, b, seed)
                    .isEqualTo(order == 0);
        }
    }

    private static String digits(Random random) {
        StringBuilder digits = new StringBuilder();
        int length = 1 + random.nextInt(40);
        for (int i = 0; i < length; i++) {
            digits.append((char) ('0' + (random.nextInt(4) == 0 ? 0 : random.nextInt(10))));
        }
        return digits.toString();
    }

    private static List<MigrationVersion> versions(String... texts) {
        return List.of(texts).stream().map(MigrationVersion::of).toList();
    }
}
