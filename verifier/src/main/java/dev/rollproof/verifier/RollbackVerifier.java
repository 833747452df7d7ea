package dev.rollproof.verifier;

import dev.rollproof.verifier.check.Checks;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.run.Engine;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import dev.rollproof.verifier.verdict.VerificationReport;
import java.util.List;

/**
 * Proves, migration by migration, that each rollback restores exactly the schema and the rows that were there before: up,
 * rollback, up again, on what the migrations and seeds before it left and on rows made for it, and at last the whole way down
 * from the latest version, all on real SQLite.
 */
public final class RollbackVerifier {
    private final VerificationOptions options;
    private final int leastSection;

    /** A verifier that works as {@code options} say. */
    public RollbackVerifier(VerificationOptions options) {
        this(options, Section.LEAST_LENGTH);
    }

    RollbackVerifier(VerificationOptions options, int leastSection) {
        this.options = options;
        this.leastSection = leastSection;
    }

    /**
     * Verify every migration of {@code migrations}; a failing one hides no other that does not build on it.
     *
     * @throws InvalidInputException when there is none to verify: nothing is proven where nothing ran
     */
    public VerificationReport verify(MigrationSet migrations) {
        Engine engine = Engine.of(migrations, options.foreignKeys());
        Verification verification = new Verification(migrations, options, engine);
        int first = verification.first();
        Checks checks = Checks.with(options.severities());
        options.progress().begins(migrations.migrations().size());
        return new VerificationReport(
                migrations,
                engine.foreignKeys(),
                options.rows(),
                options.rowSeed(),
                checks.examine(migrations),
                verdicts(verification, first, checks));
    }

    private List<MigrationVerdict> verdicts(Verification verification, int first, Checks checks) {
        List<Section> sections =
                Section.of(first, verification.source().migrations().size(), leastSection);
        if (options.jobs() == 1 || sections.size() == 1) {
            try (Stage whole = Stage.on(Trail.of(verification))) {
                whole.climb(verification, sections);
                whole.descend(new Descent());
                return Judgement.of(List.of(whole), verification, first, checks);
            }
        }
        try (Relay relay = new Relay(verification, sections)) {
            return Judgement.of(relay.run(options.jobs()), verification, first, checks);
        }
    }
}
