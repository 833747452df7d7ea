package dev.rollproof.verifier.check;

import dev.rollproof.verifier.run.ScriptFailure;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What PostgreSQL has and SQLite writes otherwise, in a statement that fails. */
final class PostgresFragment {
    private record Fragment(List<String> tokens, String advice) {}

    private static final List<Fragment> KNOWN = List.of(
            new Fragment(List.of(":", ":"), ":: is PostgreSQL's; SQLite has CAST(value AS type)."),
            new Fragment(
                    List.of("IF", "NOT", "EXISTS"),
                    "ADD COLUMN IF NOT EXISTS is PostgreSQL's; SQLite adds a column without asking."),
            new Fragment(
                    List.of("COLUMN", "IF", "EXISTS"),
                    "DROP COLUMN IF EXISTS is PostgreSQL's; SQLite drops a column without asking."),
            new Fragment(
                    List.of("now", "(", ")"),
                    "now() is PostgreSQL's; SQLite has CURRENT_TIMESTAMP and datetime('now')."),
            new Fragment(
                    List.of("gen_random_uuid", "(", ")"),
                    "gen_random_uuid() is PostgreSQL's; SQLite has lower(hex(randomblob(16)))."),
            new Fragment(List.of("SERIAL"), "SERIAL is PostgreSQL's; SQLite counts an INTEGER PRIMARY KEY by itself."),
            new Fragment(
                    List.of("BIGSERIAL"), "BIGSERIAL is PostgreSQL's; SQLite counts an INTEGER PRIMARY KEY by itself."),
            new Fragment(
                    List.of("ALTER", "COLUMN"),
                    "ALTER COLUMN is PostgreSQL's; SQLite gives a column another type only by building the table anew."));

    private PostgresFragment() {}

    /** Says of the statement that failed what of it is not SQLite's. */
    static Optional<String> advice(ScriptRun run) {
        return run.failure().map(ScriptFailure::position).stream()
                .flatMap(failed -> run.statements().stream()
                        .filter(statement -> statement.position().equals(failed)))
                .findFirst()
                .flatMap(PostgresFragment::advice);
    }

    private static Optional<String> advice(SqlStatement statement) {
        List<SqlToken> tokens = statement.tokens();
        boolean alters = tokens.get(0).is("ALTER");
        return KNOWN.stream()
                .filter(known -> alters || !known.tokens().contains("IF"))
                .filter(known -> IntStream.range(0, tokens.size())
                        .anyMatch(at -> stands(known.tokens(), tokens.subList(at, tokens.size()))))
                .findFirst()
                .map(Fragment::advice);
    }

    private static boolean stands(List<String> words, List<SqlToken> tokens) {
        return tokens.size() >= words.size()
                && IntStream.range(0, words.size()).allMatch(i -> isOrBegins(tokens.get(i), words.get(i)));
    }

    /** SQLite reads {@code ::text} as a stray colon and the variable {@code :text}. */
    private static boolean isOrBegins(SqlToken token, String word) {
        return word.equals(":")
                ? token.text().startsWith(word)
                : token.is(word) || token.text().equals(word);
    }
}
