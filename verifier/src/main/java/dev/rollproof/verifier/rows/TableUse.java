package dev.rollproof.verifier.rows;

import dev.rollproof.verifier.snapshot.SqlFragment;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The table that a statement acts on by name; those that it only reads are none.
 *
 * @param table its name then, folded
 * @param how what may happen to it and its rows
 */
record TableUse(String table, Set<Kind> how) {
    enum Kind {
        CREATE,
        ALTER,
        DROP,
        INSERT,
        UPDATE,
        DELETE,
        /** Rows that stand in the way of new ones are deleted. */
        REPLACE
    }

    static List<TableUse> of(List<SqlStatement> statements) {
        return statements.stream()
                .flatMap(statement -> of(new Words(statement.tokens())).stream())
                .toList();
    }

    /** Those of the statements between BEGIN and END of a trigger. */
    static List<TableUse> inBody(SqlFragment body) {
        List<TableUse> uses = new ArrayList<>();
        List<SqlToken> tokens = body.tokens();
        int start = 0;
        for (int i = 0; i <= tokens.size(); i++) {
            if (i == tokens.size() || isSymbol(tokens.get(i), ";")) {
                of(new Words(tokens.subList(start, i))).ifPresent(uses::add);
                start = i + 1;
            }
        }
        return uses;
    }

    private static Optional<TableUse> of(Words words) {
        if (words.accept("WITH")) {
            words.toStatementAfterWith();
        }
        Set<Kind> how = EnumSet.noneOf(Kind.class);
        if (words.accept("CREATE")) {
            how.add(Kind.CREATE);
            words.acceptOneOf("TEMP", "TEMPORARY", "VIRTUAL");
            return words.accept("TABLE") ? use(words.pastIfExists(), how) : Optional.empty();
        }
        if (words.accept("DROP") || words.at("ALTER")) {
            how.add(words.accept("ALTER") ? Kind.ALTER : Kind.DROP);
            return words.accept("TABLE") ? use(words.pastIfExists(), how) : Optional.empty();
        }
        if (words.accept("DELETE")) {
            how.add(Kind.DELETE);
            words.accept("FROM");
            return use(words, how);
        }
        return ofWriting(words, how);
    }

    private static Optional<TableUse> ofWriting(Words words, Set<Kind> how) {
        boolean update = words.accept("UPDATE");
        boolean replace = !update && words.accept("REPLACE");
        if (!update && !replace && !words.accept("INSERT")) {
            return Optional.empty();
        }
        if (words.accept("OR")) {
            replace = words.at("REPLACE");
            words.skip();
        }
        words.accept("INTO");
        how.add(update ? Kind.UPDATE : Kind.INSERT);
        if (replace) {
            how.add(Kind.REPLACE);
        }
        if (!update && words.sayDoUpdate()) {
            how.add(Kind.UPDATE);
        }
        return use(words, how);
    }

    private static Optional<TableUse> use(Words words, Set<Kind> how) {
        return words.objectName().map(name -> new TableUse(SqlName.fold(name), how));
    }

    private static boolean isSymbol(SqlToken token, String symbol) {
        return token.kind() == SqlToken.Kind.SYMBOL && token.text().equals(symbol);
    }

    /** The tokens of one statement, one after the other. */
    static final class Words {
        private final List<SqlToken> tokens;
        private int next;

        Words(List<SqlToken> tokens) {
            this.tokens = tokens;
        }

        boolean at(String word) {
            return next < tokens.size() && tokens.get(next).is(word);
        }

        boolean accept(String word) {
            boolean found = at(word);
            if (found) {
                next++;
            }
            return found;
        }

        boolean acceptOneOf(String... words) {
            for (String word : words) {
                if (accept(word)) {
                    return true;
                }
            }
            return false;
        }

        void skip() {
            next++;
        }

        Words pastIfExists() {
            if (accept("IF")) {
                accept("NOT");
                accept("EXISTS");
            }
            return this;
        }

        /** The name of an object, after that of its schema. */
        Optional<String> objectName() {
            Optional<String> name = name();
            if (next < tokens.size() && isSymbol(tokens.get(next), ".")) {
                next++;
                return name();
            }
            return name;
        }

        Optional<String> name() {
            return next < tokens.size() ? Optional.of(tokens.get(next++).name()) : Optional.empty();
        }

        void toStatementAfterWith() {
            int depth = 0;
            while (next < tokens.size()) {
                SqlToken token = tokens.get(next);
                if (isSymbol(token, "(")) {
                    depth++;
                } else if (isSymbol(token, ")")) {
                    depth--;
                } else if (depth == 0 && (at("INSERT") || at("REPLACE") || at("UPDATE") || at("DELETE"))) {
                    return;
                }
                next++;
            }
        }

        boolean sayDoUpdate() {
            for (int i = next; i + 1 < tokens.size(); i++) {
                if (tokens.get(i).is("DO") && tokens.get(i + 1).is("UPDATE")) {
                    return true;
                }
            }
            return false;
        }
    }
}
