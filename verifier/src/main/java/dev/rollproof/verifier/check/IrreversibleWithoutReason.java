package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.Declaration.Irreversible;
import java.util.List;

/** Declared irreversible without saying why. */
final class IrreversibleWithoutReason implements Check {
    static final String ID = "irreversible-without-reason";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    /** Silent where the declaration is stale: then it goes, and needs no reason. */
    @Override
    public List<Finding> examine(Step step, Examination examined) {
        return examined.declarations().stream()
                .filter(declared -> declared.declaration() instanceof Irreversible)
                .limit(1)
                .filter(declared -> declared.declaration().reason().isEmpty())
                .filter(declared -> !IrreversibleStale.restores(step, examined, declared))
                .map(Declared::declaration)
                .map(declaration -> finding(
                        new Location(declaration.file(), declaration.position()),
                        "declared irreversible without a reason",
                        "Whoever has to take it back one night reads here why that cannot be done, and what to do instead."
                                + " Write it behind the word: -- rollproof: irreversible REASON."))
                .toList();
    }
}
