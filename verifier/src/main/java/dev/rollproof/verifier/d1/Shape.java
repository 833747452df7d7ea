package dev.rollproof.verifier.d1;

import dev.rollproof.verifier.sql.SqlToken;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A statement as its first words show it; the rest is read on from a place. Without EXPLAIN. */
final class Shape {
    /** Source: SQLITE_CREATE_VTABLE in isAuthorized, src/workerd/util/sqlite.c++ of cloudflare/workerd. */
    static final Set<String> MODULES = Set.of("fts5", "fts5vocab", "rtree", "rtree_i32");

    /** Source: allowTransactions in src/workerd/api/sql.c++ of cloudflare/workerd, its beginning. */
    static final String NO_TRANSACTIONS =
            "To execute a transaction, please use the state.storage.transaction() or state.storage.transactionSync() APIs"
                    + " instead of the SQL BEGIN TRANSACTION or SAVEPOINT statements.";

    /** The tables of Cloudflare's that are known to be there: D1 does not drop them. */
    private static final Set<String> CLOUDFLARES_TABLES = Set.of("_cf_kv", "_cf_metadata");

    private final List<SqlToken> tokens;
    private int at;

    private Shape(List<SqlToken> tokens) {
        this.tokens = tokens;
    }

    static Shape of(List<SqlToken> tokens) {
        return new Shape(tokens);
    }

    /**
     * D1's words where the first ones decide.
     *
     * @param exists whether there is a table, an index, a view or a trigger of a name
     */
    Optional<Refusal> refusal(Predicate<String> exists) {
        at = 1;
        return switch (tokens.isEmpty() ? "" : tokens.get(0).text().toUpperCase(Locale.ROOT)) {
            case "BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE" ->
                Optional.of(
                        new Refusal(NO_TRANSACTIONS, "Remove it: D1 runs each migration in a transaction of its own"));
            case "ATTACH", "DETACH" -> Optional.of(Refusal.notAuthorized("Remove it: a D1 database stands alone"));
            case "VACUUM" ->
                Optional.of(
                        new Refusal("cannot VACUUM from within a transaction", "Remove it: D1 keeps its files itself"));
            case "PRAGMA" -> D1Pragmas.refusal(tokens.subList(1, tokens.size()));
            case "CREATE" -> ofCreate(exists);
            case "ALTER" -> ofAlter();
            case "DROP" -> ofDrop();
            default -> Optional.empty();
        };
    }

    private Optional<Refusal> ofCreate(Predicate<String> exists) {
        if (skip("TEMP") || skip("TEMPORARY")) {
            return temporary();
        }
        skip("UNIQUE");
        boolean virtual = skip("VIRTUAL");
        at++;
        Optional<SqlToken> schema = skipToName();
        if (schema.filter(Names::isTemporarySchema).isPresent()) {
            return temporary();
        }
        if (at >= tokens.size()) {
            return Optional.empty();
        }
        String name = tokens.get(at).name();
        if (Names.isCloudflares(name)) {
            return reserved(name);
        }
        // Where the name is taken SQLite says so, or IF NOT EXISTS ends it.
        return virtual && at + 2 < tokens.size() && !exists.test(name)
                ? ofModule(tokens.get(at + 2).name())
                : Optional.empty();
    }

    private static Optional<Refusal> ofModule(String module) {
        return MODULES.contains(module.toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of(Refusal.notAuthorized(
                        "D1 has virtual tables of fts5, fts5vocab, rtree and rtree_i32, and none of " + module));
    }

    private Optional<Refusal> ofAlter() {
        at++;
        skipToName();
        at++;
        if (!skip("RENAME") || !skip("TO") || at >= tokens.size()) {
            return Optional.empty();
        }
        String name = tokens.get(at).name();
        return Names.isCloudflares(name) ? reserved(name) : Optional.empty();
    }

    private Optional<Refusal> ofDrop() {
        at++;
        skipToName();
        return at < tokens.size()
                        && CLOUDFLARES_TABLES.contains(tokens.get(at).name().toLowerCase(Locale.ROOT))
                ? Optional.of(Refusal.notAuthorized("Remove it: the table is Cloudflare's own"))
                : Optional.empty();
    }

    /** What a CREATE TABLE, VIEW, INDEX or TRIGGER would make; empty for other statements. */
    Optional<String> created() {
        at = 1;
        skip("UNIQUE");
        return tokens.get(0).is("CREATE") && (skip("TABLE") || skip("VIEW") || skip("INDEX") || skip("TRIGGER"))
                ? name()
                : Optional.empty();
    }

    /** The table that an ALTER TABLE, a DROP TABLE or a CREATE TRIGGER is about; empty for other statements. */
    Optional<String> table() {
        at = 1;
        if (tokens.get(0).is("CREATE") && skip("TRIGGER")) {
            while (at < tokens.size() && !skip("ON")) {
                at++;
            }
        } else if (!(tokens.get(0).is("ALTER") || tokens.get(0).is("DROP")) || !skip("TABLE")) {
            return Optional.empty();
        }
        return name();
    }

    private Optional<String> name() {
        skipToName();
        return at < tokens.size() ? Optional.of(tokens.get(at).name()) : Optional.empty();
    }

    /** Steps over IF [NOT] EXISTS and a schema, which it returns, to the name. */
    private Optional<SqlToken> skipToName() {
        if (is(at, "IF") && (is(at + 1, "NOT") || is(at + 1, "EXISTS"))) {
            at += is(at + 1, "NOT") ? 3 : 2;
        }
        if (at + 1 < tokens.size() && tokens.get(at + 1).text().equals(".")) {
            at += 2;
            return Optional.of(tokens.get(at - 2));
        }
        return Optional.empty();
    }

    private boolean skip(String word) {
        boolean found = is(at, word);
        at += found ? 1 : 0;
        return found;
    }

    private boolean is(int index, String word) {
        return index < tokens.size() && tokens.get(index).is(word);
    }

    private static Optional<Refusal> temporary() {
        return Optional.of(
                Refusal.notAuthorized("D1 has no temporary objects; use an ordinary one, and drop it at the end"));
    }

    private static Optional<Refusal> reserved(String name) {
        return Optional.of(Refusal.notAuthorized(
                "Choose another name for " + name + ": _cf_ begins those of Cloudflare's own tables"));
    }
}
