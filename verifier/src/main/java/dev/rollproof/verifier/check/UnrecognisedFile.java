package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;

/** An {@code .sql} file that fits no rule of the layout. */
final class UnrecognisedFile implements Check {
    @Override
    public String id() {
        return "unrecognised-file";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> examine(MigrationSet migrations) {
        return DirectoryProblems.of(migrations, DirectoryProblem.UnrecognisedFile.class)
                .map(p -> finding(
                        Location.of(p.file()),
                        p.file() + " is not read as a migration: " + p.why(),
                        "Migration tools pass over it in silence. Rename it, or move it out of the folder."))
                .toList();
    }
}
