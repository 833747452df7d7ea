package dev.rollproof.extension;

import java.security.CodeSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The connections that one test was given, so that all of them can be closed after it. */
final class TestConnections implements PlainDataSource {
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final Set<Class<?>> OURS =
            Set.of(TestConnections.class, TestDatabase.class, SpringDatabases.class, SpringDataSource.class);

    private final StoredDatabase stored;
    /** Those that were open when the last one was handed out, and the line that asked for each. Guards {@code shared} too. */
    private final Map<Connection, String> open = new LinkedHashMap<>();

    private final AtomicReference<@Nullable Connection> shared = new AtomicReference<>();

    /** SQLite would make a new, empty database where the test's one was. */
    private final AtomicBoolean ended = new AtomicBoolean();

    TestConnections(StoredDatabase stored) {
        this.stored = stored;
    }

    /** The one connection that the test's parameters share; a new one where it was closed. */
    Connection shared() throws SQLException {
        synchronized (open) {
            Connection known = shared.get();
            if (known != null && !known.isClosed()) {
                return known;
            }
            requireOpen();
            Connection connection = stored.connect();
            shared.set(connection);
            return connection;
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        synchronized (open) {
            requireOpen();
            // A test may open and close thousands.
            for (Iterator<Connection> known = open.keySet().iterator(); known.hasNext(); ) {
                if (known.next().isClosed()) {
                    known.remove();
                }
            }
            Connection connection = stored.connect();
            open.put(connection, callingLine());
            return connection;
        }
    }

    private void requireOpen() throws SQLException {
        if (ended.get()) {
            throw new SQLException("the test has ended, and its database is gone");
        }
    }

    /** Of the user's code, where that is on the stack: nobody mends a pool's or a mapper's line. */
    private static String callingLine() {
        return nearestCaller(TestConnections::isCompiledHere)
                .or(() -> nearestCaller(type -> true))
                .orElse("an unknown place");
    }

    private static Optional<String> nearestCaller(Predicate<Class<?>> wanted) {
        return STACK.walk(frames -> frames.filter(frame -> !OURS.contains(frame.getDeclaringClass()))
                .filter(frame -> wanted.test(frame.getDeclaringClass()))
                .findFirst()
                .map(frame -> frame.toStackTraceElement().toString()));
    }

    /** Whether it comes from a folder, as what a build compiles does; libraries are jars. */
    private static boolean isCompiledHere(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source != null
                && source.getLocation() != null
                && source.getLocation().getPath().endsWith("/");
    }

    boolean ended() {
        return ended.get();
    }

    /**
     * Closes all; a transaction that is open is rolled back.
     *
     * @param failed whether the test did: then what other threads still run is cancelled
     * @return the lines that opened those which the test left open, but for the shared one, which is ours to close
     * @throws SQLException the first failure, when all are closed
     */
    List<String> close(boolean failed) throws SQLException {
        synchronized (open) {
            ended.set(true);
            List<SQLException> failures = new ArrayList<>();
            List<String> leaks = new ArrayList<>();
            open.forEach((connection, line) -> {
                if (closes(connection, failed, failures)) {
                    leaks.add(line);
                }
            });
            open.clear();
            Connection last = shared.get();
            if (last != null) {
                closes(last, failed, failures);
            }
            if (!failures.isEmpty()) {
                throw failures.get(0);
            }
            return leaks;
        }
    }

    /**
     * A test that ran out of time may have left a statement running that never ends, and closing waits for it. Not after a
     * test that passed: SQLite does not allow it while another thread closes the connection: sqlite.org/c3ref/interrupt.html.
     */
    private static void cancel(Connection connection) {
        try (Statement any = connection.createStatement()) {
            any.cancel(); // SQLite cancels whatever the connection runs.
        } catch (SQLException closedMeanwhile) {
            // Nothing runs on it.
        }
    }

    /** Whether it was open until now. */
    private static boolean closes(Connection connection, boolean failed, List<SQLException> failures) {
        try {
            boolean wasOpen = !connection.isClosed();
            if (wasOpen && failed) {
                cancel(connection);
            }
            connection.close();
            return wasOpen;
        } catch (SQLException e) {
            failures.add(e);
            return false;
        }
    }
}
