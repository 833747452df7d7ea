package dev.rollproof.extension;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The databases of the invocations of a {@link VersionTest}, in the test's store. An invocation is known by its name, because
 * that is all which every version of JUnit tells of it before its instance is made.
 */
record VersionInvocations(Map<String, DeclaredDatabases> byDisplayName) {

    /** Empty where the context is no such invocation, nor inside one. */
    static Optional<DeclaredDatabases> databasesOf(ExtensionContext context) {
        return Optional.ofNullable(Databases.storeOf(context).get(VersionInvocations.class, VersionInvocations.class))
                .map(invocations -> invocations.byDisplayName.get(context.getDisplayName()));
    }
}
