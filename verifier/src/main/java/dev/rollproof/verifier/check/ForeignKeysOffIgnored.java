package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.migration.Target;
import dev.rollproof.verifier.rows.RowChange;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.snapshot.TableReach;
import dev.rollproof.verifier.sql.SqlStatement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A script means to drop a table with foreign keys off, and they stay on: rows that refer to it go along, or stop it. */
final class ForeignKeysOffIgnored implements LintCheck {
    @Override
    public String id() {
        return "foreign-keys-off-ignored";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> lint(Step step) {
        if (!step.up().succeeded() || !step.source().foreignKeys()) {
            return List.of();
        }
        // Where all tables held rows, rows-cascaded or migration-fails-on-rows says what came of it, or nothing did.
        boolean shown = step.rows().complete()
                || step.rows().failure().isPresent()
                || step.rows().changes().stream()
                        .anyMatch(change -> change.byUp() && change.kind() == RowChange.Kind.CASCADED);
        Stream<Finding> ofUp = shown
                ? Stream.empty()
                : finding(step.source(), step.up().script(), step.up().statements(), step.before()).stream();
        Stream<Finding> ofRollback = step.migration().rollback().stream()
                .flatMap(rollback -> finding(
                        step.source(),
                        rollback,
                        MigrationText.of(step.source(), step.migration()).rollback(),
                        step.after())
                        .stream());
        return Stream.concat(ofUp, ofRollback).toList();
    }

    private Optional<Finding> finding(
            MigrationSet source, MigrationScript script, List<SqlStatement> statements, SchemaSnapshot start) {
        return ForeignKeysOff.ignored(script, statements)
                .flatMap(pragma -> TableMoves.of(start, statements).dropped().keySet().stream()
                        .sorted()
                        .filter(table -> !children(start, table, statements).isEmpty())
                        .findFirst()
                        .map(table -> finding(
                                source, script, pragma, table(start, table), children(start, table, statements))));
    }

    private Finding finding(
            MigrationSet source, MigrationScript script, SqlStatement pragma, String table, List<String> children) {
        boolean begun = script.transaction() != ScriptTransaction.ALWAYS;
        String where = source.target() == Target.D1
                ? "on D1"
                : begun ? "inside the transaction that the script has begun" : "inside the transaction of its tool";
        return finding(
                        Location.of(script.file(), pragma.position()),
                        "PRAGMA foreign_keys = OFF does nothing %s, and %s refers to %s, which the script drops"
                                .formatted(where, String.join(", ", children), table),
                        "DROP TABLE deletes the rows of " + table
                                + " first: ON DELETE CASCADE and SET NULL reach the rows that"
                                + " refer to them, also with PRAGMA defer_foreign_keys, and without an action the script fails. "
                                + (begun
                                        ? "Put the PRAGMA in front of BEGIN."
                                        : "Keep those rows in a copy without foreign keys and put them back after the rebuild."))
                .about(table);
    }

    /** The other tables whose rows refer to those of {@code parent}, but for those that the script fills again itself. */
    private static List<String> children(SchemaSnapshot schema, String parent, List<SqlStatement> statements) {
        Set<String> filled = TableReach.insertedInto(statements);
        return schema.tables().stream()
                .filter(table -> !SqlName.same(table.name(), parent) && !filled.contains(SqlName.fold(table.name())))
                .filter(table -> table.foreignKeys().stream().anyMatch(key -> SqlName.same(key.parent(), parent)))
                .map(Table::name)
                .toList();
    }

    private static String table(SchemaSnapshot schema, String folded) {
        return schema.relation(folded).map(SchemaObject::name).orElse(folded);
    }
}
