package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.ScriptRemark;
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A script as Wrangler sends it to D1: {@code d1-trimmer.ts}, {@code d1-splitter.ts} and {@code buildMigrationQuery} of
 * Wrangler 4.164. Its splitter is SQLite's own {@code sqlite3_complete}, so it cuts where SQLite's statements end.
 */
final class WranglerScript {
    private static final String BEGIN = "BEGIN TRANSACTION";
    private static final List<String> CUT_OUT = List.of(BEGIN + ";", "COMMIT;");
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final MigrationScript written;

    private WranglerScript(MigrationScript written) {
        this.written = written.in(ScriptTransaction.ALWAYS);
    }

    /** What {@code wrangler d1 migrations apply} makes of a migration. */
    static MigrationScript migration(MigrationScript written, String table) {
        WranglerScript script = new WranglerScript(written);
        MigrationScript trimmed = script.trimmed();
        return trimmed.refusal().isPresent() || endsWithSemicolon(written.text())
                ? trimmed
                : script.withInsert(trimmed, table);
    }

    /** What {@code wrangler d1 execute --file} makes of a rollback. */
    static MigrationScript rollback(MigrationScript written) {
        return new WranglerScript(written).trimmed();
    }

    /**
     * Whether the last line leaves no doubt of it: a thousand files are read here, and most end so. A ; within a string or
     * comment that goes on over lines would be followed by its end.
     */
    private static boolean endsWithSemicolon(String text) {
        String stripped = text.stripTrailing();
        return stripped.endsWith(";")
                && !stripped.substring(stripped.lastIndexOf('\n') + 1).contains("--");
    }

    /** None where the text never ends a string or comment: the run says so. */
    private List<SqlStatement> statements() {
        return Statements.of(written.text()).orElse(List.of());
    }

    private MigrationScript trimmed() {
        String text = written.text();
        if (beginsWithMarkAndTrigger()) {
            return refusedForMark();
        }
        if (!text.contains(BEGIN)) {
            return written;
        }
        String rest = text;
        for (String words : CUT_OUT) {
            int at = text.indexOf(words);
            rest = at < 0 ? rest : TextPart.blanking(rest, at, at + words.length());
        }
        if (rest.contains(BEGIN)) {
            return written.refused(
                    SourcePosition.of(text, rest.indexOf(BEGIN)),
                    "Wrangler refuses a file in which " + BEGIN
                            + " still stands after it has cut out the first \"BEGIN TRANSACTION;\", be it in a comment",
                    "Nothing of this file is applied, nor of those after it. Take BEGIN TRANSACTION out: D1 runs each file"
                            + " in a transaction of its own.");
        }
        return written.withText(rest).misread(misreadings());
    }

    /** One for each statement that loses some of its words. */
    private List<ScriptRemark> misreadings() {
        List<ScriptRemark> remarks = new ArrayList<>();
        for (SqlStatement statement : statements()) {
            CUT_OUT.stream()
                    .filter(words -> isCutInside(statement, words))
                    .findFirst()
                    .ifPresent(words -> remarks.add(remark(words)));
        }
        return remarks;
    }

    private ScriptRemark remark(String words) {
        return new ScriptRemark(
                SourcePosition.of(written.text(), written.text().indexOf(words)),
                "Wrangler cuts the first \"BEGIN TRANSACTION;\" and the first \"COMMIT;\" out of a file wherever they"
                        + " stand, and this \"" + words + "\" is part of a statement",
                "The statement runs without these words. Write them in two parts, as in 'BEGIN ' || 'TRANSACTION;', or in"
                        + " other letter case.");
    }

    /** Whether the cut takes anything but the whole of the statement, or comments. */
    private boolean isCutInside(SqlStatement statement, String words) {
        int from = written.text().indexOf(words) - statement.offset();
        int to = from + words.length();
        boolean whole = from == 0 && to == statement.text().length();
        return from + statement.offset() >= 0
                && !whole
                && statement.tokens().stream().anyMatch(token -> overlaps(token, from, to));
    }

    private static boolean overlaps(SqlToken token, int from, int to) {
        return token.offset() < to && token.offset() + token.text().length() > from;
    }

    private MigrationScript withInsert(MigrationScript trimmed, String table) {
        Optional<SqlStatement> last = statements().stream()
                .reduce((first, second) -> second)
                .filter(statement -> !statement.text().endsWith(";"));
        return last.map(statement -> trimmed.refused(
                        SourcePosition.of(
                                written.text(),
                                statement.offset() + statement.text().length()),
                        "Wrangler writes its INSERT INTO \"%s\" right behind the file's text, and as the last statement has no ;"
                                        .formatted(table)
                                + " D1 takes the two for one: near \"INSERT\": syntax error",
                        "Nothing of this file is applied, nor of those after it. Write a ; behind the last statement."))
                .orElse(trimmed);
    }

    /** Then the mark is a word for Wrangler, and CREATE begins the statement no more. */
    private boolean beginsWithMarkAndTrigger() {
        if (written.text().isEmpty() || written.text().charAt(0) != BYTE_ORDER_MARK) {
            return false;
        }
        return statements().stream()
                .limit(1)
                .map(SqlStatement::tokens)
                .anyMatch(tokens ->
                        tokens.get(0).is("CREATE") && tokens.stream().limit(3).anyMatch(token -> token.is("TRIGGER")));
    }

    private MigrationScript refusedForMark() {
        return written.refused(
                statements().get(0).position(),
                "Wrangler takes the byte order mark at the beginning of the file for a letter of the first word, knows no"
                        + " CREATE TRIGGER in it, and cuts the trigger at the first ; of its body: incomplete input",
                "Nothing of this file is applied, nor of those after it. Save the file as UTF-8 without a byte order mark.");
    }
}
