package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.Target;
import dev.rollproof.verifier.sql.SqlToken;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A migration that carries rows as literals, so many that they are a load of data and no change of a schema. */
final class LargeDataLoad implements LintCheck {
    private static final int MANY_ROWS = 500;
    private static final int MANY_BYTES = 500_000;
    private static final Set<String> WRITING = Set.of("INSERT", "REPLACE");

    @Override
    public String id() {
        return "large-data-load";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> lint(MigrationText text) {
        List<Written> inserts = Written.inUp(text)
                .filter(written -> WRITING.stream().anyMatch(written.tokens().get(0)::is))
                .toList();
        int rows = inserts.stream().mapToInt(written -> rows(written.tokens())).sum();
        int bytes = inserts.stream()
                .mapToInt(written -> written.statement().text().getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (rows < MANY_ROWS && bytes < MANY_BYTES) {
            return List.of();
        }
        String message = String.format(
                Locale.ROOT,
                "the migration writes %,d %s of literals, %,d kB in %,d %s",
                rows,
                rows == 1 ? "row" : "rows",
                bytes / 1000,
                inserts.size(),
                inserts.size() == 1 ? "statement" : "statements");
        return List.of(finding(inserts.get(0).location(), message, help(text)));
    }

    private static String help(MigrationText text) {
        return (text.source().target() == Target.D1
                        ? "D1 takes statements of at most 100,000 bytes and runs the file in one transaction, 30 seconds long at the"
                                + " most."
                        : "They go in in one transaction, which locks out all other writers, and every new database repeats it.")
                + " Load them from outside of the migrations, in pieces; keep here what the schema cannot be without.";
    }

    /** The parenthesised rows behind VALUES; one for a SELECT. */
    private static int rows(List<SqlToken> tokens) {
        int depth = 0;
        int rows = 0;
        boolean values = false;
        for (SqlToken token : tokens) {
            values |= depth == 0 && token.is("VALUES");
            if (token.text().equals("(")) {
                rows += values && depth == 0 ? 1 : 0;
                depth++;
            } else if (token.text().equals(")")) {
                depth--;
            } else if (values && depth == 0 && token.is("ON")) {
                return rows;
            }
        }
        return Math.max(1, rows);
    }
}
