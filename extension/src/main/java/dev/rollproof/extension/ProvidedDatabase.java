package dev.rollproof.extension;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.InvalidInputException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * A test's or a class's database in its store, which closes it after the last callback. Up to JUnit 5.12 the store knows only
 * the one interface, from 5.13 on it warns where it does not find the other.
 *
 * @param context of the test or class
 * @param failed whether something failed that {@code context} does not know: a dynamic test, a test of the class
 */
@SuppressWarnings("deprecation")
record ProvidedDatabase(
        ExtensionContext context, String name, TestDatabase database, StoredDatabase stored, AtomicBoolean failed)
        implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    /**
     * Takes those steps of the plan that no template saves.
     *
     * @throws InvalidInputException when one fails
     */
    static ProvidedDatabase create(ExtensionContext context, String name, DatabasePlan plan, StoredDatabase stored) {
        try {
            for (BuildStep step : plan.perTest()) {
                if (step instanceof BuildStep.JavaRows rows) {
                    new SeederCall(rows.seed(), context).run(stored);
                } else {
                    take(step, plan, stored);
                }
            }
        } catch (RuntimeException | Error e) {
            delete(stored, context);
            throw e;
        }
        return new ProvidedDatabase(context, name, new TestDatabase(plan, stored), stored, new AtomicBoolean());
    }

    private static void take(BuildStep step, DatabasePlan plan, StoredDatabase stored) {
        try (SqliteDatabase database = stored.open()) {
            Template.take(step, plan, database);
        }
    }

    /** The same database, for the test that it turned out to be for. */
    ProvidedDatabase in(ExtensionContext test) {
        return new ProvidedDatabase(test, name, database, stored, failed);
    }

    void markFailed() {
        failed.set(true);
    }

    static boolean isFailure(Throwable thrown) {
        return !(thrown instanceof TestAbortedException);
    }

    @Override
    public void close() throws SQLException, IOException {
        boolean bad = failed.get()
                || context.getExecutionException()
                        .filter(ProvidedDatabase::isFailure)
                        .isPresent();
        boolean kept = Keep.of(context).keeps(bad);
        try {
            if (!kept) {
                stored.forget();
            }
            tellLeaks(database.close(bad));
        } finally {
            if (kept) {
                KeptDatabase.keep(stored, name, bad ? "failed" : "has ended", context);
            } else {
                delete(stored, context);
            }
        }
    }

    /** Ends the database of a test that never began, so that there is nothing to keep. */
    void abandon() {
        try {
            tellLeaks(database.close(true));
        } catch (SQLException e) {
            Notice.print("%s: %s".formatted(Notice.runOf(context), e.getMessage()));
        } finally {
            delete(stored, context);
        }
    }

    private void tellLeaks(List<String> lines) {
        for (String line : lines) {
            Notice.publish(
                    context,
                    "rollproof.leak",
                    line,
                    "%s left a connection open; %s opened it".formatted(Notice.runOf(context), line));
        }
    }

    private static void delete(StoredDatabase stored, ExtensionContext context) {
        try {
            stored.delete();
        } catch (IOException e) {
            Notice.publish(
                    context,
                    "rollproof.undeleted",
                    String.valueOf(e.getMessage()),
                    ("%s: its database cannot be deleted, because something has it open that did not come from the test's"
                                    + " DataSource: %s")
                            .formatted(Notice.runOf(context), e.getMessage()));
        }
    }
}
