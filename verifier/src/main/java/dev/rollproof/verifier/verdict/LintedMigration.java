package dev.rollproof.verifier.verdict;

import dev.rollproof.verifier.check.Declared;
import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.migration.Migration;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What lint says of one migration.
 *
 * @param findings those that count, in the order of the checks
 * @param declarations what the migration declares of them, with the findings that do not count for its sake
 * @param up how long the up script took; empty when it was not reached, and only its text was read
 * @param evidence the schemas that it was judged by; empty when it was not reached
 */
public record LintedMigration(
        Migration migration,
        List<Finding> findings,
        List<Declared> declarations,
        Optional<Duration> up,
        Optional<Evidence> evidence)
        implements MigrationReport {
    /** Copies the lists. */
    public LintedMigration {
        findings = List.copyOf(findings);
        declarations = List.copyOf(declarations);
    }

    /** How much was found, of each severity: {@code 1 error, 2 warnings}. */
    @Override
    public String words() {
        String found = Arrays.stream(Severity.values())
                .map(this::counted)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
        if (!found.isEmpty()) {
            return found;
        }
        return up.isPresent() ? "nothing found" : "not reached";
    }

    private String counted(Severity severity) {
        long count = findings.stream().filter(f -> f.severity() == severity).count();
        return count == 0 ? "" : count + " " + severity.id() + (count == 1 ? "" : "s");
    }

    /** No rollback is run. */
    @Override
    public Optional<Duration> rollback() {
        return Optional.empty();
    }

    /** No up is run twice. */
    @Override
    public Optional<Duration> reapply() {
        return Optional.empty();
    }

    /** No rollback is judged. */
    @Override
    public Optional<String> suggestion() {
        return Optional.empty();
    }
}
