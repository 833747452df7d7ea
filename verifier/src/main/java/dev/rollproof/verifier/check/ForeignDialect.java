package dev.rollproof.verifier.check;

import dev.rollproof.verifier.dialect.ForeignFragment;
import dev.rollproof.verifier.dialect.ForeignFragment.Reception;
import dev.rollproof.verifier.run.ScriptFailure;
import dev.rollproof.verifier.run.ScriptRun;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A statement is written for another database. Where the up stops at one, {@code migration-failed} says so. */
final class ForeignDialect implements LintCheck {
    private static final String REFUSED =
            "SQLite refuses the statement, which was not run: what stands before it fails, or nothing runs it here.";
    private static final String MISTAKEN =
            "SQLite may take the statement, and what it makes then fails or is something else.";

    @Override
    public String id() {
        return "foreign-dialect";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> lint(MigrationText text) {
        return Written.in(text)
                .filter(written -> !isWhereItFailed(written, text))
                .flatMap(written -> findings(written, text))
                .toList();
    }

    /** What SQLite ran holds nothing that it refuses. */
    private Stream<Finding> findings(Written written, MigrationText text) {
        List<String> stubs = text.source().stubFunctions();
        return ForeignFragment.in(written.tokens()).stream()
                .filter(use -> switch (use.fragment().reception()) {
                    case REFUSED -> written.isNotRun(text);
                    case MISTAKEN -> stubs.stream().noneMatch(use.token().text()::equalsIgnoreCase);
                    case SUSPECT -> false;
                })
                .map(use -> finding(
                        written.location(use.token()),
                        use.sentence(),
                        use.fragment().reception() == Reception.REFUSED ? REFUSED : MISTAKEN));
    }

    private static boolean isWhereItFailed(Written written, MigrationText text) {
        return written.script().equals(text.migration().up())
                && text.run()
                        .flatMap(ScriptRun::failure)
                        .filter(failure ->
                                failure.position().equals(written.statement().position()))
                        .isPresent();
    }

    /** Says of the statement that failed what of it is not SQLite's. */
    static Optional<String> advice(ScriptRun run) {
        return run.failure().map(ScriptFailure::position).stream()
                .flatMap(failed -> run.statements().stream()
                        .filter(statement -> statement.position().equals(failed)))
                .findFirst()
                .flatMap(statement -> ForeignFragment.firstIn(statement.tokens()))
                .map(use -> use.sentence() + ".");
    }
}
