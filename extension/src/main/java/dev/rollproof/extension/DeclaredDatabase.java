package dev.rollproof.extension;

import dev.rollproof.verifier.migration.InvalidInputException;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A database that a test or class has, and what says so.
 *
 * @param where for messages: {@code @MigratedDatabase on class OrderTest}
 * @param owner the class or method that it was found on; of a class template, the template and not one invocation of it
 * @param level where all its seeds are known: the owner, or a class or method inside of that which adds some
 * @param seeds in the order in which they are declared
 */
record DeclaredDatabase(
        DatabaseSettings settings,
        String where,
        ExtensionContext owner,
        ExtensionContext level,
        List<DeclaredSeed> seeds) {

    String name() {
        return settings.database();
    }

    boolean isOfClass() {
        return settings.scope() == Scope.CLASS;
    }

    DeclaredDatabase with(List<DeclaredSeed> allSeeds, ExtensionContext newLevel) {
        return new DeclaredDatabase(settings, where, owner, newLevel, List.copyOf(allSeeds));
    }

    /** What {@code work} gives; a wrong use that it meets is told with the annotation that is to blame. */
    <T> T checked(Supplier<T> work) {
        try {
            return work.get();
        } catch (InvalidInputException e) {
            throw new ExtensionConfigurationException("%s: %s".formatted(where, e.getMessage()), e);
        }
    }
}
