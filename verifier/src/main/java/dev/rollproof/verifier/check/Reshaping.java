package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange;
import dev.rollproof.verifier.diff.SchemaChange.ColumnChanged;
import dev.rollproof.verifier.diff.SchemaChange.ColumnLeftBehind;
import dev.rollproof.verifier.diff.SchemaChange.ColumnMissing;
import dev.rollproof.verifier.diff.SchemaChange.ObjectLeftBehind;
import dev.rollproof.verifier.diff.SchemaChange.ObjectMissing;
import dev.rollproof.verifier.diff.SchemaDiff;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.Target;
import dev.rollproof.verifier.migration.Tracking;
import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlFragment;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.snapshot.VirtualTable;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an up made of the tables that stood before it: read from the schemas before and after, and from its statements only
 * which table is a renamed one and which was built anew.
 *
 * @param changes from the schema before to the one after: <em>missing</em> is what the up took away
 */
record Reshaping(Step step, List<SchemaChange> changes, TableMoves moves) {
    static Reshaping of(Step step) {
        return new Reshaping(
                step,
                SchemaDiff.between(step.before(), step.after()).changes(),
                TableMoves.of(step.before(), step.up().statements()));
    }

    <T extends SchemaChange> Stream<T> changes(Class<T> kind) {
        return changes.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The objects of a kind that are there no more, but for those of a migration tool. */
    <T extends SchemaObject> Stream<T> gone(Class<T> kind) {
        return objects(changes(ObjectMissing.class).map(ObjectMissing::missing), kind);
    }

    /** The objects of a kind that were not there before. */
    <T extends SchemaObject> Stream<T> come(Class<T> kind) {
        return objects(changes(ObjectLeftBehind.class).map(ObjectLeftBehind::left), kind);
    }

    private static <T extends SchemaObject> Stream<T> objects(Stream<SchemaObject> objects, Class<T> kind) {
        return objects.filter(kind::isInstance)
                .map(kind::cast)
                .filter(object -> Arrays.stream(Tracking.Tool.values())
                        .noneMatch(tool -> SqlName.same(tool.tracking().table(), object.name())));
    }

    /** The tables, virtual ones too, that are there no more under their name, which no view has either. */
    List<SchemaObject> tablesGone() {
        return Stream.<SchemaObject>concat(gone(Table.class), gone(VirtualTable.class))
                .filter(table ->
                        !SqlName.same(table.name(), step.source().tracking().table()))
                .filter(table -> after().relation(table.name()).isEmpty())
                .toList();
    }

    /** What a table that is gone is called now. */
    Optional<String> nameNow(SchemaObject gone) {
        return moves.renamed(gone.name()).flatMap(after()::relation).map(SchemaObject::name);
    }

    /** What a column that is gone is called now. */
    Optional<String> nameNow(ColumnMissing gone) {
        return nameNow(gone.table(), gone.column());
    }

    /** What a column of a table that stands on both sides is called now, if that is another name: SQLite reads A as a. */
    Optional<String> nameNow(Table was, Column column) {
        return moves.renamedColumn(was.name(), column.name())
                .filter(name -> !SqlName.same(name, column.name()))
                .flatMap(name -> table(after(), was.name()).flatMap(table -> table.column(name)))
                .map(Column::name);
    }

    /** The columns that are declared otherwise; not those whose name another column has now. */
    Stream<ColumnChanged> changedColumns() {
        return changes(ColumnChanged.class).filter(change -> nameNow(change).isEmpty());
    }

    /** What a column is called now whose old name another one has. */
    Optional<String> nameNow(ColumnChanged change) {
        return nameNow(change.table(), change.was());
    }

    /** What a column of a table that stands on both sides was called before, if it was there; folded. */
    Optional<String> nameBefore(Table now, String column) {
        Optional<Table> was = table(step.before(), now.name());
        return was.flatMap(table -> table.columns().stream()
                .map(old -> SqlName.fold(old.name()))
                .filter(old -> moves.renamedColumn(now.name(), old).orElse(old).equals(SqlName.fold(column)))
                .findFirst());
    }

    /** Whether a table or view stands on both sides and is not the same one: it was built anew under its name. */
    boolean isRebuilt(String relation) {
        return step.before().relation(relation).isPresent()
                && after().relation(relation).isPresent()
                && moves.leaves(relation);
    }

    /** Whether a table is built anew and nothing is copied into it: no row was there before it. */
    boolean isEmptied(String table) {
        return isRebuilt(table)
                && statements()
                        .filter(s -> s.tokens().stream().anyMatch(token -> token.is("SELECT")))
                        .noneMatch(s -> Pointer.names(s, table));
    }

    /** Whether the script says DROP for this very object: {@code DROP INDEX idx}. */
    boolean drops(String type, String name) {
        return statements()
                .anyMatch(s -> s.tokens().size() > 2
                        && s.tokens().get(0).is("DROP")
                        && s.tokens().get(1).is(type)
                        && TableMoves.object(s)
                                .filter(SqlName.fold(name)::equals)
                                .isPresent());
    }

    /** Whether a fragment has the name of a table or column in it that the up took away: it could not stay as it is. */
    boolean speaksOfGone(SqlFragment fragment) {
        List<String> gone = Stream.concat(
                        changes(ObjectMissing.class)
                                .map(change -> change.missing().name()),
                        changes(ColumnMissing.class)
                                .map(change -> change.column().name()))
                .map(SqlName::fold)
                .toList();
        return fragment.tokens().stream()
                .filter(Pointer::isName)
                .anyMatch(token -> gone.contains(SqlName.fold(token.name())));
    }

    /** The columns that the up gave to a table that stood before it. */
    Stream<ColumnLeftBehind> newColumns() {
        return changes(ColumnLeftBehind.class)
                .filter(change ->
                        nameBefore(change.table(), change.column().name()).isEmpty());
    }

    Stream<SqlStatement> statements() {
        return step.up().statements().stream();
    }

    SchemaSnapshot after() {
        return step.after();
    }

    static Optional<Table> table(SchemaSnapshot schema, String name) {
        return schema.relation(name).filter(Table.class::isInstance).map(Table.class::cast);
    }

    /** To what the up does to a column: in the CREATE of a table that it builds anew, else where it alters the table. */
    Location at(String table, String column) {
        MigrationScript script = step.up().script();
        Optional<SqlStatement> maker = moves.maker(table);
        if (maker.isPresent()) {
            SqlStatement made = maker.get();
            return Location.of(
                    script.file(),
                    place(made, column)
                            .map(token -> SourcePosition.of(script.text(), made.offset() + token.offset()))
                            .orElse(made.position()));
        }
        return statements()
                .filter(s -> s.tokens().get(0).is("ALTER"))
                .filter(s ->
                        TableMoves.object(s).filter(SqlName.fold(table)::equals).isPresent())
                .filter(s -> place(s, column).isPresent())
                .findFirst()
                .map(s -> Location.of(script.file(), s.position()))
                .orElseGet(() -> Pointer.to(step.up(), column, table));
    }

    /** To the statement that drops a table or view, under whatever name it has then. */
    Location atDrop(String table) {
        return moves.drop(table)
                .map(drop -> Location.of(step.up().script().file(), drop.position()))
                .orElseGet(() -> Pointer.toChangeOf(step.up(), table));
    }

    /** To the statement that makes a table, or else drops it. */
    Location at(String table) {
        return moves.maker(table)
                .map(made -> Location.of(step.up().script().file(), made.position()))
                .orElseGet(() -> Pointer.toChangeOf(step.up(), table));
    }

    private static Optional<SqlToken> place(SqlStatement statement, String name) {
        return statement.tokens().stream()
                .skip(3)
                .filter(token -> Pointer.isName(token) && SqlName.same(token.name(), name))
                .findFirst();
    }

    /** Who still asks for what was there while the migration runs and after it, to begin a sentence with. */
    String runningCode() {
        return step.source().target() == Target.D1 ? "The deployed Worker" : "Code that is still running";
    }
}
