package dev.rollproof.verifier.snapshot;

import dev.rollproof.verifier.sql.SqlToken;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is read of one column; of two clauses of a kind SQLite takes the last. */
final class ColumnClauses {
    private final String name;
    private final SqlFragment type;
    private final SortedMap<String, String> clauseNames = new TreeMap<>();
    private Optional<Column.NotNull> notNull = Optional.empty();
    private Optional<SqlFragment> defaultValue = Optional.empty();
    private Optional<String> collation = Optional.empty();
    private Optional<Column.Generated> generated = Optional.empty();

    ColumnClauses(String name, SqlFragment type) {
        this.name = name;
        this.type = type;
    }

    String name() {
        return name;
    }

    void notNull(Column.NotNull clause, Optional<String> clauseName) {
        notNull = Optional.of(clause);
        named("NOT NULL", clauseName);
    }

    void defaultValue(SqlFragment value, Optional<String> clauseName) {
        defaultValue = Optional.of(value);
        named("DEFAULT", clauseName);
    }

    void collation(String collationName, Optional<String> clauseName) {
        collation = Optional.of(collationName);
        named("COLLATE", clauseName);
    }

    void generated(Column.Generated how, Optional<String> clauseName) {
        generated = Optional.of(how);
        named("AS", clauseName);
    }

    IndexedColumn asKey(boolean descending) {
        return asKey(name, descending);
    }

    static IndexedColumn asKey(String column, boolean descending) {
        String quoted = SqlName.quoted(column);
        SqlToken token = new SqlToken(SqlToken.Kind.DOUBLE_QUOTED, quoted, 0);
        return new IndexedColumn(new SqlFragment(List.of(token)), Optional.empty(), descending);
    }

    Column column() {
        return new Column(name, type, notNull, defaultValue, collation, generated, clauseNames);
    }

    private void named(String clause, Optional<String> clauseName) {
        clauseNames.remove(clause);
        clauseName.ifPresent(given -> clauseNames.put(clause, given));
    }
}
