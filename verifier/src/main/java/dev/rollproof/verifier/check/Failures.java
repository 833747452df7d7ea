package dev.rollproof.verifier.check;

import dev.rollproof.verifier.run.ScriptFailure;
import dev.rollproof.verifier.run.ScriptFailure.Cause;
import dev.rollproof.verifier.run.ScriptRun;
import java.util.Arrays;
import java.util.Optional;

/** Failures by their cause: each cause is one check's business, whichever script it stopped. */
final class Failures {
    private Failures() {}

    static Optional<ScriptFailure> of(ScriptRun run, Cause... causes) {
        return run.failure().filter(failure -> Arrays.asList(causes).contains(failure.cause()));
    }
}
