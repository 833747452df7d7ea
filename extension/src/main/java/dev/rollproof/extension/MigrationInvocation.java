package dev.rollproof.extension;

import dev.rollproof.verifier.verdict.MigrationVerdict;
import java.util.List;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** The invocation of a {@link RollbackTest} for one migration. */
record MigrationInvocation(MigrationVerdict verdict) implements TestTemplateInvocationContext {

    /** {@code 0003 add_vector_status: up, rollback, re-apply}. */
    @Override
    public String getDisplayName(int invocationIndex) {
        return DisplayName.of(verdict.migration()) + ": up, rollback, re-apply";
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(new VerdictExtension(verdict));
    }
}
