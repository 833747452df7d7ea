package dev.rollproof.extension;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What the data sources of one Spring context reach: the database of the thread's test; in a thread that runs none, such as a
 * web server's, that of the only test that uses the context now. While the context starts, it has a database of its own, so
 * that what it writes then is not in the one test that happens to come first.
 *
 * @param whileStarting by the name of the database
 * @param tests that use the context now
 */
record SpringDatabases(Map<String, StartDatabase> whileStarting, Set<ExtensionContext> tests) {
    /** Its name in the context. */
    static final String BEAN = SpringDatabases.class.getName();

    static SpringDatabases of(Map<String, MigrationChoice> databases) {
        Map<String, StartDatabase> whileStarting = new LinkedHashMap<>();
        databases.forEach((name, choice) -> whileStarting.put(name, new StartDatabase(choice)));
        return new SpringDatabases(whileStarting, ConcurrentHashMap.newKeySet());
    }

    List<String> names() {
        return List.copyOf(whileStarting.keySet());
    }

    DataSource dataSource(String name) {
        return new SpringDataSource(this, name);
    }

    /** The context has started. */
    void started() {
        whileStarting.values().forEach(StartDatabase::close);
    }

    void enter(ExtensionContext test) {
        started();
        tests.add(test);
    }

    void leave(ExtensionContext test) {
        tests.remove(test);
    }

    Connection connect(String name) throws SQLException {
        Optional<RunningContext> own = RunningContext.ofThread();
        Optional<TestDatabase> database =
                own.isPresent() ? own.flatMap(running -> databaseOf(running, name)) : onlyOne(name);
        return database.isPresent()
                ? database.get().dataSource().getConnection()
                : startDatabase(name).connect();
    }

    private Optional<TestDatabase> databaseOf(RunningContext running, String name) {
        ExtensionContext context = running.context();
        return switch (running.phase()) {
            case TEST -> Optional.of(provided(name, context));
            case CONSTRUCTION ->
                startDatabase(name).hasEnded() ? Optional.of(provided(name, context)) : Optional.empty();
            case AROUND ->
                startDatabase(name).hasEnded() && declared(name, context).isOfClass()
                        ? Optional.of(provided(name, context))
                        : Optional.empty();
        };
    }

    /** Tests that run at once may be of one class that has one database for all of them. */
    private Optional<TestDatabase> onlyOne(String name) throws SQLException {
        List<ExtensionContext> now = List.copyOf(tests);
        List<TestDatabase> databases =
                now.stream().map(test -> provided(name, test)).distinct().toList();
        if (databases.size() > 1) {
            throw new SQLException(
                    ("the thread \"%s\" runs no test, and %d tests use this Spring context now, each with a database of its own: %s."
                                    + " Which is meant cannot be known: let tests whose application works in other threads run"
                                    + " one at a time, with @Execution(ExecutionMode.SAME_THREAD) or @Isolated")
                            .formatted(
                                    Thread.currentThread().getName(),
                                    now.size(),
                                    now.stream().map(Notice::nameOf).sorted().collect(Collectors.joining(", "))));
        }
        return databases.stream().findFirst();
    }

    private static TestDatabase provided(String name, ExtensionContext context) {
        return Databases.provide(declared(name, context), context);
    }

    private static DeclaredDatabase declared(String name, ExtensionContext context) {
        return DeclaredDatabases.of(context).named(name, "a DataSource of the Spring context");
    }

    private StartDatabase startDatabase(String name) {
        StartDatabase database = whileStarting.get(name);
        if (database == null) {
            throw new IllegalArgumentException("no database " + name);
        }
        return database;
    }
}
