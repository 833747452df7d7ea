package dev.rollproof.verifier.snapshot;

import dev.rollproof.verifier.snapshot.Constraint.Action;
import dev.rollproof.verifier.snapshot.Constraint.Check;
import dev.rollproof.verifier.snapshot.Constraint.Deferral;
import dev.rollproof.verifier.snapshot.Constraint.ForeignKey;
import dev.rollproof.verifier.snapshot.Constraint.PrimaryKey;
import dev.rollproof.verifier.snapshot.Constraint.Unique;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a stored CREATE TABLE after the grammar of SQLite's parse.y. It relies on SQLite having accepted the text, so it
 * tells apart only what means different things; one method for each rule of the grammar, all in one place. CREATE TABLE … AS SELECT is never stored: SQLite writes the columns out.
 */
final class TableParser {
    private static final Set<String> COLUMN_CONSTRAINTS = Set.of(
            "constraint",
            "default",
            "null",
            "not",
            "primary",
            "unique",
            "check",
            "references",
            "deferrable",
            "collate",
            "as");
    private static final Set<String> TABLE_CONSTRAINTS = Set.of("constraint", "primary", "unique", "check", "foreign");

    private final TokenReader reader;
    private final List<Column> columns = new ArrayList<>();
    private final List<Constraint> constraints = new ArrayList<>();
    private Optional<String> constraintName = Optional.empty();
    private boolean primaryKeyAtColumn;

    private TableParser(TokenReader reader) {
        this.reader = reader;
    }

    static Table parse(String sql) {
        TokenReader reader = new TokenReader(sql);
        reader.expect("CREATE");
        if (!reader.accept("TEMP")) {
            reader.accept("TEMPORARY");
        }
        reader.expect("TABLE");
        return new TableParser(reader).table(StoredSqlParser.objectName(reader));
    }

    private Table table(String name) {
        reader.expectSymbol("(");
        do {
            columns.add(column());
        } while (reader.acceptSymbol(",") && !atOneOf(TABLE_CONSTRAINTS));
        while (!reader.acceptSymbol(")")) {
            tableConstraint();
            if (reader.acceptSymbol(",")) {
                constraintName = Optional.empty();
            }
        }
        boolean strict = false;
        boolean withoutRowid = false;
        while (!reader.atEnd() && !reader.atSymbol(";")) {
            if (reader.accept("WITHOUT")) {
                reader.expect("ROWID");
                withoutRowid = true;
            } else if (!reader.acceptSymbol(",")) {
                reader.expect("STRICT");
                strict = true;
            }
        }
        settleRowidAlias(withoutRowid);
        return new Table(name, columns, constraints, strict, withoutRowid, reader.sql());
    }

    private Column column() {
        constraintName = Optional.empty();
        ColumnClauses clauses = new ColumnClauses(reader.name(), type());
        while (columnConstraint(clauses)) {
            // One after the other, in any order.
        }
        return clauses.column();
    }

    private SqlFragment type() {
        List<SqlToken> type = new ArrayList<>();
        while (reader.atName()
                && !atOneOf(COLUMN_CONSTRAINTS)
                && !(reader.at("GENERATED") && reader.at(1, "ALWAYS") && reader.at(2, "AS"))) {
            type.add(reader.next());
        }
        if (!type.isEmpty() && reader.atSymbol("(")) {
            type.add(reader.next());
            type.addAll(reader.toClosingParenthesis());
            type.add(reader.previous());
        }
        return new SqlFragment(type);
    }

    /** Reads one clause of a column; false when there is none. */
    private boolean columnConstraint(ColumnClauses column) {
        if (reader.accept("CONSTRAINT")) {
            constraintName = Optional.of(reader.name());
        } else if (reader.accept("DEFAULT")) {
            column.defaultValue(defaultValue(), takeName());
        } else if (reader.accept("NULL")) {
            onConflict();
            takeName();
        } else if (reader.accept("NOT")) {
            notNullOrNotDeferrable(column);
        } else if (reader.accept("PRIMARY")) {
            primaryKey(column.name());
        } else if (reader.accept("UNIQUE")) {
            constraints.add(new Unique(takeName(), List.of(column.asKey(false)), onConflict()));
        } else if (reader.accept("CHECK")) {
            check();
        } else if (reader.accept("REFERENCES")) {
            references(List.of(column.name()));
        } else if (reader.accept("DEFERRABLE")) {
            deferLastForeignKey(deferral());
        } else if (reader.accept("COLLATE")) {
            column.collation(reader.name(), takeName());
        } else if (reader.at("GENERATED") || reader.at("AS")) {
            column.generated(generated(), takeName());
        } else {
            return false;
        }
        return true;
    }

    private void notNullOrNotDeferrable(ColumnClauses column) {
        if (reader.accept("NULL")) {
            column.notNull(new Column.NotNull(onConflict()), takeName());
        } else {
            reader.expect("DEFERRABLE");
            deferral();
            deferLastForeignKey(Deferral.NOT_DEFERRABLE);
        }
    }

    private SqlFragment defaultValue() {
        if (reader.atSymbol("(")) {
            return new SqlFragment(withoutOuterParentheses(reader.inParentheses()));
        }
        List<SqlToken> value = new ArrayList<>();
        if (reader.atSymbol("+") || reader.atSymbol("-")) {
            value.add(reader.next());
            if (reader.atSymbol("(")) {
                value.add(reader.next());
                value.addAll(reader.toClosingParenthesis());
                value.add(reader.previous());
                return new SqlFragment(value);
            }
        }
        value.add(reader.next());
        return new SqlFragment(value);
    }

    private static List<SqlToken> withoutOuterParentheses(List<SqlToken> tokens) {
        List<SqlToken> inner = tokens;
        while (opensAndCloses(inner)) {
            inner = inner.subList(1, inner.size() - 1);
        }
        return inner;
    }

    /** True when the first parenthesis is closed by the last token. */
    private static boolean opensAndCloses(List<SqlToken> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += TokenReader.nesting(tokens.get(i));
            if (depth == 0) {
                return i > 0 && i == tokens.size() - 1;
            }
        }
        return false;
    }

    private Column.Generated generated() {
        if (reader.accept("GENERATED")) {
            reader.expect("ALWAYS");
        }
        reader.expect("AS");
        SqlFragment expression = new SqlFragment(reader.inParentheses());
        boolean stored = reader.accept("STORED");
        if (!stored) {
            reader.accept("VIRTUAL");
        }
        return new Column.Generated(expression, stored);
    }

    private void primaryKey(String column) {
        reader.expect("KEY");
        boolean descending = reader.accept("DESC");
        if (!descending) {
            reader.accept("ASC");
        }
        Optional<String> onConflict = onConflict();
        boolean autoincrement = reader.accept("AUTOINCREMENT");
        primaryKeyAtColumn = true;
        constraints.add(new PrimaryKey(
                takeName(), List.of(ColumnClauses.asKey(column, descending)), autoincrement, onConflict, false));
    }

    private void check() {
        constraints.add(new Check(takeName(), new SqlFragment(reader.inParentheses()), onConflict()));
    }

    private void tableConstraint() {
        if (reader.accept("CONSTRAINT")) {
            constraintName = Optional.of(reader.name());
        } else if (reader.accept("PRIMARY")) {
            reader.expect("KEY");
            List<SqlToken> list = reader.inParentheses();
            boolean autoincrement = list.size() > 1 && list.get(list.size() - 1).is("AUTOINCREMENT");
            List<IndexedColumn> key =
                    StoredSqlParser.indexedColumns(autoincrement ? list.subList(0, list.size() - 1) : list);
            constraints.add(new PrimaryKey(takeName(), key, autoincrement, onConflict(), false));
        } else if (reader.accept("UNIQUE")) {
            List<IndexedColumn> key = StoredSqlParser.indexedColumns(reader.inParentheses());
            constraints.add(new Unique(takeName(), key, onConflict()));
        } else if (reader.accept("CHECK")) {
            check();
        } else {
            reader.expect("FOREIGN");
            reader.expect("KEY");
            List<String> own = StoredSqlParser.names(reader.inParentheses());
            reader.expect("REFERENCES");
            references(own);
            boolean not = reader.at("NOT") && reader.accept("NOT");
            if (reader.accept("DEFERRABLE")) {
                Deferral deferral = deferral();
                deferLastForeignKey(not ? Deferral.NOT_DEFERRABLE : deferral);
            }
        }
    }

    private void references(List<String> own) {
        String parent = reader.name();
        List<String> parentColumns = reader.atSymbol("(") ? StoredSqlParser.names(reader.inParentheses()) : List.of();
        Action onDelete = Action.NO_ACTION;
        Action onUpdate = Action.NO_ACTION;
        Optional<String> match = Optional.empty();
        while (reader.at("ON") || reader.at("MATCH")) {
            if (reader.accept("MATCH")) {
                match = Optional.of(reader.name());
                continue;
            }
            reader.expect("ON");
            if (reader.accept("DELETE")) {
                onDelete = action();
            } else if (reader.accept("UPDATE")) {
                onUpdate = action();
            } else {
                // SQLite reads ON INSERT and does nothing with it.
                reader.expect("INSERT");
                action();
            }
        }
        constraints.add(new ForeignKey(
                takeName(), own, parent, parentColumns, onDelete, onUpdate, match, Deferral.NOT_DEFERRABLE));
    }

    private Action action() {
        if (reader.accept("SET")) {
            if (reader.accept("NULL")) {
                return Action.SET_NULL;
            }
            reader.expect("DEFAULT");
            return Action.SET_DEFAULT;
        }
        if (reader.accept("CASCADE")) {
            return Action.CASCADE;
        }
        if (reader.accept("RESTRICT")) {
            return Action.RESTRICT;
        }
        reader.expect("NO");
        reader.expect("ACTION");
        return Action.NO_ACTION;
    }

    /** What stands after DEFERRABLE. */
    private Deferral deferral() {
        if (!reader.accept("INITIALLY")) {
            return Deferral.DEFERRABLE;
        }
        if (reader.accept("DEFERRED")) {
            return Deferral.INITIALLY_DEFERRED;
        }
        reader.expect("IMMEDIATE");
        return Deferral.DEFERRABLE;
    }

    /** As in SQLite, DEFERRABLE belongs to the last foreign key before it, even to that of an earlier column. */
    private void deferLastForeignKey(Deferral deferral) {
        for (int i = constraints.size() - 1; i >= 0; i--) {
            if (constraints.get(i) instanceof ForeignKey key) {
                constraints.set(
                        i,
                        new ForeignKey(
                                key.name(),
                                key.columns(),
                                key.parent(),
                                key.parentColumns(),
                                key.onDelete(),
                                key.onUpdate(),
                                key.match(),
                                deferral));
                return;
            }
        }
    }

    private Optional<String> onConflict() {
        if (!reader.accept("ON")) {
            return Optional.empty();
        }
        reader.expect("CONFLICT");
        return Optional.of(reader.name().toUpperCase(Locale.ROOT));
    }

    private void settleRowidAlias(boolean withoutRowid) {
        for (int i = 0; i < constraints.size(); i++) {
            if (constraints.get(i) instanceof PrimaryKey key) {
                boolean alias = !withoutRowid
                        && key.columns().size() == 1
                        && key.key().size() == 1
                        && !(primaryKeyAtColumn && key.key().get(0).descending())
                        && isInteger(key.columns().get(0));
                constraints.set(i, new PrimaryKey(key.name(), key.key(), key.autoincrement(), key.onConflict(), alias));
            }
        }
    }

    private boolean isInteger(String columnName) {
        return columns.stream()
                .filter(column -> SqlName.same(column.name(), columnName))
                .anyMatch(column -> column.type().tokens().size() == 1
                        && SqlName.same(column.type().tokens().get(0).name(), "INTEGER"));
    }

    private Optional<String> takeName() {
        Optional<String> name = constraintName;
        constraintName = Optional.empty();
        return name;
    }

    private boolean atOneOf(Set<String> words) {
        return !reader.atEnd()
                && reader.peek().kind() == SqlToken.Kind.WORD
                && words.contains(SqlName.fold(reader.peek().text()));
    }
}
