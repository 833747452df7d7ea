package dev.rollproof.extension;

import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * In the store of a test that uses its class's database: tells that one, when the test is over, whether it failed. For the two
 * interfaces see {@link ProvidedDatabase}.
 */
@SuppressWarnings("deprecation")
record TestOutcome(ExtensionContext context) implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    /** From here on what happens to the test is known to its class's databases, if it has such. */
    static void watch(ExtensionContext test) {
        if (DeclaredDatabases.of(test).all().stream().anyMatch(DeclaredDatabase::isOfClass)) {
            Databases.storeOf(test)
                    .getOrComputeIfAbsent(TestOutcome.class, key -> new TestOutcome(test), TestOutcome.class);
        }
    }

    @Override
    public void close() {
        if (context.getExecutionException().filter(ProvidedDatabase::isFailure).isPresent()) {
            DeclaredDatabases.of(context).all().stream()
                    .filter(DeclaredDatabase::isOfClass)
                    .forEach(declared -> Databases.markFailed(declared, context));
        }
    }
}
