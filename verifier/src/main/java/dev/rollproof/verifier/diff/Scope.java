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
import java.util.Set;

/**
 * What a double-quoted word can name at a place in the schema. One that names nothing is a string, as SQLite has it
 * (https://www.sqlite.org/quirks.html#dblquote).
 */
@FunctionalInterface
interface Scope {
    /** The names of the rowid, and of the rows that a trigger or an upsert sees. */
    Set<String> EVERYWHERE = Set.of("rowid", "oid", "_rowid_", "new", "old", "excluded");

    /** Where no column can stand: the value of a DEFAULT. */
    Scope NOTHING = name -> false;

    /** True when {@code name}, folded, names something. */
    boolean names(String name);

    /** In a CHECK, a generated column or an index: the columns of the table. */
    static Scope of(Table table) {
        return name -> EVERYWHERE.contains(name) || table.column(name).isPresent();
    }

    /** In a view or trigger: the relations that it mentions, their columns, and the names that it gives itself. */
    static Scope of(List<SqlFragment> fragments, String ownTable, SchemaSnapshot schema) {
        Set<String> names = new HashSet<>(EVERYWHERE);
        addRelation(ownTable, schema, names);
        for (SqlFragment fragment : fragments) {
            for (int i = 0; i < fragment.tokens().size(); i++) {
                if (isWord(fragment.tokens().get(i))) {
                    String word = fragment.tokens().get(i).name();
                    addRelation(word, schema, names);
                    if (CanonicalSql.givesName(fragment.tokens(), i)) {
                        names.add(SqlName.fold(word));
                    }
                }
            }
        }
        return names::contains;
    }

    private static boolean isWord(SqlToken token) {
        return switch (token.kind()) {
            case WORD, DOUBLE_QUOTED, QUOTED_NAME, STRING -> true;
            default -> false;
        };
    }

    private static void addRelation(String word, SchemaSnapshot schema, Set<String> names) {
        schema.relation(word).ifPresent(relation -> {
            names.add(SqlName.fold(word));
            columns(relation).forEach(column -> names.add(SqlName.fold(column)));
        });
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
