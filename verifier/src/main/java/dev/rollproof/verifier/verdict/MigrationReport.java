package dev.rollproof.verifier.verdict;

import dev.rollproof.verifier.check.Declared;
import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.migration.Migration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a command says of one migration. */
public sealed interface MigrationReport permits MigrationVerdict, LintedMigration {
    /** The migration. */
    Migration migration();

    /** What it comes to, in a few words: {@code restored, rows lost}. */
    String words();

    /** Those findings that count, in the order of the checks. */
    List<Finding> findings();

    /** What the migration declares, with the findings that do not count for its sake. */
    List<Declared> declarations();

    /** How long the first run of the up script took; empty when it was not reached. */
    Optional<Duration> up();

    /** How long the rollback took right after it; empty when it was not run. */
    Optional<Duration> rollback();

    /** How long the second run of the up script took; empty when it was not run. */
    Optional<Duration> reapply();

    /** The schemas that it was judged by; empty when it was not reached. */
    Optional<Evidence> evidence();

    /** A rollback that would bring the schema back, as a script; only where the one that is there does not. */
    Optional<String> suggestion();

    /** Whether a finding weighs {@code severity}, of those that count. */
    default boolean holds(Severity severity) {
        return findings().stream().anyMatch(f -> f.severity() == severity);
    }
}
