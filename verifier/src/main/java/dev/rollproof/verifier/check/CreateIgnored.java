package dev.rollproof.verifier.check;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A CREATE TABLE IF NOT EXISTS finds the table there, and what it declares beyond that is never made. */
final class CreateIgnored implements LintCheck {
    private static final List<String> BEGINNING = List.of("CREATE", "TABLE", "IF", "NOT", "EXISTS");

    @Override
    public String id() {
        return "create-ignored";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> lint(Step step) {
        return step.up().succeeded()
                ? step.up().statements().stream()
                        .flatMap(statement -> finding(step, statement).stream())
                        .toList()
                : List.of();
    }

    private Optional<Finding> finding(Step step, SqlStatement statement) {
        return name(statement)
                .filter(name -> table(step.before(), name).isPresent())
                .flatMap(name -> {
                    Table there = table(step.after(), name).orElse(null);
                    Optional<Table> declared = declared(statement, name);
                    if (there == null || declared.isEmpty()) {
                        return Optional.empty();
                    }
                    List<Column> missing = declared.get().columns().stream()
                            .filter(column ->
                                    there.columns().stream().noneMatch(c -> SqlName.same(c.name(), column.name())))
                            .toList();
                    return missing.isEmpty() ? Optional.empty() : Optional.of(finding(step, statement, there, missing));
                });
    }

    private Finding finding(Step step, SqlStatement statement, Table there, List<Column> missing) {
        return finding(
                Location.of(step.up().script().file(), statement.position()),
                "CREATE TABLE IF NOT EXISTS %s does nothing: the table is there, and has no %s"
                        .formatted(
                                there.name(), missing.stream().map(Column::name).collect(Collectors.joining(", "))),
                "The migration passes, and what needs %s fails later. Write ALTER TABLE %s ADD COLUMN %s; or leave out IF NOT"
                                .formatted(
                                        missing.size() == 1 ? "the column" : "the columns",
                                        there.name(),
                                        missing.get(0).definition())
                        + " EXISTS, so that it is told.");
    }

    private static Optional<String> name(SqlStatement statement) {
        List<SqlToken> tokens = statement.tokens();
        boolean creates = tokens.size() > BEGINNING.size()
                && Stream.iterate(0, i -> i < BEGINNING.size(), i -> i + 1)
                        .allMatch(i -> tokens.get(i).is(BEGINNING.get(i)));
        return creates ? TableMoves.object(statement) : Optional.empty();
    }

    /** What the statement makes where nothing is. */
    private static Optional<Table> declared(SqlStatement statement, String name) {
        try (SqliteDatabase empty = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
            empty.command(statement.text());
            return table(SchemaSnapshot.capture(empty), name);
        } catch (StatementException itNeedsOthers) {
            // CREATE TABLE ... AS SELECT, for example.
            return Optional.empty();
        }
    }

    private static Optional<Table> table(SchemaSnapshot schema, String name) {
        return schema.tables().stream()
                .filter(table -> SqlName.same(table.name(), name))
                .findFirst();
    }
}
