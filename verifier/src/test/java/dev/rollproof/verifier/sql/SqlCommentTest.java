package dev.rollproof.verifier.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SqlCommentTest {
    @Test
    void aCommentEndsWithItsLine() {
        assertThat(SqlComment.read("-- one\r\nSELECT 1; --two\n  --\n--three"))
                .containsExactly(
                        new SqlComment(" one", new SourcePosition(1, 1)),
                        new SqlComment("two", new SourcePosition(2, 11)),
                        new SqlComment("", new SourcePosition(3, 3)),
                        new SqlComment("three", new SourcePosition(4, 1)));
    }

    @Test
    void whatOnlyLooksLikeACommentIsNone() {
        assertThat(SqlComment.read("SELECT '-- a', \"-- b\", [-- c], `-- d`, 'x\n-- y' /* -- e\n-- f */, 3 - - 1"))
                .isEmpty();
    }

    @Test
    void aCommentInAStatementOrATriggerIsOne() {
        assertThat(SqlComment.read("CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  SELECT 1; -- why\nEND;"))
                .containsExactly(new SqlComment(" why", new SourcePosition(2, 13)));
    }

    @Test
    void aByteOrderMarkHasNoWidth() {
        assertThat(SqlComment.read("\uFEFF-- a")).containsExactly(new SqlComment(" a", new SourcePosition(1, 1)));
    }

    @Test
    void aCommentThatNeverEndsHoldsNone() {
        assertThat(SqlComment.read("-- a\n/* never\n-- b"))
                .extracting(SqlComment::text)
                .containsExactly(" a");
    }

    @Test
    void aStringThatNeverEndsIsAnError() {
        assertThatThrownBy(() -> SqlComment.read("-- a\nSELECT 'b")).isInstanceOf(SqlSyntaxException.class);
    }
}
