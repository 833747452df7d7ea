package dev.rollproof.extension;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * A test's database in the test's store, which closes it after the last callback. Up to JUnit 5.12 the store knows only
 * the one interface, from 5.13 on it warns where it does not find the other.
 *
 * @param context of the test
 * @param dynamicTestFailed whether one of its dynamic tests did, which {@code context} does not know
 */
@SuppressWarnings("deprecation")
record DatabaseOfTest(ExtensionContext context, TestDatabase database, Path file, AtomicBoolean dynamicTestFailed)
        implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    static DatabaseOfTest create(ExtensionContext context, DatabasePlan plan, Template template, Workspace workspace) {
        Path file = workspace.newFile(template.image());
        return new DatabaseOfTest(context, new TestDatabase(plan, file), file, new AtomicBoolean());
    }

    void dynamicTestThrew(Throwable thrown) {
        if (isFailure(thrown)) {
            dynamicTestFailed.set(true);
        }
    }

    @Override
    public void close() throws SQLException, IOException {
        try {
            database.close();
        } finally {
            boolean failed = context.getExecutionException()
                    .filter(DatabaseOfTest::isFailure)
                    .isPresent();
            if (failed || dynamicTestFailed.get()) {
                KeptDatabase.keep(file, context);
            } else {
                DatabaseFiles.delete(file);
            }
        }
    }

    private static boolean isFailure(Throwable thrown) {
        return !(thrown instanceof TestAbortedException);
    }
}
