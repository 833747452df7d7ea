package dev.rollproof.verifier.check;

import dev.rollproof.verifier.dialect.SqliteFeature;
import dev.rollproof.verifier.migration.SqliteVersion;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A statement needs a newer SQLite than production has. Asked only where the target says which that is. */
final class NewerSqlite implements LintCheck {
    @Override
    public String id() {
        return "newer-sqlite";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> lint(MigrationText text) {
        return text.source().target().production().stream()
                .flatMap(version -> Written.in(text).flatMap(written -> findings(written, version, text)))
                .toList();
    }

    private Stream<Finding> findings(Written written, SqliteVersion production, MigrationText text) {
        List<String> stubs = text.source().stubFunctions();
        return SqliteFeature.newerThan(production, written.tokens()).stream()
                .filter(use -> stubs.stream().noneMatch(use.token().text()::equalsIgnoreCase))
                .map(use -> finding(
                        written.location(use.token()),
                        "%s needs SQLite %s, and production has %s"
                                .formatted(
                                        capitalised(use.feature().name()),
                                        use.feature().since(),
                                        production),
                        "%s Or bring production to SQLite %s: %s"
                                .formatted(
                                        use.feature().instead(),
                                        use.feature().since(),
                                        use.feature().source())));
    }

    private static String capitalised(String name) {
        // The name of a function stays as it is written.
        return name.endsWith("()") || !name.contains(" ")
                ? name
                : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
