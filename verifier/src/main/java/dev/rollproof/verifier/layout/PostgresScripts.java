package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tells migrations for PostgreSQL by what SQLite and MySQL have no word for. */
final class PostgresScripts {
    /** A script without any of these is not cut into tokens: thousands are read here, and hardly one is PostgreSQL's. */
    private static final List<String> HINTS = List.of("do $", "plpgsql", "extension", "enum", "function", "table only");

    /** What follows the name in SQLite's own ALTER TABLE: a table may be called {@code only}. */
    private static final Set<String> ALTERATIONS = Set.of("RENAME", "ADD", "DROP", "ALTER");

    private record Sign(String shown, int offset) {}

    private PostgresScripts() {}

    /** @throws InvalidInputException when a migration is certainly for PostgreSQL; the message names the place */
    static void requireNone(MigrationSet migrations) {
        for (Migration migration : migrations.all()) {
            MigrationScript up = migration.up();
            if (HINTS.stream().anyMatch(hint -> holds(up.text(), hint))) {
                sign(up.text()).ifPresent(sign -> {
                    throw new InvalidInputException(
                            "%s:%d: %s: this is a migration for PostgreSQL, and Rollproof runs SQLite; give a folder of SQLite migrations"
                                    .formatted(
                                            migrations.directory().resolve(up.file()),
                                            SourcePosition.of(up.text(), sign.offset())
                                                    .line(),
                                            sign.shown()));
                });
            }
        }
    }

    private static boolean holds(String text, String hint) {
        return text.contains(hint) || text.contains(hint.toUpperCase(Locale.ROOT));
    }

    private static Optional<Sign> sign(String text) {
        return Statements.of(text).stream()
                .flatMap(List::stream)
                .flatMap(PostgresScripts::signs)
                .findFirst();
    }

    private static Stream<Sign> signs(SqlStatement statement) {
        List<SqlToken> tokens = statement.tokens();
        if (begins(tokens, "DO") && isDollar(tokens, 1)) {
            return Stream.of(new Sign("DO $$", statement.offset()));
        }
        if (begins(tokens, "CREATE", "EXTENSION")) {
            return Stream.of(new Sign("CREATE EXTENSION", statement.offset()));
        }
        if (begins(tokens, "CREATE", "TYPE") && follow(tokens, "AS", "ENUM").isPresent()) {
            return Stream.of(new Sign("CREATE TYPE … AS ENUM", statement.offset()));
        }
        Optional<SqlToken> language = follow(tokens, "LANGUAGE", "plpgsql");
        if (language.isPresent()) {
            return Stream.of(new Sign(
                    "LANGUAGE plpgsql", statement.offset() + language.get().offset()));
        }
        return dialect(statement, tokens).stream();
    }

    private static Optional<Sign> dialect(SqlStatement statement, List<SqlToken> tokens) {
        boolean function =
                begins(tokens, "CREATE", "FUNCTION") || begins(tokens, "CREATE", "OR", "REPLACE", "FUNCTION");
        if (function && IntStream.range(0, tokens.size()).anyMatch(at -> isDollar(tokens, at))) {
            return Optional.of(new Sign("CREATE FUNCTION … AS $$", statement.offset()));
        }
        return begins(tokens, "ALTER", "TABLE", "ONLY")
                        && tokens.size() > 3
                        && !ALTERATIONS.contains(tokens.get(3).text().toUpperCase(Locale.ROOT))
                ? Optional.of(new Sign("ALTER TABLE ONLY", statement.offset()))
                : Optional.empty();
    }

    private static boolean begins(List<SqlToken> tokens, String... words) {
        return follow(tokens.subList(0, Math.min(words.length, tokens.size())), words)
                .isPresent();
    }

    /** The first of the tokens that are these words, one after the other; quoted ones too, as in {@code LANGUAGE 'plpgsql'}. */
    private static Optional<SqlToken> follow(List<SqlToken> tokens, String... words) {
        for (int at = 0; at + words.length <= tokens.size(); at++) {
            int first = at;
            if (Stream.iterate(0, i -> i < words.length, i -> i + 1)
                    .allMatch(i -> tokens.get(first + i).name().equalsIgnoreCase(words[i]))) {
                return Optional.of(tokens.get(at));
            }
        }
        return Optional.empty();
    }

    private static boolean isDollar(List<SqlToken> tokens, int at) {
        return tokens.size() > at && tokens.get(at).text().startsWith("$");
    }
}
