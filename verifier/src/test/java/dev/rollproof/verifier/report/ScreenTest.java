package dev.rollproof.verifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenTest {
    @ParameterizedTest
    @CsvSource({
        "users, 5",
        "größe, 5",
        "gro\u0308ße, 5",
        "表, 2",
        "ユーザー, 8",
        "ﾕｰｻﾞｰ, 5",
        "사용자, 6",
        "ｕｓｅｒｓ, 10",
        "t😀, 3",
        "✗, 1",
        "…, 1"
    })
    void countsTheColumnsThatATerminalTakes(String text, int columns) {
        assertThat(Screen.columns(text)).isEqualTo(columns);
    }

    @Test
    void cutsAndPadsByColumns() {
        assertThat(Screen.FILE.cell("表表", 6)).isEqualTo("表表  ");
        assertThat(Screen.FILE.cell("表表表", 5)).isEqualTo("表表…");
        assertThat(Screen.FILE.cell("表表表", 4)).isEqualTo("表… ");
        assertThat(Screen.FILE.cell("abcdef", 4)).isEqualTo("abc…");
    }
}
