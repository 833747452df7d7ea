package dev.rollproof.verifier.d1;

import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How the text of a trigger fares where D1 itself cuts a file into statements, which
 * {@code wrangler d1 migrations apply --remote} leaves to it. A local D1 does not do that; nor was it tried here.
 *
 * <p>Source: the reports github.com/cloudflare/workers-sdk/issues/15314 and 14991.
 */
public final class TriggerText {
    private TriggerText() {}

    /** Why D1 is reported to end the trigger at its first {@code ;}; empty for other statements and where nothing is known. */
    public static Optional<String> whyCut(SqlStatement statement) {
        List<SqlToken> tokens = statement.tokens();
        if (tokens.size() < 3
                || !tokens.get(0).is("CREATE")
                || tokens.subList(1, 3).stream().noneMatch(token -> token.is("TRIGGER"))) {
            return Optional.empty();
        }
        return IntStream.range(0, tokens.size())
                .filter(i -> tokens.get(i).is("BEGIN"))
                .boxed()
                .findFirst()
                .flatMap(begin -> whyCut(statement, begin));
    }

    private static Optional<String> whyCut(SqlStatement statement, int begin) {
        String written = statement.tokens().get(begin).text();
        if (!written.equals("BEGIN")) {
            return Optional.of("its " + written + " is not written BEGIN, in capitals, and D1 looks for nothing else");
        }
        return hasCarriageReturn(statement, begin)
                ? Optional.of("its lines end with CRLF, which a Wrangler from before August 2026 sends as they are")
                : Optional.empty();
    }

    /** Between the tokens: inside of quotes it is a value, and no Wrangler changes it. */
    private static boolean hasCarriageReturn(SqlStatement statement, int begin) {
        List<SqlToken> tokens = statement.tokens();
        return IntStream.range(begin, tokens.size() - 1).anyMatch(i -> {
            int end = tokens.get(i).offset() + tokens.get(i).text().length();
            return statement.text().substring(end, tokens.get(i + 1).offset()).contains("\r\n");
        });
    }
}
