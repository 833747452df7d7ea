package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.List;
import java.util.stream.Stream;

/** A statement and the script that it is written in. */
record Written(MigrationScript script, SqlStatement statement) {
    /** Those of the up, then those of the rollback. */
    static Stream<Written> in(MigrationText text) {
        return Stream.concat(inUp(text), inRollback(text));
    }

    /** Those of the rollback. */
    static Stream<Written> inRollback(MigrationText text) {
        return text.migration().rollback().stream()
                .flatMap(script -> text.rollback().stream().map(s -> new Written(script, s)));
    }

    /** Whether it was not run, so that SQLite has said nothing of it: one of a rollback, or one behind a failure. */
    boolean isNotRun(MigrationText text) {
        return text.run().isEmpty()
                || !script.equals(text.migration().up())
                || text.run()
                        .flatMap(ScriptRun::failure)
                        .filter(failure -> isBehind(failure.position()))
                        .isPresent();
    }

    private boolean isBehind(SourcePosition other) {
        SourcePosition position = statement.position();
        return position.line() > other.line()
                || (position.line() == other.line() && position.column() > other.column());
    }

    /** Those of the up. */
    static Stream<Written> inUp(MigrationText text) {
        return text.up().stream().map(s -> new Written(text.migration().up(), s));
    }

    List<SqlToken> tokens() {
        return statement.tokens();
    }

    /** Where the statement begins. */
    Location location() {
        return Location.of(script.file(), statement.position());
    }

    /** Where one of its tokens stands. */
    Location location(SqlToken token) {
        return Location.of(script.file(), SourcePosition.of(script.text(), statement.offset() + token.offset()));
    }
}
