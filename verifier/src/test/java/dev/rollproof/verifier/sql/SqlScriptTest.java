package dev.rollproof.verifier.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SqlScriptTest {
    /** Each statement is given as {@code line:column text}. */
    @ParameterizedTest
    @MethodSource
    void cutsWhereSqliteEndsAStatement(String script, List<String> statements) {
        assertThat(SqlScript.read(script).statements())
                .extracting(it -> it.position().line() + ":" + it.position().column() + " " + it.text())
                .isEqualTo(statements);
    }

    static Stream<Arguments> cutsWhereSqliteEndsAStatement() {
        return Stream.of(
                // nothing to run
                arguments("", List.of()),
                arguments("\uFEFF", List.of()),
                arguments("\uFEFF \r\n\t", List.of()),
                arguments("-- only; a comment", List.of()),
                arguments("-- only\n/* comments; ' */\n", List.of()),
                arguments(";;\n; -- a\n;", List.of()),
                // the end of a file
                arguments("a; b", List.of("1:1 a;", "1:4 b")),
                arguments("a; b -- c", List.of("1:1 a;", "1:4 b")),
                arguments("a -- b\n;\n", List.of("1:1 a -- b\n;")),
                arguments("a;;\n; b;", List.of("1:1 a;", "2:3 b;")),
                // comments
                arguments("a -- ; ' \" [ /*\n b; c", List.of("1:1 a -- ; ' \" [ /*\n b;", "2:5 c")),
                arguments(
                        "a /* ; ' -- */ b; /**/ c; /*/ d; */ e", List.of("1:1 a /* ; ' -- */ b;", "1:24 c;", "1:37 e")),
                arguments("a -- b\r c;\n;d", List.of("1:1 a -- b\r c;\n;", "2:2 d")),
                arguments("a;\n--> statement-breakpoint\nb;", List.of("1:1 a;", "3:1 b;")),
                arguments("a;--> statement-breakpoint\nb;", List.of("1:1 a;", "2:1 b;")),
                arguments("a - - b; c -> d; e->>f;", List.of("1:1 a - - b;", "1:10 c -> d;", "1:18 e->>f;")),
                // lines
                arguments("a\r\n(b);\r\n\r\n  c;\r\n", List.of("1:1 a\r\n(b);", "4:3 c;")),
                arguments("\uFEFFa; b;\n\uFEFFc;", List.of("1:1 a;", "1:4 b;", "2:2 c;")),
                arguments("\uFEFF\n a;", List.of("2:2 a;")),
                arguments("'\uD83D\uDE00\u00E9'; b", List.of("1:1 '\uD83D\uDE00\u00E9';", "1:8 b")),
                // quotes
                arguments(
                        "'a;''b;'; \"c;\"\"d;\"; `e;``f;`; [g;\"']; h",
                        List.of("1:1 'a;''b;';", "1:11 \"c;\"\"d;\";", "1:21 `e;``f;`;", "1:31 [g;\"'];", "1:39 h")),
                arguments("'a -- ;\n/*'; b", List.of("1:1 'a -- ;\n/*';", "2:6 b")),
                arguments("x'3B'; X''; b", List.of("1:1 x'3B';", "1:8 X'';", "1:13 b")),
                // what SQL does not have is left to SQLite
                arguments(
                        "1abc; #; \\; x'0;1'; $a(b;c); }",
                        List.of("1:1 1abc;", "1:7 #;", "1:10 \\;", "1:13 x'0;1';", "1:21 $a(b;c);", "1:30 }")),
                // triggers
                arguments(
                        "create trigger g insert on t begin select case a when 1 then 2 end; update t set a=1; end; b;",
                        List.of(
                                "1:1 create trigger g insert on t begin select case a when 1 then 2 end; update t set a=1; end;",
                                "1:92 b;")),
                arguments(
                        "CREATE\n-- ;\nTEMP/*;*/TRIGGER g BEGIN a; END -- ;\n; b",
                        List.of("1:1 CREATE\n-- ;\nTEMP/*;*/TRIGGER g BEGIN a; END -- ;\n;", "4:3 b")),
                arguments(
                        "Create Temporary Trigger if not exists g begin a; End; b",
                        List.of("1:1 Create Temporary Trigger if not exists g begin a; End;", "1:56 b")),
                arguments(
                        "explain create trigger g begin a; end; b",
                        List.of("1:1 explain create trigger g begin a; end;", "1:40 b")),
                arguments(
                        "explain query plan create temp trigger g begin a; end; b",
                        List.of("1:1 explain query plan create temp trigger g begin a; end;", "1:56 b")),
                arguments(
                        "create trigger g begin a; 'end'; \"end\"; [end]; b; end",
                        List.of("1:1 create trigger g begin a; 'end'; \"end\"; [end]; b; end")),
                arguments(
                        "create trigger g begin a as end; end; b",
                        List.of("1:1 create trigger g begin a as end; end;", "1:39 b")),
                arguments("create trigger g begin a; b; c;", List.of("1:1 create trigger g begin a; b; c;")),
                arguments(
                        "create trigger g begin a; end if; b; end; c",
                        List.of("1:1 create trigger g begin a; end if; b; end;", "1:43 c")),
                arguments(
                        "create trigger g begin a;; b; ; end; c",
                        List.of("1:1 create trigger g begin a;; b; ; end;", "1:38 c")),
                // no triggers
                arguments(
                        "create table trigger(a); end; b",
                        List.of("1:1 create table trigger(a);", "1:26 end;", "1:31 b")),
                arguments("create \"trigger\" g; b", List.of("1:1 create \"trigger\" g;", "1:21 b")),
                arguments("drop trigger g; b", List.of("1:1 drop trigger g;", "1:17 b")),
                arguments("begin; a; end; b", List.of("1:1 begin;", "1:8 a;", "1:11 end;", "1:16 b")),
                arguments("explain select trigger; b", List.of("1:1 explain select trigger;", "1:25 b")));
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatNeverEndsWhereItBegins(String script, int line, int column, String message) {
        assertThatExceptionOfType(SqlSyntaxException.class)
                .isThrownBy(() -> SqlScript.read(script))
                .withMessage(message)
                .extracting(SqlSyntaxException::position)
                .isEqualTo(new SourcePosition(line, column));
    }

    static Stream<Arguments> refusesWhatNeverEndsWhereItBegins() {
        String string = "the string that begins here never ends: a closing ' is missing, here or before"
                + " (inside a string it is doubled: '')";
        String doubleQuoted = "the name that begins here never ends: a closing \" is missing, here or before"
                + " (inside a name it is doubled: \"\")";
        String backtick = "the name that begins here never ends: a closing ` is missing, here or before"
                + " (inside a name it is doubled: ``)";
        String bracket = "the name that begins here never ends: a closing ] is missing";
        String blob = "the blob that begins here never ends: a closing ' is missing";
        String comment = "the comment that begins here never ends: a closing */ is missing";
        String nul = "a NUL character stands here, and SQLite reads no further: is this UTF-16, or no text at all?";
        return Stream.of(
                arguments("a;\r\nb 'it''s;\r\nc;", 2, 3, string),
                arguments("a; 'it's'; b", 1, 9, string),
                arguments("\uFEFF'", 1, 1, string),
                arguments("a \"b", 1, 3, doubleQuoted),
                arguments("a\n `b``", 2, 2, backtick),
                arguments("a [b; c", 1, 3, bracket),
                arguments("a x'00; b", 1, 3, blob),
                arguments("a X'0g; b", 1, 3, blob),
                arguments("a;\n /* b; /* c", 2, 2, comment),
                arguments("a /*", 1, 3, comment),
                arguments("a /*/", 1, 3, comment),
                arguments("a;\n'b\0';", 2, 3, nul),
                arguments("-- \0", 1, 4, nul));
    }

    @Test
    void givesTheTokensOfEachStatementWithoutItsSemicolon() {
        SqlScript script = SqlScript.read("a;\n create trigger g begin b; end ; c");
        assertThat(script.statements())
                .extracting(it -> it.tokens().stream()
                        .map(token -> token.offset() + " " + token.text())
                        .toList())
                .containsExactly(
                        List.of("0 a"),
                        List.of("0 create", "7 trigger", "15 g", "17 begin", "23 b", "24 ;", "26 end"),
                        List.of("0 c"));
        assertThat(script.statements()).extracting(SqlStatement::offset).containsExactly(0, 4, 36);
    }

    @Test
    void passesOnceOverALongLine() {
        assertThat(SqlScript.read("select 1;".repeat(200_000)).statements())
                .hasSize(200_000)
                .last()
                .extracting(SqlStatement::position)
                .isEqualTo(new SourcePosition(1, 9 * 199_999 + 1));
    }
}
