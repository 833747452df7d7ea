package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;

/** Two files claim one version. */
final class DuplicateVersion implements Check {
    @Override
    public String id() {
        return "duplicate-version";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(MigrationSet migrations) {
        return DirectoryProblems.of(migrations, DirectoryProblem.DuplicateVersion.class)
                .map(p -> finding(
                        Location.of(p.files().get(p.files().size() - 1)),
                        "version " + p.version().text() + " stands in "
                                + p.files().size() + " files: " + String.join(", ", p.files()),
                        "Tools that go by the version apply one of them; "
                                + p.files().get(0) + " was verified. Give each its own."))
                .toList();
    }
}
