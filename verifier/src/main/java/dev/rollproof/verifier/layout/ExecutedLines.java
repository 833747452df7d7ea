package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.ScriptRemark;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlSyntaxException;
import dev.rollproof.verifier.sql.SqlToken;
import dev.rollproof.verifier.sql.SqlTokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a tool that cuts a script at line ends hands to SQLite, each line where it stands in the file. A line that it does not
 * run is blank here, except for comments, which may declare something.
 */
final class ExecutedLines {
    private final String[] lines;
    /** For each piece that the tool executes by itself: its first line and the line after its last one. */
    private final List<Piece> pieces = new ArrayList<>();

    private record Piece(int from, int to) {}

    ExecutedLines(int count) {
        lines = new String[count];
        Arrays.fill(lines, "");
    }

    void put(int line, String text) {
        lines[line] = text;
    }

    /** Ends a piece behind its last line. */
    void cut(int from, int to) {
        pieces.add(new Piece(from, to));
    }

    /** Ends a piece that needs no semicolon at its end, at a line that holds only the directive that says so. */
    void cutAtDirective(int from, int line) {
        lines[line] = endsItself(text(from, line)) ? "" : ";";
        cut(from, line + 1);
    }

    private static boolean endsItself(String sql) {
        try {
            List<SqlToken> tokens = SqlTokens.read(sql);
            return tokens.isEmpty() || tokens.get(tokens.size() - 1).text().equals(";");
        } catch (SqlSyntaxException e) {
            return true;
        }
    }

    String text() {
        return String.join("\n", lines);
    }

    /** The text of some lines alone. */
    String text(int from, int to) {
        return String.join("\n", Arrays.asList(lines).subList(from, to));
    }

    /** The script; refused where the tool cuts one of SQLite's statements in two, because SQLite then gets half of it. */
    MigrationScript script(MigrationScript file, String tool, String begin, String end) {
        String text = text();
        return cut(text)
                .map(position -> file.withText(text)
                        .refused(
                                position,
                                "%s ends a statement at every line that ends in a semicolon, also inside this one, and SQLite gets half of it"
                                        .formatted(tool),
                                "A trigger's body, a text of several lines or a comment is whole only between the lines \"%s\" and \"%s\": put them around it."
                                        .formatted(begin, end)))
                .orElseGet(() -> file.withText(text));
    }

    private Optional<SourcePosition> cut(String text) {
        Optional<SqlStatement> half = ToolCuts.cutInTwo(text, ends());
        if (half.isPresent() || Statements.of(text).isEmpty()) {
            return half.map(SqlStatement::position);
        }
        return pieces.stream()
                .filter(piece -> Statements.of(text(piece.from(), piece.to())).isEmpty())
                .findFirst()
                .map(piece -> new SourcePosition(piece.from() + 1, 1));
    }

    /** The offset in the text behind each piece. */
    private List<Integer> ends() {
        int[] ends = new int[lines.length + 1];
        for (int i = 0; i < lines.length; i++) {
            ends[i + 1] = ends[i] + lines[i].length() + 1;
        }
        return pieces.stream().map(piece -> ends[piece.to()] - 1).toList();
    }

    /** A remark at the beginning of a line, which counts from 0. */
    static ScriptRemark remark(int line, String message, String help) {
        return new ScriptRemark(new SourcePosition(line + 1, 1), message, help);
    }
}
