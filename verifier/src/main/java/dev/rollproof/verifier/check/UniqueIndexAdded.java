package dev.rollproof.verifier.check;

import dev.rollproof.verifier.snapshot.IndexedColumn;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.sql.SqlStatement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows that stood before the migration must be unique in something that they need not have been unique in. */
final class UniqueIndexAdded implements LintCheck {
    private static final List<String> MENDING = List.of("DELETE", "UPDATE", "REPLACE", "DISTINCT", "GROUP", "IGNORE");

    @Override
    public String id() {
        return "unique-index-added";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> lint(Step step) {
        if (step.rows().failure().isPresent()) {
            // migration-fails-on-rows says it, of the rows that were there.
            return List.of();
        }
        Reshaping up = Reshaping.of(step);
        return up.changes().stream()
                .map(change -> SqlName.fold(change.relation()))
                .distinct()
                .flatMap(name -> Reshaping.table(step.after(), name).stream())
                .filter(now -> !mendsRows(up, now) && !up.isEmptied(now.name()))
                .flatMap(now -> Reshaping.table(step.before(), now.name()).stream()
                        .flatMap(was -> added(up, was, now).stream()))
                .toList();
    }

    private List<Finding> added(Reshaping up, Table was, Table now) {
        List<TableKey> older = TableKey.of(was, up.step().before()).stream()
                .map(key -> key.renamed(
                        column -> up.moves().renamedColumn(was.name(), column).orElse(column)))
                .toList();
        return TableKey.of(now, up.after()).stream()
                .filter(TableKey::unique)
                .filter(key -> isMade(up, now, key))
                .filter(key -> older.stream().noneMatch(key::followsFrom))
                .filter(key -> key.columns().stream()
                        .allMatch(column -> up.nameBefore(now, column).isPresent()))
                .map(key -> finding(up, now, key))
                .toList();
    }

    /** Whether a statement makes the key; RENAME only writes it anew. */
    private static boolean isMade(Reshaping up, Table table, TableKey key) {
        return key.index().isEmpty()
                ? up.moves().maker(table.name()).isPresent()
                : up.statements()
                        .anyMatch(s -> s.tokens().get(0).is("CREATE")
                                && Pointer.names(s, key.index().orElseThrow()));
    }

    /** A script that deletes, changes or chooses rows of the table has thought of those that are alike. */
    private static boolean mendsRows(Reshaping up, SchemaObject table) {
        return up.statements().anyMatch(s -> Pointer.names(s, table.name()) && mends(s));
    }

    private static boolean mends(SqlStatement statement) {
        boolean schema = statement.tokens().get(0).is("CREATE")
                && statement.tokens().stream().noneMatch(token -> token.is("SELECT"));
        return !schema
                && statement.tokens().stream()
                        .anyMatch(token -> MENDING.stream().anyMatch(token::is));
    }

    private Finding finding(Reshaping up, Table table, TableKey key) {
        return finding(
                        place(up, table, key),
                        "%s on %s must hold for the rows that are there already"
                                .formatted(
                                        key.index().isPresent()
                                                ? key.name() + " (" + definition(key) + ")"
                                                : key.name(),
                                        table.name()),
                        "The migration fails where two rows are alike: find them first with " + query(table, key) + "; "
                                + lowered(up.runningCode())
                                + " fails where it writes such a row. Say in the migration what becomes of them.")
                .about(table.name());
    }

    private static Location place(Reshaping up, Table table, TableKey key) {
        Optional<Location> index = key.index().map(name -> Pointer.to(up.step().up(), name, table.name()));
        return index.orElseGet(
                () -> up.at(table.name(), key.columns().stream().findFirst().orElse(table.name())));
    }

    private static String definition(TableKey key) {
        return key.key().stream().map(IndexedColumn::definition).collect(Collectors.joining(", "));
    }

    /** The rows that are alike; NULL is like nothing. */
    private static String query(Table table, TableKey key) {
        String columns = key.key().stream()
                .map(part -> written(part)
                        + part.collation().map(name -> " COLLATE " + name).orElse(""))
                .collect(Collectors.joining(", "));
        String condition = key.key().stream()
                        .map(part -> written(part) + " IS NOT NULL")
                        .collect(Collectors.joining(" AND "))
                + key.where().map(where -> " AND (" + where.text() + ")").orElse("");
        return "SELECT %s, count(*) FROM %s WHERE %s GROUP BY %s HAVING count(*) > 1"
                .formatted(columns, SqlName.quoted(table.name()), condition, columns);
    }

    private static String written(IndexedColumn part) {
        return part.expression().text();
    }

    private static String lowered(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
