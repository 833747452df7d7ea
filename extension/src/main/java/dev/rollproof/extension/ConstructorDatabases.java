package dev.rollproof.extension;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Databases that constructors took before JUnit 5.12, where a constructor does not know which test it is for: the class's
 * store keeps them for the thread until that test begins, in the same thread.
 */
final class ConstructorDatabases {
    private ConstructorDatabases() {}

    private record Key(String name, long thread) {
        static Key of(DeclaredDatabase declared) {
            return new Key(declared.name(), Thread.currentThread().getId());
        }
    }

    /** The database for the instance that this thread makes; the same for the instances around it. */
    static TestDatabase provide(DeclaredDatabase declared) {
        return Databases.storeOf(declared.level())
                .getOrComputeIfAbsent(
                        Key.of(declared), key -> Databases.create(declared, declared.level()), ProvidedDatabase.class)
                .database();
    }

    /** A new instance is made: what waits was for one whose test never began. */
    static void forget(ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            Store store = Databases.storeOf(context);
            for (DeclaredDatabase declared : DeclaredDatabases.of(context).all()) {
                if (declared.level().getUniqueId().equals(context.getUniqueId())) {
                    ProvidedDatabase waiting = store.remove(Key.of(declared), ProvidedDatabase.class);
                    if (waiting != null) {
                        waiting.abandon();
                    }
                }
            }
        }
    }

    /** The test begins: what its constructor took is its own. */
    static void adopt(DeclaredDatabases databases, ExtensionContext test) {
        for (DeclaredDatabase declared : databases.all()) {
            Key key = Key.of(declared);
            ProvidedDatabase waiting = Databases.storeOf(declared.level()).remove(key, ProvidedDatabase.class);
            if (waiting != null) {
                Databases.storeOf(test).put(Databases.DatabaseKey.of(declared), waiting.in(test));
            }
            if (Databases.storeOf(test).get(key) != null) {
                throw new ExtensionConfigurationException(
                        ("%s cannot be followed by the constructor of %s, which took the database that the class says:"
                                        + " before JUnit 5.12 a constructor does not know its test; take it in a @BeforeEach"
                                        + " method")
                                .formatted(Notice.nameOf(test), constructed(test.getRequiredTestClass())));
            }
        }
    }

    /** With the instance of a nested class those around it are made. */
    private static String constructed(Class<?> type) {
        return AnnotationSupport.isAnnotated(type, Nested.class)
                ? type.getSimpleName() + " or of a class around it"
                : type.getSimpleName();
    }
}
