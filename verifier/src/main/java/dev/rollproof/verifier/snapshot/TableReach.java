package dev.rollproof.verifier.snapshot;

import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables whose rows statements can read, change or fail on: those that they name, and what is reached from these by a
 * view, a trigger or a foreign key. Rather too many than too few: every word of a statement that is a table's name counts.
 */
public final class TableReach {
    private static final List<String> EXISTENCE = List.of("IF", "NOT", "EXISTS");

    private final SchemaSnapshot schema;
    private final Set<String> reached = new LinkedHashSet<>();
    private final Set<String> followed = new LinkedHashSet<>();
    private final Deque<StoredObject> open = new ArrayDeque<>();
    /** Triggers by the folded name of their table, and tables by that of the parent they refer to; made when first needed. */
    private @Nullable Map<String, Set<StoredObject>> followers;

    private TableReach(SchemaSnapshot schema) {
        this.schema = schema;
    }

    /**
     * Finds the tables of {@code schema} that {@code statements} reach.
     *
     * @return folded names ({@link SqlName#fold}) of ordinary and virtual tables
     */
    public static Set<String> of(SchemaSnapshot schema, List<SqlStatement> statements) {
        TableReach reach = new TableReach(schema);
        statements.forEach(reach::add);
        reach.follow();
        return reach.reached;
    }

    /**
     * The folded names of the tables that a script puts rows into, but for those that it makes itself: what stood there under
     * the name before is another table.
     */
    public static Set<String> insertedInto(List<SqlStatement> script) {
        Set<String> tables = new LinkedHashSet<>();
        Set<String> made = new LinkedHashSet<>();
        for (SqlStatement statement : script) {
            List<SqlToken> tokens = statement.tokens();
            if (isCreate(tokens, "TABLE")) {
                made.add(nameAfter(tokens, "TABLE"));
            } else if (tokens.get(0).is("ALTER")) {
                made.add(nameAfter(tokens, "TO"));
            } else {
                tables.add(nameAfter(tokens, "INTO"));
                tables.removeAll(made);
            }
        }
        tables.remove("");
        return tables;
    }

    /** The folded name that stands after the first {@code word}; empty where there is none. */
    private static String nameAfter(List<SqlToken> tokens, String word) {
        int at = 0;
        while (at < tokens.size() && !tokens.get(at).is(word)) {
            at++;
        }
        at++;
        while (at < tokens.size() && EXISTENCE.stream().anyMatch(tokens.get(at)::is)) {
            at++;
        }
        boolean qualified = at + 2 < tokens.size() && tokens.get(at + 1).text().equals(".");
        int name = qualified ? at + 2 : at;
        return name < tokens.size() ? SqlName.fold(tokens.get(name).name()) : "";
    }

    /** The folded words and quoted words of {@code statements}: they name no table that is not among them. */
    public static Set<String> namedBy(List<SqlStatement> statements) {
        Set<String> names = new LinkedHashSet<>();
        statements.forEach(statement -> addNames(statement, names));
        return names;
    }

    private static void addNames(SqlStatement statement, Set<String> names) {
        for (SqlToken token : statement.tokens()) {
            switch (token.kind()) {
                case WORD, DOUBLE_QUOTED, QUOTED_NAME, STRING -> names.add(SqlName.fold(token.name()));
                default -> {}
            }
        }
    }

    private void add(SqlStatement statement) {
        List<SqlToken> tokens = statement.tokens();
        if (touchesNoRow(tokens)) {
            return;
        }
        if (tokens.get(0).is("PRAGMA")) {
            if (tokens.stream().anyMatch(token -> token.name().equalsIgnoreCase("writable_schema"))) {
                schema.visibleTables().forEach(this::reach);
            }
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        addNames(statement, names);
        boolean changesNoOtherTable = tokens.get(0).is("ALTER") || isCreate(tokens, "INDEX");
        for (String name : names) {
            StoredObject relation = schema.stored(name);
            if (relation == null) {
                continue;
            }
            if (changesNoOtherTable && !relation.isView()) {
                reached.add(relation.foldedName());
            } else {
                reach(relation);
            }
        }
    }

    /** What only says how rows are to be read or what shall happen to them one day. */
    private static boolean touchesNoRow(List<SqlToken> tokens) {
        return isCreate(tokens, "VIEW")
                || isCreate(tokens, "TRIGGER")
                || (isCreate(tokens, "TABLE") && tokens.stream().noneMatch(token -> token.is("SELECT")))
                || (tokens.get(0).is("DROP")
                        && tokens.size() > 1
                        && !tokens.get(1).is("TABLE"));
    }

    private static boolean isCreate(List<SqlToken> tokens, String type) {
        return tokens.get(0).is("CREATE") && tokens.stream().skip(1).limit(2).anyMatch(token -> token.is(type));
    }

    private void reach(StoredObject relation) {
        if (relation.isTable()) {
            reached.add(relation.foldedName());
        }
        open.add(relation);
    }

    private void follow() {
        while (!open.isEmpty()) {
            StoredObject relation = open.remove();
            if (!followed.add(relation.foldedName())) {
                continue;
            }
            if (relation.isView()) {
                relation.mentions().forEach(this::reachByName);
            }
            for (StoredObject follower : followersOf(relation.foldedName())) {
                if (follower.isTrigger()) {
                    follower.mentions().forEach(this::reachByName);
                } else {
                    reach(follower);
                }
            }
        }
    }

    private void reachByName(String name) {
        StoredObject relation = schema.stored(name);
        if (relation != null) {
            reach(relation);
        }
    }

    private Set<StoredObject> followersOf(String name) {
        Map<String, Set<StoredObject>> all = followers;
        if (all == null) {
            all = new HashMap<>();
            for (StoredObject row : schema.rows()) {
                if (row.isTrigger()) {
                    all.computeIfAbsent(SqlName.fold(row.table()), n -> new LinkedHashSet<>())
                            .add(row);
                }
                for (Constraint.ForeignKey key : row.foreignKeys()) {
                    all.computeIfAbsent(SqlName.fold(key.parent()), n -> new LinkedHashSet<>())
                            .add(row);
                }
            }
            followers = all;
        }
        return all.getOrDefault(name, Set.of());
    }
}
