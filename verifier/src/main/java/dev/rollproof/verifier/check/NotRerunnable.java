package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A script that its tool runs in no transaction, and that cannot begin again after it has stopped half-way: what it made is there
 * then. Only where a later statement can stop it by what is in the tables.
 */
final class NotRerunnable implements LintCheck {
    /** What they do depends on the rows. */
    private static final Set<String> ON_ROWS = Set.of("INSERT", "UPDATE", "DELETE", "REPLACE", "WITH");

    private static final Set<String> TABLE_FOLLOWS = Set.of("INTO", "FROM", "JOIN", "UPDATE", "ON", "TABLE");

    private static final Set<String> ENDS = Set.of("COMMIT", "END", "ROLLBACK");

    @Override
    public String id() {
        return "not-rerunnable";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> lint(MigrationText text) {
        if (text.migration().up().transaction() != ScriptTransaction.NEVER) {
            return List.of();
        }
        List<Written> committed = eachByItself(text);
        return IntStream.range(0, committed.size())
                .filter(i -> failsAgain(committed.get(i).tokens()))
                .mapToObj(i -> committed.subList(i + 1, committed.size()).stream()
                        .filter(later -> canFailByRows(later.tokens()) && !isAboutMade(later.tokens(), committed))
                        .map(later -> finding(text, committed.get(i), later)))
                .map(Stream::findFirst)
                .flatMap(found -> found.stream())
                .limit(1)
                .toList();
    }

    /** Those outside of a transaction that the script opens itself. */
    private static List<Written> eachByItself(MigrationText text) {
        List<Written> committed = new ArrayList<>();
        boolean open = false;
        for (Written written : Written.inUp(text).toList()) {
            SqlToken first = written.tokens().get(0);
            if (first.is("BEGIN")) {
                open = true;
            } else if (ENDS.stream().anyMatch(first::is)) {
                open = false;
            } else if (!open) {
                committed.add(written);
            }
        }
        return committed;
    }

    /** What SQLite refuses the second time: to make what is there, to drop or alter what is gone. */
    private static boolean failsAgain(List<SqlToken> tokens) {
        boolean conditional = IntStream.range(0, Math.min(4, tokens.size()))
                .anyMatch(i -> tokens.get(i).is("IF"));
        SqlToken first = tokens.get(0);
        return first.is("ALTER") || ((first.is("CREATE") || first.is("DROP")) && !conditional);
    }

    private static boolean canFailByRows(List<SqlToken> tokens) {
        SqlToken first = tokens.get(0);
        return ON_ROWS.stream().anyMatch(first::is)
                || (first.is("CREATE") && tokens.size() > 1 && tokens.get(1).is("UNIQUE"))
                || (first.is("DROP") && tokens.size() > 1 && tokens.get(1).is("TABLE"));
    }

    /** Whether the rows are those of tables that the script makes itself: nothing in them is a surprise. */
    private static boolean isAboutMade(List<SqlToken> tokens, List<Written> committed) {
        List<String> made = committed.stream()
                .map(Written::tokens)
                .filter(create -> create.size() > 1
                        && create.get(0).is("CREATE")
                        && create.get(1).is("TABLE"))
                .flatMap(create -> namesBehind(create, Set.of("TABLE")))
                .toList();
        return namesBehind(tokens, TABLE_FOLLOWS)
                .allMatch(name -> made.stream().anyMatch(table -> SqlName.same(table, name)));
    }

    private static Stream<String> namesBehind(List<SqlToken> tokens, Set<String> words) {
        return IntStream.range(1, tokens.size())
                .filter(at -> words.stream().anyMatch(tokens.get(at - 1)::is))
                .map(at -> pastCondition(tokens, at))
                .filter(at -> at < tokens.size())
                .mapToObj(at -> tokens.get(at).name());
    }

    /** Behind IF EXISTS or IF NOT EXISTS, which may be all that there is. */
    private static int pastCondition(List<SqlToken> tokens, int at) {
        if (!tokens.get(at).is("IF")) {
            return at;
        }
        return at + (at + 1 < tokens.size() && tokens.get(at + 1).is("NOT") ? 3 : 2);
    }

    private Finding finding(MigrationText text, Written made, Written later) {
        List<SqlToken> tokens = made.tokens();
        int line = later.statement().position().line();
        return finding(
                made.location(),
                "it cannot run again where line %d stops it: %s %s stays, because the script runs in no transaction"
                        .formatted(
                                line,
                                tokens.get(0).text(),
                                tokens.size() > 2
                                        ? tokens.get(1).text() + " "
                                                + tokens.get(2).text()
                                        : ""),
                text.migration()
                                .up()
                                .afterFailure()
                                .map(sentence -> sentence + " ")
                                .orElse("")
                        + "Put BEGIN before it and COMMIT behind line " + line
                        + ", or give each part a migration of its own. IF NOT EXISTS lets a CREATE run again.");
    }
}
