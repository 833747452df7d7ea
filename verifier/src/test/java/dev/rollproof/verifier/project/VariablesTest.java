package dev.rollproof.verifier.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {
    private final Variables variables = new Variables(Map.of("NAME", "orders", "EMPTY", "", "NESTED", "${NAME}"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${NAME}.db | orders.db",
                "${NAME:-shop}.db | orders.db",
                "${D1_NAME:-read-replica}.db | read-replica.db",
                "${EMPTY:-shop}.db | shop.db",
                "${EMPTY}.db | .db",
                "${UNSET:-}x | x",
                "${UNSET:-a:-b} | a:-b",
                "a${NAME}b${NAME}c | aordersbordersc",
                "${NESTED} | ${NAME}",
                "*{a,b}* $NAME {NAME} $ | *{a,b}* $NAME {NAME} $"
            })
    void areReplaced(String text, String replaced) {
        assertThat(variables.replaceIn(text)).isEqualTo(replaced);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a${NAME | \"${\" has no \"}\" in \"a${NAME\"",
                "${UNSET} | the environment variable UNSET is not set; ${UNSET:-default} would do without it",
                "${} | \"${}\" names no environment variable; write ${NAME} or ${NAME:-default}",
                "${1ST} | \"${1ST}\" names no environment variable; write ${NAME} or ${NAME:-default}",
                "${NAME-x} | \"${NAME-x}\" names no environment variable; write ${NAME} or ${NAME:-default}"
            })
    void areRefusedWhenTheyAreWrong(String text, String message) {
        assertThatThrownBy(() -> variables.replaceIn(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
