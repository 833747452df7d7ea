package dev.rollproof.verifier.check;

import dev.rollproof.verifier.run.ScriptFailure;
import dev.rollproof.verifier.run.ScriptRun;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A placeholder that nothing has filled in, in a statement that SQLite therefore does not understand. */
final class UnfilledPlaceholder {
    private static final Pattern DOLLAR = Pattern.compile("\\$\\{\\s*([^{}\\s]+)\\s*}");
    private static final Pattern BRACES = Pattern.compile("\\{\\{[^{}]*}}");

    private UnfilledPlaceholder() {}

    /** Says what to do about the first one in the statement that failed. */
    static Optional<String> advice(ScriptRun run) {
        return run.failure().stream()
                .flatMap(failure -> run.statements().stream()
                        .filter(statement -> statement.position().equals(failure.position()))
                        .flatMap(statement -> advice(failure, statement.text()).stream()))
                .findFirst();
    }

    private static Optional<String> advice(ScriptFailure failure, String statement) {
        Matcher dollar = DOLLAR.matcher(statement);
        if (failure.message().startsWith("unrecognized token: \"$\"") && dollar.find()) {
            return Optional.of(
                    "%s looks like a placeholder. Flyway, Liquibase and MyBatis Migrations fill one in: there --placeholder %s=VALUE says with what. Where something else does, give a folder in which that is done."
                            .formatted(dollar.group(), dollar.group(1)));
        }
        Matcher braces = BRACES.matcher(statement);
        return failure.message().startsWith("unrecognized token: \"{\"") && braces.find()
                ? Optional.of(
                        "%s looks like a template's placeholder, and Rollproof runs the file as it is: give a folder in which it is filled in."
                                .formatted(braces.group()))
                : Optional.empty();
    }
}
