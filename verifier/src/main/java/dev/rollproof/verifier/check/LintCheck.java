package dev.rollproof.verifier.check;

import java.util.List;

/** One thing that only {@code lint} looks at: nothing of it needs a rollback. */
interface LintCheck extends Check {
    /** What it finds in what an up did. The step has no rollback run; its migration has its rollback, if there is one. */
    default List<Finding> lint(Step step) {
        return List.of();
    }

    /** What it finds in the text of a migration, which may not have been reached. */
    default List<Finding> lint(MigrationText text) {
        return List.of();
    }
}
