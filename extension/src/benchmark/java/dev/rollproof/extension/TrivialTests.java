package dev.rollproof.extension;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What {@link InsideJUnit} runs. */
final class TrivialTests {
    static final int REPETITIONS = 500;

    /** Relative to the module, for annotations take no variables. */
    static final String MIGRATIONS = "target/benchmark/migrations";

    static final String TEMPLATE = "target/benchmark/template.db";
    static final String FILES = "target/benchmark/files";

    static final List<Class<?>> KINDS =
            List.of(Nothing.class, IdleExtension.class, FileByHand.class, File.class, MemoryByHand.class, Memory.class);

    private TrivialTests() {}

    static class Nothing {
        @RepeatedTest(REPETITIONS)
        void isEmpty() {}
    }

    @ExtendWith(Idle.class)
    static class IdleExtension {
        @RepeatedTest(REPETITIONS)
        void isEmpty() {}
    }

    static class Idle implements BeforeEachCallback, AfterEachCallback {
        @Override
        public void beforeEach(ExtensionContext context) {}

        @Override
        public void afterEach(ExtensionContext context) {}
    }

    private static byte[] read() {
        try {
            return Files.readAllBytes(Path.of(TEMPLATE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Read when the first test asks. */
    private static final class Bytes {
        private static final byte[] TEMPLATE_BYTES = read();
    }

    static class MemoryByHand {
        @RepeatedTest(REPETITIONS)
        void queries() throws SQLException {
            History.memoryByHand(Bytes.TEMPLATE_BYTES);
        }
    }

    static class FileByHand {
        @RepeatedTest(REPETITIONS)
        void queries(RepetitionInfo repetition) throws IOException, SQLException {
            History.fileByHand(Bytes.TEMPLATE_BYTES, Path.of(FILES, repetition.getCurrentRepetition() + ".db"));
        }
    }

    @MigratedDatabase(migrations = MIGRATIONS)
    static class File {
        @RepeatedTest(REPETITIONS)
        void queries(Connection connection) throws SQLException {
            History.query(connection);
        }
    }

    @MigratedDatabase(migrations = MIGRATIONS, storage = Storage.MEMORY)
    static class Memory {
        @RepeatedTest(REPETITIONS)
        void queries(Connection connection) throws SQLException {
            History.query(connection);
        }
    }
}
