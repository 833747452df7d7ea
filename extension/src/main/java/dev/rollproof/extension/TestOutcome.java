package dev.rollproof.extension;

import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * In the store of a test that uses its class's database: tells that one, when the test is over, whether it failed. For the two
 * interfaces see {@link ProvidedDatabase}.
 */
@SuppressWarnings("deprecation")
record TestOutcome(ExtensionContext context) implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    @Override
    public void close() {
        if (context.getExecutionException().filter(ProvidedDatabase::isFailure).isPresent()) {
            DeclaredDatabases.of(context).all().stream()
                    .filter(DeclaredDatabase::isOfClass)
                    .forEach(declared -> Databases.markFailed(declared, context));
        }
    }
}
