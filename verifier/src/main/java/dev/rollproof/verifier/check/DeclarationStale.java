package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.Declaration;
import dev.rollproof.verifier.migration.Declaration.Ignore;
import dev.rollproof.verifier.migration.Declaration.Irreversible;
import dev.rollproof.verifier.migration.Declaration.Lossy;
import java.util.List;

/** A {@code lossy} or {@code ignore} that nothing needs. */
final class DeclarationStale implements Check {
    static final String ID = "declaration-stale";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    /**
     * Judged only where everything was looked at: a missing rollback or another error may be why nothing was found, and without
     * rows nothing can be lost.
     */
    @Override
    public List<Finding> examine(Step step, Examination examined) {
        if (step.rollback().isEmpty() || examined.holdsError()) {
            return List.of();
        }
        return examined.declarations().stream()
                .filter(declared -> declared.excused().isEmpty())
                .map(Declared::declaration)
                .filter(declaration -> !(declaration instanceof Irreversible))
                .filter(declaration -> !Examination.isForLint(declaration))
                .filter(declaration -> step.rows().complete() || !isAboutRows(declaration))
                .map(this::finding)
                .toList();
    }

    /** What of that is for lint to say: only what lint asks, and only where all of it was reached. */
    List<Finding> ofLint(Step step, Examination examined) {
        if (!step.up().succeeded()) {
            return List.of();
        }
        return examined.declarations().stream()
                .filter(declared -> declared.excused().isEmpty())
                .map(Declared::declaration)
                .filter(Examination::isForLint)
                .map(this::finding)
                .toList();
    }

    private static boolean isAboutRows(Declaration declaration) {
        return declaration instanceof Lossy
                || (declaration instanceof Ignore ignore && Checks.OF_ROWS.contains(ignore.check()));
    }

    private Finding finding(Declaration declaration) {
        String subject = declaration.subject().orElseThrow();
        return finding(
                new Location(declaration.file(), declaration.position()),
                declaration instanceof Lossy
                        ? "declared lossy, but nothing of %s is lost".formatted(subject)
                        : "%s is ignored, but it finds nothing here".formatted(subject),
                "It would hide the next fault of its kind. Delete the declaration.");
    }
}
