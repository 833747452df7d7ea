package dev.rollproof.verifier.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rollproof.verifier.sql.SqlToken.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SqlTokensTest {
    @ParameterizedTest
    @MethodSource
    void readsWhatSqliteReads(String sql, List<String> tokens) {
        assertThat(SqlTokens.read(sql))
                .extracting(token -> token.kind() + " " + token.text())
                .isEqualTo(tokens);
    }

    static Stream<Arguments> readsWhatSqliteReads() {
        return Stream.of(
                arguments("", List.of()),
                arguments(" \t\n\f\r\u000B -- a;\n/* ' */ \uFEFF", List.of()),
                arguments("a/**/b--c\nd", List.of("WORD a", "WORD b", "WORD d")),
                arguments("a /*/ b */c", List.of("WORD a", "WORD c")),
                arguments("a /* to the end", List.of("WORD a")),
                arguments("--> statement-breakpoint\na", List.of("WORD a")),
                arguments("a\u000B", List.of("WORD a", "ILLEGAL \u000B")),
                arguments("a\uFEFFb \uFEFFc", List.of("WORD a\uFEFFb", "WORD c")),
                arguments(
                        "_a$1 \u0080 \u00E9\u00A0t\uD83D\uDE00 xy X",
                        List.of("WORD _a$1", "WORD \u0080", "WORD \u00E9\u00A0t\uD83D\uDE00", "WORD xy", "WORD X")),
                arguments(
                        "'it''s' '' \"x\"\"y\" `x``y` [x\"y]",
                        List.of(
                                "STRING 'it''s'",
                                "STRING ''",
                                "DOUBLE_QUOTED \"x\"\"y\"",
                                "QUOTED_NAME `x``y`",
                                "QUOTED_NAME [x\"y]")),
                arguments("[a]]", List.of("QUOTED_NAME [a]", "ILLEGAL ]")),
                arguments("x'0Af9' X'' x 'a'", List.of("BLOB x'0Af9'", "BLOB X''", "WORD x", "STRING 'a'")),
                arguments("x'0;1' x'0g' y", List.of("ILLEGAL x'0;1'", "ILLEGAL x'0g'", "WORD y")),
                arguments("x'abc' y", List.of("ILLEGAL x'abc'", "WORD y")),
                arguments(
                        "1 1.5e-3 .5 5. 1e9 1E+2 0x1F 0X1f 1_000 0x_1",
                        List.of(
                                "NUMBER 1",
                                "NUMBER 1.5e-3",
                                "NUMBER .5",
                                "NUMBER 5.",
                                "NUMBER 1e9",
                                "NUMBER 1E+2",
                                "NUMBER 0x1F",
                                "NUMBER 0X1f",
                                "NUMBER 1_000",
                                "ILLEGAL 0x_1")),
                arguments(
                        "1abc 1e 1e+ 0xg 1\u00E9 1.a",
                        List.of(
                                "ILLEGAL 1abc",
                                "ILLEGAL 1e",
                                "ILLEGAL 1e",
                                "SYMBOL +",
                                "ILLEGAL 0xg",
                                "ILLEGAL 1\u00E9",
                                "ILLEGAL 1.a")),
                arguments("1..2 t.1", List.of("NUMBER 1.", "NUMBER .2", "WORD t", "NUMBER .1")),
                arguments(
                        "? ?12a :a @a $a #1 $a::b(c;d) $::a",
                        List.of(
                                "VARIABLE ?",
                                "VARIABLE ?12",
                                "WORD a",
                                "VARIABLE :a",
                                "VARIABLE @a",
                                "VARIABLE $a",
                                "VARIABLE #1",
                                "VARIABLE $a::b(c;d)",
                                "VARIABLE $::a")),
                arguments(
                        "# : $(a) $a(b c",
                        List.of(
                                "ILLEGAL #",
                                "ILLEGAL :",
                                "ILLEGAL $",
                                "SYMBOL (",
                                "WORD a",
                                "SYMBOL )",
                                "ILLEGAL $a(b",
                                "WORD c")),
                arguments(
                        "->->>-||| <<<=<><>>>=!===",
                        List.of(
                                "SYMBOL ->",
                                "SYMBOL ->>",
                                "SYMBOL -",
                                "SYMBOL ||",
                                "SYMBOL |",
                                "SYMBOL <<",
                                "SYMBOL <=",
                                "SYMBOL <>",
                                "SYMBOL <>",
                                "SYMBOL >>",
                                "SYMBOL =",
                                "SYMBOL !=",
                                "SYMBOL ==")),
                arguments(
                        "();+*/%,&~.",
                        List.of(
                                "SYMBOL (",
                                "SYMBOL )",
                                "SYMBOL ;",
                                "SYMBOL +",
                                "SYMBOL *",
                                "SYMBOL /",
                                "SYMBOL %",
                                "SYMBOL ,",
                                "SYMBOL &",
                                "SYMBOL ~",
                                "SYMBOL .")),
                arguments(
                        "!\\^{\u0001\u007F",
                        List.of(
                                "ILLEGAL !",
                                "ILLEGAL \\",
                                "ILLEGAL ^",
                                "ILLEGAL {",
                                "ILLEGAL \u0001",
                                "ILLEGAL \u007F")));
    }

    @Test
    void givesOffsetsInTheText() {
        assertThat(SqlTokens.read(" a\n--b\n 'c'"))
                .containsExactly(new SqlToken(Kind.WORD, "a", 1), new SqlToken(Kind.STRING, "'c'", 8));
    }

    @Test
    void comparesKeywordsByTheLetterCaseOfAsciiAlone() {
        SqlToken key = SqlTokens.read("KeY").get(0);
        assertThat(key.is("key")).isTrue();
        assertThat(key.is("KEY")).isTrue();
        assertThat(key.is("keys")).isFalse();
        // U+212A, the Kelvin sign, is a k to Character.toLowerCase
        assertThat(SqlTokens.read("\u212Aey").get(0).is("key")).isFalse();
        // @ and `, [ and { are as far from one another as A and a
        assertThat(SqlTokens.read("a_").get(0).is("a\u007F")).isFalse();
    }

    @Test
    void takesNoQuotedWordForAKeyword() {
        assertThat(SqlTokens.read("\"key\" [key] `key` 'key'"))
                .hasSize(4)
                .noneMatch(token -> token.is("key") || token.is(token.text()));
    }

    @Test
    void namesWithoutQuotes() {
        assertThat(SqlTokens.read("Users \"x\"\"y\" `x``y` [x\"\"y] 'it''s' '' 1 x'00' ? ("))
                .extracting(SqlToken::name)
                .containsExactly("Users", "x\"y", "x`y", "x\"\"y", "it's", "", "1", "x'00'", "?", "(");
    }

    @Test
    void refusesAStringThatNeverEndsWhereItBegins() {
        assertThatExceptionOfType(SqlSyntaxException.class)
                .isThrownBy(() -> SqlTokens.read("a\n 'b''"))
                .withMessage("the string that begins here never ends: a closing ' is missing, here or before"
                        + " (inside a string it is doubled: '')")
                .extracting(SqlSyntaxException::position)
                .isEqualTo(new SourcePosition(2, 2));
    }
}
