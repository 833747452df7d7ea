package dev.rollproof.extension;

import dev.rollproof.verifier.migration.InvalidInputException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** Makes a {@link Seeder} and lets it write its rows. */
record SeederCall(DeclaredSeed seed, ExtensionContext context) {
    private static final String BROKEN_KEY = "FOREIGN KEY constraint failed";

    private static final String FIRST_BROKEN = """
            SELECT broken."table", key."from", broken.parent
            FROM pragma_foreign_key_check AS broken
            JOIN pragma_foreign_key_list(broken."table") AS key ON key.id = broken.fkid
            ORDER BY broken."table", broken.fkid, key.seq LIMIT 1
            """;

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
            String why = String.valueOf(e).contains(BROKEN_KEY) ? brokenKey(constructor, stored) : messageOf(e);
            throw new InvalidInputException("%s fails, so there is no database: %s".formatted(seed, why), e);
        }
    }

    /**
     * SQLite refuses a row without saying which. So the rows are written once more, into the database that is thrown away
     * anyway, with keys that are looked at afterwards.
     */
    @SuppressWarnings("CatchingException") // It has failed before, and may again.
    private String brokenKey(Constructor<?> constructor, StoredDatabase stored) {
        try (Connection connection = stored.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("PRAGMA defer_foreign_keys = ON");
            ((Seeder) context.getExecutableInvoker().invoke(constructor)).seed(connection);
            try (ResultSet broken = statement.executeQuery(FIRST_BROKEN)) {
                return broken.next()
                        ? "%s: %s.%s refers to a row of %s that is not there; seed %4$s before"
                                .formatted(BROKEN_KEY, broken.getString(1), broken.getString(2), broken.getString(3))
                        : BROKEN_KEY + ": it writes a row before the one that it refers to; turn the two round";
            }
        } catch (Exception e) {
            return messageOf(e);
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
