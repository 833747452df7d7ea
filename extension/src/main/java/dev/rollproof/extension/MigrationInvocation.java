package dev.rollproof.extension;

import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import java.util.List;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** The invocation of a {@link RollbackTest} for one migration. */
record MigrationInvocation(MigrationVerdict verdict) implements TestTemplateInvocationContext {

    /** {@code 0003 add_vector_status: up, rollback, re-apply}. */
    @Override
    public String getDisplayName(int invocationIndex) {
        Migration migration = verdict.migration();
        String name = migration.name();
        String tail = "_" + migration.description();
        String spaced = name.endsWith(tail)
                ? name.substring(0, name.length() - tail.length()) + " " + migration.description()
                : name;
        return spaced + ": up, rollback, re-apply";
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(new VerdictExtension(verdict));
    }
}
