package dev.rollproof.verifier.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.sql.SourcePosition;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolCutsTest {
    private static final String TRIGGER = "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  DELETE FROM b;\nEND;\n";

    @Test
    void aCutAfterEachStatementIsNone() {
        String text = "SELECT 1;\n" + TRIGGER;

        assertThat(ToolCuts.cutInTwo(text, List.of(9, text.length() - 1, text.length())))
                .isEmpty();
    }

    @Test
    void aCutInATriggerIsOne() {
        String text = "SELECT 1;\n" + TRIGGER;

        assertThat(ToolCuts.cutInTwo(text, List.of(9, text.indexOf("b;") + 2)))
                .hasValueSatisfying(
                        statement -> assertThat(statement.position()).isEqualTo(new SourcePosition(2, 1)));
    }

    @Test
    void aTextThatIsNoSqlIsTheRunsToTell() {
        assertThat(ToolCuts.cutInTwo("SELECT 'a;", List.of(10))).isEmpty();
    }

    @Test
    void aPartStaysWhereItIs() {
        String text = "up\r\nmore\ndown\n";

        assertThat(TextPart.keeping(text, text.indexOf("more"), text.indexOf("down")))
                .isEqualTo("  \r\nmore\n    \n");
        assertThat(TextPart.blanking(text, 0, 3)).isEqualTo("  \r\nmore\ndown\n");
    }
}
