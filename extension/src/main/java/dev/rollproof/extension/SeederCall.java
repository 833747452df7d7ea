package dev.rollproof.extension;

import dev.rollproof.verifier.migration.InvalidInputException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Makes a {@link Seeder} and lets it write its rows. */
record SeederCall(DeclaredSeed seed, ExtensionContext context) {

    /** @throws InvalidInputException when it cannot be made, or fails */
    @SuppressWarnings("CatchingException") // A seeder may throw any.
    void run(StoredDatabase stored) {
        Constructor<?> constructor = constructorOf(seed);
        try (Connection connection = stored.connect()) {
            connection.setAutoCommit(false);
            Object made = context.getExecutableInvoker().invoke(constructor);
            ((Seeder) made).seed(connection);
            commit(connection);
        } catch (TestAbortedException e) {
            throw e;
        } catch (Exception e) {
            throw new InvalidInputException("%s fails, so there is no database: %s".formatted(seed, messageOf(e)), e);
        }
    }

    private void commit(Connection connection) throws SQLException {
        if (connection.isClosed()) {
            throw new SQLException("it closed the connection before its rows were committed; leave that to us");
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    /**
     * Finds out before any SQL runs, also where no test takes the database.
     *
     * @throws InvalidInputException when it cannot be made
     */
    static void requireConstructor(DeclaredSeed seed) {
        constructorOf(seed);
    }

    private static Constructor<?> constructorOf(DeclaredSeed seed) {
        Class<? extends Seeder> type = seed.annotation().with();
        boolean inner = type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
        if (inner || type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            String kind = inner ? "an inner class; make it static" : "abstract";
            throw new InvalidInputException("%s: %s is %s".formatted(seed, type.getSimpleName(), kind));
        }
        Constructor<?>[] constructors = type.getDeclaredConstructors();
        Optional<Constructor<?>> plain = Arrays.stream(constructors)
                .filter(constructor -> constructor.getParameterCount() == 0)
                .findFirst();
        if (plain.isEmpty() && constructors.length > 1) {
            throw new InvalidInputException(
                    "%s: %s has %d constructors, none of them without parameters; which one is meant is not clear"
                            .formatted(seed, type.getSimpleName(), constructors.length));
        }
        return plain.orElse(constructors[0]);
    }

    private static String messageOf(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
