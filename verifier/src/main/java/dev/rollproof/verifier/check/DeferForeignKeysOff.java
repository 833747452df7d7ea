package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.Target;
import java.util.List;
import java.util.stream.Stream;

/**
 * On D1 {@code PRAGMA defer_foreign_keys = OFF} sets what SQLite has counted of violations to zero, and the commit behind it sees
 * none. Tried on a local workerd and in SQLite itself; {@code docs/d1.md}.
 */
final class DeferForeignKeysOff implements LintCheck {
    @Override
    public String id() {
        return "defer-foreign-keys-off";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    /** Where keys are violated on the rows that are there, foreign-key-violation says it. */
    @Override
    public List<Finding> lint(Step step) {
        return step.up().succeeded() && step.rows().violations().isEmpty()
                ? findings(
                        step.source(),
                        step.up().statements().stream()
                                .map(s -> new Written(step.up().script(), s)))
                : List.of();
    }

    @Override
    public List<Finding> lint(MigrationText text) {
        return findings(text.source(), Written.in(text).filter(written -> written.isNotRun(text)));
    }

    private List<Finding> findings(MigrationSet source, Stream<Written> statements) {
        return source.target() == Target.D1
                ? statements
                        .filter(written -> PragmaSetting.sets(written.statement(), "defer_foreign_keys")
                                && PragmaSetting.isOff(written.statement()))
                        .map(written -> finding(
                                written.location(),
                                "PRAGMA defer_foreign_keys = OFF forgets the foreign keys that are violated so far: D1 commits them",
                                "Leave it out: the setting ends with the transaction by itself. Then D1 refuses the migration where a"
                                        + " row is left without its parent."))
                        .toList()
                : List.of();
    }
}
