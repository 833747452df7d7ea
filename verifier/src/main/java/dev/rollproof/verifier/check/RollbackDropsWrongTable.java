package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.sql.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rollback drops a table that stood before the migration, or drops one under a name that it has no more: what comes out when
 * the CREATE of a rebuild is turned into a DROP.
 */
final class RollbackDropsWrongTable implements LintCheck {
    @Override
    public String id() {
        return "rollback-drops-wrong-table";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> lint(Step step) {
        List<SqlStatement> rollback =
                MigrationText.of(step.source(), step.migration()).rollback();
        if (!step.up().succeeded() || rollback.isEmpty()) {
            return List.of();
        }
        TableMoves up = TableMoves.of(step.before(), step.up().statements());
        TableMoves down = TableMoves.of(step.after(), rollback);
        List<Finding> findings = new ArrayList<>();
        down.dropped()
                .forEach(
                        (table, drop) -> dropsOlder(step, up, down, table, drop).ifPresent(findings::add));
        down.dropsOfNothing()
                .forEach(drop -> dropsFormerName(step, up, down, drop).ifPresent(findings::add));
        return findings;
    }

    /** Of a table of the schema after, what was there before for it and is not there after the rollback. */
    private Optional<Finding> dropsOlder(Step step, TableMoves up, TableMoves down, String table, SqlStatement drop) {
        SchemaSnapshot before = step.before();
        return up.origin(table)
                .or(() -> Optional.of(table))
                .flatMap(before::relation)
                .map(SchemaObject::name)
                .filter(name -> !down.stands(name))
                .map(name -> finding(
                        place(step, drop),
                        "the rollback drops " + name + ", which stood before the migration, and does not make it again",
                        "All of its rows are gone then, also those from before the migration. "
                                + (up.leaves(name) ? anew(name) : "Drop only what the migration makes.")));
    }

    private Optional<Finding> dropsFormerName(Step step, TableMoves up, TableMoves down, SqlStatement drop) {
        Optional<String> name = TableMoves.object(drop).filter(dropped -> !down.stands(dropped));
        return name.flatMap(up::becomes)
                .flatMap(step.after()::relation)
                .map(SchemaObject::name)
                .map(now -> finding(
                        place(step, drop),
                        "the rollback drops %s, which the migration has renamed to %s"
                                .formatted(name.orElseThrow(), now),
                        "No table has that name any more: the rollback fails, or does nothing where it says IF EXISTS. "
                                + anew(now)));
    }

    private static String anew(String table) {
        return "Build %s anew as it was: create it under another name, copy the rows, drop %s, rename."
                .formatted(table, table);
    }

    private static Location place(Step step, SqlStatement statement) {
        Migration migration = step.migration();
        return Location.of(migration.rollback().orElseThrow().file(), statement.position());
    }
}
