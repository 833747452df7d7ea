package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.Declaration;
import dev.rollproof.verifier.migration.Declaration.Ignore;
import dev.rollproof.verifier.migration.Declaration.Malformed;
import dev.rollproof.verifier.migration.Declarations;
import dev.rollproof.verifier.migration.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A comment that begins as a declaration does cannot be read, or ignores what cannot be ignored. */
final class DeclarationMalformed implements Check {
    static final String ID = "declaration-malformed";

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
        return Declarations.of(step.migration()).all().stream()
                .flatMap(declaration -> fault(declaration).map(fault -> finding(declaration, fault)).stream())
                .toList();
    }

    private Finding finding(Declaration declaration, String fault) {
        return finding(
                new Location(declaration.file(), declaration.position()),
                "the declaration has no effect: " + fault,
                "Write -- rollproof: irreversible REASON, -- rollproof: lossy TABLE[.COLUMN] REASON or -- rollproof: ignore"
                        + " CHECK-ID REASON, or delete it.");
    }

    /** Why {@code declaration} has no effect, as part of a sentence; empty when it has one. */
    static Optional<String> fault(Declaration declaration) {
        if (declaration instanceof Malformed malformed) {
            return Optional.of(malformed.fault());
        }
        return declaration instanceof Ignore ignore ? fault(ignore.check()) : Optional.empty();
    }

    private static Optional<String> fault(String check) {
        List<String> known = Checks.ALL.stream().map(Check::id).toList();
        if (!known.contains(check)) {
            return Optional.of(
                    "there is no check \"%s\"; did you mean %s?".formatted(check, NearestName.of(check, known)));
        }
        if (Checks.FAILURES.contains(check)) {
            return Optional.of("%s cannot be ignored: where a script fails, nothing is proven".formatted(check));
        }
        if (Stream.of(ID, DeclarationStale.ID, IrreversibleStale.ID, IrreversibleWithoutReason.ID)
                .anyMatch(check::equals)) {
            return Optional.of("%s cannot be ignored: it is about declarations".formatted(check));
        }
        if (Checks.OF_THE_SNAPSHOTS.contains(check)) {
            return Optional.of(
                    "%s cannot be ignored: it is about a released migration; \"severity\" in rollproof.json makes less of it"
                            .formatted(check));
        }
        return Checks.OF_THE_DIRECTORY.contains(check)
                ? Optional.of("%s cannot be ignored here: it is about the folder as a whole".formatted(check))
                : Optional.empty();
    }
}
