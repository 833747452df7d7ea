package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.layout.LiquibaseSplitting.Piece;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.ScriptRemark;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.sql.SqlScript;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlSyntaxException;
import dev.rollproof.verifier.sql.SqlToken;
import dev.rollproof.verifier.sql.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What SQLite gets of a script through Liquibase and its JDBC driver, which runs the first statement of each piece and drops
 * the rest of it. Line breaks stay where they are.
 */
final class LiquibaseSql {
    private static final String FIRST_ONLY = ", and SQLite's JDBC driver runs only the first";

    private final String file;
    private final String text;
    private final LiquibaseSplitting splitting;
    private final StringBuilder run = new StringBuilder();
    private final List<Integer> cuts = new ArrayList<>();
    private final List<ScriptRemark> misread = new ArrayList<>();
    private Optional<ScriptRemark> refusal = Optional.empty();

    private LiquibaseSql(String file, String text, LiquibaseSplitting splitting) {
        this.file = file;
        this.text = text;
        this.splitting = splitting;
    }

    /**
     * Makes the script of one stretch of SQL.
     *
     * @param text the file's whole text with all else blank
     */
    static MigrationScript script(String file, String text, LiquibaseSplitting splitting) {
        return new LiquibaseSql(file, withoutMargins(text), splitting).script();
    }

    /** A file of a thousand changesets makes two thousand scripts: of what is blank before and after, only the lines stay. */
    private static String withoutMargins(String text) {
        int end = text.stripTrailing().length();
        int first = text.length() - text.stripLeading().length();
        int start = text.lastIndexOf('\n', Math.min(first, end)) + 1;
        return end == 0
                ? ""
                : "\n".repeat((int) lines(text.substring(0, start)))
                        + text.substring(start, end)
                        + "\n".repeat((int) lines(text.substring(end)));
    }

    private MigrationScript script() {
        int at = 0;
        for (Piece piece : splitting.pieces(text)) {
            between(at, piece.start());
            run.append(body(piece));
            between(piece.end(), piece.delimited());
            at = piece.delimited();
        }
        between(at, text.length());
        String whole = run.toString();
        ToolCuts.cutInTwo(whole, cuts).ifPresent(cut -> refusal = Optional.of(cutInTwo(whole, cut)));
        MigrationScript script = new MigrationScript(file, whole).misread(misread);
        return refusal.map(why -> script.refused(why.position(), why.message(), why.help()))
                .orElse(script);
    }

    /** Comments stay: they may declare something. What ended a statement becomes a semicolon. */
    private void between(int from, int to) {
        for (LiquibaseToken token : LiquibaseToken.of(text.substring(from, to))) {
            int length = token.end() - token.start();
            if (token.kind() == LiquibaseToken.Kind.OTHER) {
                run.append(';').append(" ".repeat(length - 1));
                cuts.add(run.length() - length + 1);
            } else {
                run.append(text, from + token.start(), from + token.end());
            }
        }
    }

    private String body(Piece piece) {
        String inPlace = inPlace(piece);
        String body = inPlace;
        if (!sameTokens(piece.sent(), inPlace)) {
            long missing = lines(inPlace) - lines(piece.sent());
            body = piece.sent() + "\n".repeat((int) Math.max(0, missing));
            misread.add(new ScriptRemark(
                    position(piece.start()),
                    "Liquibase takes comments out and leaves no space in their place, so that words grow together here",
                    "SQLite gets other words than these. Put a space beside the comment, or add stripComments:false."));
        }
        try {
            List<SqlStatement> statements = SqlScript.read(body).statements();
            if (statements.isEmpty()) {
                refusal = refusal.or(() -> Optional.of(onlyComment(piece)));
            } else if (statements.size() > 1) {
                misread.add(firstOnly(statements, body, piece));
                SqlStatement first = statements.get(0);
                body = TextPart.blanking(body, first.offset() + first.text().length(), body.length());
            }
        } catch (SqlSyntaxException e) {
            // The run says so, at its place.
            return body;
        }
        return body;
    }

    private static long lines(String part) {
        return part.chars().filter(c -> c == '\n').count();
    }

    private String inPlace(Piece piece) {
        String part = text.substring(piece.start(), piece.end());
        if (!splitting.stripComments()) {
            return part;
        }
        for (LiquibaseToken token : LiquibaseToken.of(part)) {
            if (token.kind() == LiquibaseToken.Kind.COMMENT) {
                part = TextPart.blanking(part, token.start(), token.end());
            }
        }
        return part;
    }

    private static boolean sameTokens(String a, String b) {
        try {
            return words(a).equals(words(b));
        } catch (SqlSyntaxException e) {
            return true;
        }
    }

    /** Its tokens as they are written. */
    static List<String> words(String sql) {
        return SqlTokens.read(sql).stream().map(SqlToken::text).toList();
    }

    private SourcePosition position(int offset) {
        return SourcePosition.of(text, offset);
    }

    private ScriptRemark onlyComment(Piece piece) {
        return new ScriptRemark(
                position(piece.start()),
                "Liquibase sends this comment to SQLite as a statement of its own, and the JDBC driver fails on a statement"
                        + " without SQL: \"The prepared statement has been finalized\"",
                "Put the comment before the last statement's semicolon, or before a statement.");
    }

    private ScriptRemark firstOnly(List<SqlStatement> statements, String body, Piece piece) {
        int second = piece.start() + statements.get(1).offset();
        SourcePosition at = body.equals(inPlace(piece)) ? position(second) : position(piece.start());
        String others = statements.size() == 2 ? "this one" : "this one and what follows";
        if (!splitting.split()) {
            return new ScriptRemark(
                    at,
                    "%s, so Liquibase sends its %d statements to SQLite as one%s"
                            .formatted(splitting.unsplit().why(), statements.size(), FIRST_ONLY),
                    "Liquibase never runs %s, and records the changeset as run all the same. %s"
                            .formatted(others, splitting.unsplit().remedy()));
        }
        String why = splitting
                .endDelimiter()
                .map(delimiter -> "Liquibase ends a statement only at %s here, so it sends these %d to SQLite as one%s"
                        .formatted(delimiter, statements.size(), FIRST_ONLY))
                .orElse("Liquibase sees one statement in these %d, and sends them to SQLite as one%s"
                        .formatted(statements.size(), FIRST_ONLY));
        return new ScriptRemark(
                at,
                why,
                "Liquibase never runs %s, and records the changeset as run all the same. %s"
                        .formatted(
                                others,
                                splitting
                                        .endDelimiter()
                                        .map(d -> "Write %s after each statement.".formatted(d))
                                        .orElse("It counts BEGIN and END, and takes a backslash in a string for an"
                                                + " escape: give each statement a changeset of its own.")));
    }

    private ScriptRemark cutInTwo(String whole, SqlStatement cut) {
        boolean hasCase = cut.tokens().stream().anyMatch(token -> token.is("CASE"));
        int at = cuts.stream()
                .filter(end ->
                        end > cut.offset() && end < cut.offset() + cut.text().length())
                .findFirst()
                .orElse(cut.offset());
        int line = SourcePosition.of(whole, at - 1).line();
        String why = hasCase
                ? "it takes the END of a CASE for the end of the body"
                : "it takes what stands there for the end of the statement";
        return new ScriptRemark(
                cut.position(),
                "Liquibase cuts this statement in two at line %d: %s".formatted(line, why),
                "SQLite gets half a statement: \"incomplete input\". Add splitStatements:false to a changeset that holds"
                        + " nothing else, or endDelimiter:// and a line // after each statement.");
    }
}
