package dev.rollproof.verifier.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {
    @ParameterizedTest
    @CsvSource({
        "5, 5",
        "1.2, 1.2",
        "R__Views, R__Views",
        "db/a.sql::1::Bob, db%2Fa.sql%3A%3A1%3A%3A%42ob",
        "db/a.sql::1::bob, db%2Fa.sql%3A%3A1%3A%3Abob",
        "größe, gr%C3%B6%C3%9Fe",
        "100%, 100%25",
        ".., %2E.",
        ".git, %2Egit",
    })
    void whatIsNoFileNameIsWrittenAsBytes(String name, String file) {
        assertThat(FileName.of(name)).isEqualTo(file);
    }

    @Test
    void whatIsTooLongEndsInADigest() {
        assertThat(FileName.of("a".repeat(150))).isEqualTo("a".repeat(150));
        assertThat(FileName.of("a".repeat(151)))
                .isEqualTo("a".repeat(133) + "~" + Sha256.of("a".repeat(151)).substring(0, 16))
                .hasSize(150)
                .isNotEqualTo(FileName.of("a".repeat(152)));
    }
}
