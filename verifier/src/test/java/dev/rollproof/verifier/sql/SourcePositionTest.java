package dev.rollproof.verifier.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcePositionTest {
    private static final String TEXT = "\uFEFFab\r\n\r\n\uD83D\uDE00c\rd\n";

    @ParameterizedTest
    @CsvSource({
        // the byte order mark, then the first character
        "0, 1, 1",
        "1, 1, 1",
        "2, 1, 2",
        // CR and LF end one line, and belong to it
        "3, 1, 3",
        "4, 1, 4",
        "5, 2, 1",
        "7, 3, 1",
        // a character beyond U+FFFF has two units; a CR alone ends no line
        "9, 3, 3",
        "10, 3, 4",
        "11, 3, 5",
        // the end of the text
        "13, 4, 1"
    })
    void countsLinesAndColumnsFromOne(int offset, int line, int column) {
        assertThat(SourcePosition.of(TEXT, offset)).isEqualTo(new SourcePosition(line, column));
    }

    @Test
    void aByteOrderMarkFurtherOnHasAWidth() {
        assertThat(SourcePosition.of("a\n\uFEFFb", 3)).isEqualTo(new SourcePosition(2, 2));
    }

    @Test
    void refusesAPlaceOutsideTheText() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> SourcePosition.of("ab", 3));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> SourcePosition.of("ab", -1));
    }
}
