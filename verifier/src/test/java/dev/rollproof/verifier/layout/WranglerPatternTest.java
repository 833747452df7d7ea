package dev.rollproof.verifier.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.migration.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WranglerPatternTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.sql | 0001_a.sql | true",
                "*.sql | .0001_a.sql | false",
                "*.sql | 0001_a.SQL | false",
                "*.sql | a/0001_a.sql | false",
                "*/migration.sql | a/migration.sql | true",
                "*/migration.sql | .a/migration.sql | false",
                "*/migration.sql | migration.sql | false",
                "**/*.sql | 1.sql | true",
                "**/*.sql | a/b/1.sql | true",
                "**/*.sql | a/.b/1.sql | false",
                "**/*.sql | a/b/.1.sql | false",
                "a/**/1.sql | a/1.sql | true",
                "** | a/b | true",
                "** | .a/b | false",
                "a/** | a | false",
                ".a/*.sql | .a/1.sql | true",
                "?00?_?.sql | 0001_a.sql | true",
                "?00?_?.sql | .001_a.sql | false",
                "000[12]_*.sql | 0003_a.sql | false",
                "000[!12]_*.sql | 0003_a.sql | true",
                "{a,b/{c,d}}/*.sql | b/d/1.sql | true",
                "{a,b/{c,d}}/*.sql | a/1.sql | true",
                "{a,b/{c,d}}/*.sql | b/1.sql | false",
            })
    void standsForWhatMinimatchSays(String pattern, String file, boolean matches) {
        assertThat(WranglerPattern.of(pattern).matches(file)).isEqualTo(matches);
    }

    @Test
    void reachesOnlyTheFoldersThatItCanMatchBelow() {
        assertThat(WranglerPattern.of("*.sql").reaches("a")).isFalse();
        assertThat(WranglerPattern.of("*/migration.sql").reaches("a")).isTrue();
        assertThat(WranglerPattern.of("*/migration.sql").reaches(".a")).isFalse();
        assertThat(WranglerPattern.of("a/**/1.sql").reaches("a/b/c")).isTrue();
        assertThat(WranglerPattern.of("a/**/1.sql").reaches("b")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!a.sql", "@(a|b).sql", "{1..3}.sql", "[a.sql"})
    void refusesWhatItDoesNotRead(String pattern) {
        assertThatThrownBy(() -> WranglerPattern.of(pattern))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the migrations_pattern ends in \"" + pattern
                        + "\", which Rollproof does not read; it reads *, **, ?, [ab] and {one,other}");
    }
}
