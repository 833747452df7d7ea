package dev.rollproof.verifier.check;

import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A PRAGMA that is given a value, as https://www.sqlite.org/pragma.html writes it. */
final class PragmaSetting {
    private static final Set<String> OFF = Set.of("off", "false", "no", "0");

    private PragmaSetting() {}

    /** Whether a statement gives a value to a PRAGMA of this name. */
    static boolean sets(SqlStatement pragma, String name) {
        List<SqlToken> tokens = pragma.tokens();
        int at = tokens.size() > 2 && tokens.get(2).text().equals(".") ? 3 : 1;
        return tokens.get(0).is("PRAGMA")
                && tokens.size() > at + 2
                && tokens.get(at).name().equalsIgnoreCase(name);
    }

    /** Whether the value is off; it stands behind {@code =}, or in parentheses. */
    static boolean isOff(SqlStatement pragma) {
        return pragma.tokens().stream()
                .skip(3)
                .anyMatch(token -> OFF.contains(token.name().toLowerCase(Locale.ROOT)));
    }
}
