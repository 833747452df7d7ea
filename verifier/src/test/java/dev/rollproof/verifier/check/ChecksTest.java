package dev.rollproof.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ChecksTest {
    /** A check that is renamed must not fall out of these in silence. */
    @TestFactory
    Stream<DynamicTest> everyGroupNamesChecksThatThereAre() {
        return Map.of(
                        "WAY_BACK", Examination.WAY_BACK,
                        "OF_ROWS", Checks.OF_ROWS,
                        "FAILURES", Checks.FAILURES,
                        "OF_THE_DIRECTORY", Checks.OF_THE_DIRECTORY,
                        "OF_THE_SNAPSHOTS", Checks.OF_THE_SNAPSHOTS)
                .entrySet()
                .stream()
                .map(group -> DynamicTest.dynamicTest(group.getKey(), () -> areThere(group.getValue())));
    }

    private static void areThere(Set<String> ids) {
        assertThat(Checks.ALL.stream().map(Check::id)).containsAll(ids);
    }
}
