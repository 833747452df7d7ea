package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.ScriptRemark;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.sql.SqlSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rollback of one changeset while its lines are gathered, as Liquibase joins them and where they stand in the file. */
final class LiquibaseRollbackText {
    private final StringBuilder joined = new StringBuilder();
    private final List<FormattedSqlFile.Line> lines = new ArrayList<>();
    private boolean block;

    /** A {@code --rollback} line: it ends with a line break. */
    void line(FormattedSqlFile.Line part) {
        joined.append(part.text()).append('\n');
        lines.add(part);
    }

    /** A line of a block comment: nothing stands between it and the next one. */
    void lineOfBlock(FormattedSqlFile.Line part) {
        joined.append(part.text());
        lines.add(part);
        block = true;
    }

    boolean isEmpty() {
        return joined.toString().isBlank();
    }

    /** Whether it says that there is nothing to take back. */
    boolean isNoOperation() {
        String said = joined.toString().strip().toLowerCase(Locale.ROOT);
        return said.matches("^not required.*") || said.matches("^empty.*");
    }

    boolean namesChangeset() {
        return joined.toString().toLowerCase(Locale.ROOT).contains("changesetid");
    }

    /** The word behind {@code changesetId:} and its like. */
    Optional<String> word(String name) {
        Matcher matcher = Pattern.compile(".*" + name + ":(\\S+).*", Pattern.CASE_INSENSITIVE)
                .matcher(joined.toString().replace("\n", ""));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    SourcePosition position() {
        return lines.get(0).position();
    }

    /** Whether joining made other SQL of the lines than they are. */
    boolean isGarbled() {
        try {
            return block && !LiquibaseSql.words(joined.toString()).equals(LiquibaseSql.words(inPlace()));
        } catch (SqlSyntaxException e) {
            return true;
        }
    }

    /** What Liquibase runs: where it is in the file, or, where that is other SQL, on the line of its beginning. */
    String sql() {
        if (!isGarbled()) {
            return inPlace();
        }
        return "\n".repeat(position().line() - 1) + joined.toString().stripTrailing();
    }

    private String inPlace() {
        return FormattedSqlFile.Line.inPlace(lines);
    }

    ScriptRemark garbled() {
        String one = joined.toString().strip();
        String shown = one.length() <= 60 ? one : one.substring(0, 60) + "…";
        return new ScriptRemark(
                position(),
                "Liquibase joins the lines of a /* liquibase rollback block with nothing between them, and makes this of them: "
                        + shown,
                "Words at the end of a line grow together with the next line, and a -- comment takes all that follows with it."
                        + " Write --rollback before each line instead.");
    }
}
