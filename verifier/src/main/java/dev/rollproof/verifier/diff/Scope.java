package dev.rollproof.verifier.diff;

import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlFragment;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.snapshot.View;
import dev.rollproof.verifier.snapshot.VirtualTable;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a double-quoted word can name at a place in the schema. One that names nothing is a string, as SQLite has it
 * (https://www.sqlite.org/quirks.html#dblquote).
 *
 * @param values the names of what has a value: columns, the rowid, what a query calls its columns and tables; folded
 * @param relations the names of tables and views, which have none: they are names only where a table can stand; folded
 */
record Scope(Set<String> values, Set<String> relations) {
    private static final Set<String> ROWID = Set.of("rowid", "oid", "_rowid_");

    /** Where no column can stand: the value of a DEFAULT. */
    static final Scope NOTHING = new Scope(Set.of(), Set.of());

    /** In a CHECK, a generated column or an index: the columns of the table. */
    static Scope of(Table table) {
        Set<String> values = new HashSet<>(ROWID);
        columns(table).forEach(column -> values.add(SqlName.fold(column)));
        return new Scope(values, Set.of());
    }

    /** In a view or trigger: the relations that it mentions, their columns, and the names that it gives itself. */
    static Scope of(List<SqlFragment> fragments, SchemaSnapshot schema) {
        Set<String> values = new HashSet<>(ROWID);
        Set<String> relations = new HashSet<>();
        for (SqlFragment fragment : fragments) {
            for (int i = 0; i < fragment.tokens().size(); i++) {
                if (isWord(fragment.tokens().get(i))) {
                    String word = fragment.tokens().get(i).name();
                    Optional<SchemaObject> relation = schema.relation(word);
                    if (relation.isPresent()) {
                        relations.add(SqlName.fold(word));
                        columns(relation.get()).forEach(column -> values.add(SqlName.fold(column)));
                    } else if (CanonicalSql.givesName(fragment.tokens(), i)) {
                        values.add(SqlName.fold(word));
                    }
                }
            }
        }
        return new Scope(values, relations);
    }

    private static boolean isWord(SqlToken token) {
        return switch (token.kind()) {
            case WORD, DOUBLE_QUOTED, QUOTED_NAME, STRING -> true;
            default -> false;
        };
    }

    private static List<String> columns(SchemaObject relation) {
        if (relation instanceof Table table) {
            return table.columns().stream().map(Column::name).toList();
        }
        if (relation instanceof View view) {
            return view.columns();
        }
        return relation instanceof VirtualTable table ? table.columns() : List.of();
    }
}
