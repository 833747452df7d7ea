package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;

/** A number is missing between two migrations. */
final class VersionGap implements Check {
    @Override
    public String id() {
        return "version-gap";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> examine(MigrationSet migrations) {
        return DirectoryProblems.of(migrations, DirectoryProblem.VersionGap.class)
                .map(p -> finding(
                        Location.of(p.fileAfter()),
                        "no migration between " + p.fileBefore() + " and " + p.fileAfter(),
                        "A file was lost, or a branch is not merged yet; when it comes, databases that already passed will"
                                + " not run it in order."))
                .toList();
    }
}
