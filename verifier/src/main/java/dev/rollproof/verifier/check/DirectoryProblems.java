package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;
import java.util.stream.Stream;

/** The directory's problems of one kind: each kind is one check's business. */
final class DirectoryProblems {
    private DirectoryProblems() {}

    static <T extends DirectoryProblem> Stream<T> of(MigrationSet migrations, Class<T> kind) {
        return migrations.problems().stream().filter(kind::isInstance).map(kind::cast);
    }

    /** What the tool does otherwise than a person sees in the folder; the layout that read it says what. */
    static List<Finding> ofTool(Check check, ToolBehaviour.Kind kind, MigrationSet migrations) {
        return of(migrations, ToolBehaviour.class)
                .filter(behaviour -> behaviour.kind() == kind)
                .map(b -> check.finding(new Location(b.file(), b.position()), b.message(), b.help()))
                .toList();
    }
}
