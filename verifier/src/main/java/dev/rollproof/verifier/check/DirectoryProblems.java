package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.stream.Stream;

/** The directory's problems of one kind: each kind is one check's business. */
final class DirectoryProblems {
    private DirectoryProblems() {}

    static <T extends DirectoryProblem> Stream<T> of(MigrationSet migrations, Class<T> kind) {
        return migrations.problems().stream().filter(kind::isInstance).map(kind::cast);
    }
}
