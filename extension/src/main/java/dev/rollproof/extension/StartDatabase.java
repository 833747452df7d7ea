package dev.rollproof.extension;

import dev.rollproof.verifier.migration.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a Spring context finds while it starts, for Hibernate's validation or a bean that reads: all migrations, because the
 * application is as new as they are, and no rows of any test. The context's start then depends on nothing but the migrations,
 * whichever test comes first. Made when it is first asked for, and in memory, because a context may start where no run of JUnit
 * is known that would delete a file.
 */
final class StartDatabase implements AutoCloseable {
    private final MigrationChoice migrations;
    private final AtomicReference<@Nullable Open> open = new AtomicReference<>();
    private final AtomicBoolean ended = new AtomicBoolean();

    private record Open(CopiedInMemory template, StoredDatabase stored, TestDatabase database) {}

    StartDatabase(MigrationChoice migrations) {
        this.migrations = migrations;
    }

    /**
     * Opens a connection.
     *
     * @throws SQLException when the context has started long since
     * @throws InvalidInputException when the migrations cannot be read, or one fails
     */
    synchronized Connection connect() throws SQLException {
        if (ended.get()) {
            throw new SQLException(
                    ("the thread \"%s\" runs no test, and no test that has a @MigratedDatabase uses this Spring"
                                    + " context now: each has a database of its own, which is there while it runs")
                            .formatted(Thread.currentThread().getName()));
        }
        Open known = open.get();
        if (known == null) {
            known = create();
            open.set(known);
        }
        return known.database.dataSource().getConnection();
    }

    boolean hasEnded() {
        return ended.get();
    }

    private Open create() {
        DatabasePlan plan = DatabasePlan.of(migrations.read(), DatabaseSettings.of(migrations), List.of());
        CopiedInMemory template = CopiedInMemory.of(Template.of(plan));
        StoredDatabase stored = template.copy(plan.foreignKeys());
        return new Open(template, stored, new TestDatabase(plan, stored));
    }

    /** Closes its connections and ends it, for good. */
    @Override
    public synchronized void close() {
        ended.set(true);
        Open known = open.getAndSet(null);
        if (known != null) {
            try {
                known.database.close(false);
                known.stored.delete();
                known.template.close();
            } catch (SQLException e) {
                throw new IllegalStateException("a connection that the Spring context opened cannot be closed", e);
            } catch (IOException e) {
                throw new UncheckedIOException("the database that the Spring context started on cannot be closed", e);
            }
        }
    }
}
