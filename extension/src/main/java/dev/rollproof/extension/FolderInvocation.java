package dev.rollproof.extension;

import dev.rollproof.verifier.check.Finding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.opentest4j.AssertionFailedError;

/**
 * The invocation that fails by what is wrong with a migrations folder as a whole, which is no single migration's fault.
 *
 * @param errors at least one
 */
record FolderInvocation(Path folder, List<Finding> errors) implements TestTemplateInvocationContext {

    @Override
    public String getDisplayName(int invocationIndex) {
        return "the folder " + folder.getFileName();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        BeforeEachCallback fails = context -> {
            throw new AssertionFailedError(FindingEntries.failure("the folder " + folder, errors));
        };
        return List.of(fails);
    }
}
