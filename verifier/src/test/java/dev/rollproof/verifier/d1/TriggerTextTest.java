package dev.rollproof.verifier.d1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.sql.SqlScript;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerTextTest {
    @Test
    void lowerCaseIsNotFound() {
        assertThat(whyCut("CREATE TRIGGER x AFTER INSERT ON t Begin SELECT 1; END;"))
                .contains("its Begin is not written BEGIN, in capitals, and D1 looks for nothing else");
    }

    @Test
    void carriageReturnsInTheBody() {
        assertThat(whyCut("CREATE TRIGGER x AFTER INSERT ON t BEGIN\r\n  SELECT 1;\r\nEND;"))
                .contains("its lines end with CRLF, which a Wrangler from before August 2026 sends as they are");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TRIGGER x AFTER INSERT ON t BEGIN\n  SELECT 1;\nEND;",
                "CREATE TRIGGER x AFTER INSERT ON t BEGIN SELECT 'a\r\nb'; END;",
                "CREATE TABLE x (\r\n  a\r\n);",
                "begin;"
            })
    void othersAreTaken(String sql) {
        assertThat(whyCut(sql)).isEmpty();
    }

    private static Optional<String> whyCut(String sql) {
        return TriggerText.whyCut(SqlScript.read(sql).statements().get(0));
    }
}
