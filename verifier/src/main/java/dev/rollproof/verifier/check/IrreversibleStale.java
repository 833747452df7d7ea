package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.Declaration;
import dev.rollproof.verifier.migration.Declaration.Irreversible;
import java.util.List;

/** Declared irreversible although the rollback brings back schema and rows. */
final class IrreversibleStale implements Check {
    static final String ID = "irreversible-stale";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(Step step, Examination examined) {
        return examined.declarations().stream()
                .filter(declared -> declared.declaration() instanceof Irreversible)
                .limit(1)
                .filter(declared -> restores(step, examined, declared))
                .map(Declared::declaration)
                .map(this::finding)
                .toList();
    }

    private Finding finding(Declaration declaration) {
        return finding(
                new Location(declaration.file(), declaration.position()),
                "declared irreversible, but the rollback brings everything back",
                "Whoever believes it restores a backup where the rollback would do. Delete the declaration.");
    }

    /**
     * Whether the rollback does something and nothing is found wanting. Where rows are missing that a change of values would
     * show in, nothing is known.
     */
    static boolean restores(Step step, Examination examined, Declared declared) {
        boolean complete = step.rollback()
                .filter(Outcome::asExpected)
                .filter(IrreversibleStale::doesSomething)
                .isPresent();
        return complete
                && declared.excused().stream().allMatch(f -> f.check().equals("text-differs"))
                && !examined.holdsError()
                && step.rows().complete();
    }

    /** Some tools want a statement in every file, so people write {@code SELECT 1}. */
    private static boolean doesSomething(Outcome rollback) {
        return rollback.run().statements().stream()
                .anyMatch(statement -> !statement.tokens().get(0).is("SELECT"));
    }
}
