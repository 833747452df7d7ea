package dev.rollproof.verifier.rows;

import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.rows.RowComparison.Side;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.snapshot.VirtualTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of the rows, and who did it.
 *
 * <p>Rows and values are compared before the up and after the rollback. Where they differ, those after the up decide: what
 * was still there then, the rollback lost.
 */
public final class ContentsComparison {
    private final TableContents before;
    private final TableContents up;
    private final TableContents after;
    private final Renames renames;
    private final Judgement.Scripts scripts;

    private ContentsComparison(
            TableContents before, TableContents up, TableContents after, ScriptRun upRun, ScriptRun rollbackRun) {
        this.before = before;
        this.up = up;
        this.after = after;
        List<String> names = Stream.concat(
                        before.schema().tables().stream().map(Table::name),
                        before.schema().virtualTables().stream().map(VirtualTable::name))
                .map(SqlName::fold)
                .toList();
        this.renames = Renames.of(names, upRun.statements());
        List<TableUse> uses = TableUse.of(upRun.statements());
        this.scripts = new Judgement.Scripts(
                new Cascade(uses, before.schema(), up.schema()),
                new Cascade(TableUse.of(rollbackRun.statements()), up.schema(), after.schema()),
                new Whereabouts(before, up, uses.stream().map(TableUse::table).collect(Collectors.toSet())));
    }

    /**
     * Compares the rows of some tables, each as a whole.
     *
     * @param tables folded names of tables that existed before the up; those that are missing after the rollback are passed
     *     over, as are their columns: that is a difference of the schema
     * @return by table; empty when all rows came back
     */
    public static List<RowChange> of(
            TableContents before,
            TableContents afterUp,
            TableContents afterRollback,
            ScriptRun up,
            ScriptRun rollback,
            Set<String> tables) {
        ContentsComparison comparison = new ContentsComparison(before, afterUp, afterRollback, up, rollback);
        List<RowChange> changes = new ArrayList<>();
        for (String table : new TreeSet<>(tables)) {
            if (!comparison.showsRowsOf(table, tables)) {
                changes.addAll(comparison.changesIfReadable(table));
            }
        }
        return changes;
    }

    /** Whether {@code table} only shows the rows of another one that is compared too: they would be told twice. */
    private boolean showsRowsOf(String table, Set<String> tables) {
        return before.schema().relation(table).orElse(null) instanceof VirtualTable virtual
                && virtual.indexed()
                        .map(SqlName::fold)
                        .filter(tables::contains)
                        .flatMap(before.schema()::relation)
                        .filter(Table.class::isInstance)
                        .isPresent();
    }

    /** A virtual table may need what is not there: another table, a module. */
    private List<RowChange> changesIfReadable(String table) {
        try {
            return changes(table);
        } catch (StatementException e) {
            if (before.schema()
                    .relation(table)
                    .filter(VirtualTable.class::isInstance)
                    .isPresent()) {
                return List.of();
            }
            throw e;
        }
    }

    private List<RowChange> changes(String table) {
        Optional<RowSource> was = source(before, table);
        Optional<RowSource> is = source(after, table);
        if (was.isEmpty() || is.isEmpty()) {
            return List.of();
        }
        List<String> columns = was.get().columns().stream()
                .filter(column -> is.get().column(column).isPresent())
                .toList();
        if (columns.isEmpty()) {
            return List.of();
        }
        String nameAfterUp = up.schema().relation(renames.table(table)).isPresent() ? renames.table(table) : table;
        Side beforeSide = Side.of(before.database(), was.get(), columns);
        Optional<Side> upSide = source(up, nameAfterUp)
                .map(source -> beforeSide.afterUp(up.database(), source, columnsAfterUp(table, columns, source)));
        List<String> columnsAfter = columns.stream()
                .map(column -> is.get().column(column).orElseThrow())
                .toList();
        Tally tally = RowComparison.of(beforeSide, Side.of(after.database(), is.get(), columnsAfter), upSide);
        List<String> columnsThen = upSide.map(side -> side.source().columns()).orElse(List.of());
        return new Judgement(was.get(), columns, nameAfterUp, columnsThen, tally, scripts).changes();
    }

    private static Optional<RowSource> source(TableContents contents, String table) {
        return contents.schema().relation(table).flatMap(relation -> RowSource.of(contents.database(), relation));
    }

    private List<String> columnsAfterUp(String table, List<String> columns, RowSource source) {
        return columns.stream()
                .map(column -> renames.column(table, column)
                        .flatMap(source::column)
                        .or(() -> source.column(column))
                        .orElse(""))
                .toList();
    }
}
