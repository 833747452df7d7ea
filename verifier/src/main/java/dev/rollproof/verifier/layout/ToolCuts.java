package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.sql.SqlStatement;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Where a tool cuts a script, held against where SQLite's statements end. */
final class ToolCuts {
    private ToolCuts() {}

    /**
     * Finds the first of SQLite's statements that the tool cuts in two: SQLite then gets half of it.
     *
     * @param ends the offsets after which the tool begins its next statement
     * @return empty too where the text is no sequence of statements: the run says so
     */
    static Optional<SqlStatement> cutInTwo(String text, List<Integer> ends) {
        return Statements.of(text).flatMap(statements -> cutInTwo(statements, ends));
    }

    /** Finds it among statements that are read already. */
    static Optional<SqlStatement> cutInTwo(List<SqlStatement> statements, List<Integer> ends) {
        NavigableSet<Integer> cuts = new TreeSet<>(ends);
        return statements.stream().filter(statement -> isCut(cuts, statement)).findFirst();
    }

    private static boolean isCut(NavigableSet<Integer> cuts, SqlStatement statement) {
        Integer cut = cuts.higher(statement.offset());
        return cut != null && cut < statement.offset() + statement.text().length();
    }
}
