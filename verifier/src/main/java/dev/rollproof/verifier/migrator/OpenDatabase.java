package dev.rollproof.verifier.migrator;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A database file that is this run's alone, as far as other runs go. */
final class OpenDatabase implements AutoCloseable {
    /** Applications hold a lock for moments. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** As long as SQLite can be told to wait: 24 days. */
    private static final Duration FOR_EVER = Duration.ofMillis(Integer.MAX_VALUE);

    private final Path file;
    private final RunnerLock lock;
    private final SqliteDatabase database;
    /** Whether there was no file before. */
    private final boolean made;

    private OpenDatabase(Path file, RunnerLock lock, SqliteDatabase database, boolean made) {
        this.file = file;
        this.lock = lock;
        this.database = database;
        this.made = made;
    }

    /**
     * Opens it for writing.
     *
     * @param mayBeMade whether it is made where it is not there; else that is an error
     * @param what this run is about, for others that find it locked
     */
    static OpenDatabase of(Path given, boolean mayBeMade, String what, MigratorOptions options) {
        requireUsable(given, mayBeMade);
        Path file = real(given);
        RunnerLock lock = RunnerLock.on(file, holder(what, options), waiting(options));
        // Another run may have made it meanwhile.
        boolean made = !Files.exists(file);
        @Nullable SqliteDatabase database = null;
        try {
            DatabaseLimits limits = DatabaseLimits.OF_A_REAL_DATABASE.withStatementTimeout(options.statementTimeout());
            database = SqliteDatabase.file(file, limits, patience(options));
            // SQLite reads nothing before it is asked: now is the time to say that it is no database.
            database.query("SELECT count(*) FROM sqlite_schema", row -> row.number(1));
            return new OpenDatabase(file, lock, database, made);
        } catch (RuntimeException e) {
            if (database != null) {
                database.close();
            }
            lock.close();
            throw e instanceof StatementException ? unreadable(given, e) : e;
        }
    }

    /** How long to wait for programs that have the database locked. */
    static Duration patience(MigratorOptions options) {
        return options.waiting() ? FOR_EVER : PATIENCE;
    }

    /**
     * What {@code work} reads, before anything is run.
     *
     * @throws InvalidInputException when SQLite cannot: it is damaged, or another program has it locked all the time
     */
    <T> T reading(Supplier<T> work) {
        try {
            return work.get();
        } catch (StatementException e) {
            throw unreadable(file, e);
        }
    }

    /** What is said of a file that SQLite cannot read, or cannot read now. */
    static InvalidInputException unreadable(Path given, RuntimeException e) {
        return new InvalidInputException("%s cannot be read: %s. Nothing was run".formatted(given, e.getMessage()), e);
    }

    /** Refuses what is no database file, before anything is made beside it. */
    private static void requireUsable(Path given, boolean mayBeMade) {
        if (mayBeMade) {
            requireFile(given);
        } else {
            requireThere(given);
        }
        boolean there = Files.exists(given);
        Path folder = given.toAbsolutePath().getParent();
        if (!there && (folder == null || !Files.isDirectory(folder))) {
            throw new InvalidInputException("%s cannot be made: there is no folder %s".formatted(given, folder));
        }
        if (there && !Files.isWritable(given)) {
            throw new InvalidInputException(given + " cannot be changed: it is read-only, or not this user's to write");
        }
    }

    /** Refuses a database that is not there. */
    static void requireThere(Path given) {
        requireFile(given);
        if (!Files.exists(given)) {
            throw new InvalidInputException("there is no database " + given + "; up makes it");
        }
    }

    /** Refuses what is no file. */
    static void requireFile(Path given) {
        if (Files.isDirectory(given)) {
            throw new InvalidInputException(given + " is a folder; give the database file in it");
        }
        if (Files.exists(given) && !Files.isRegularFile(given)) {
            throw new InvalidInputException(given + " is no file but a device or a pipe; give a database file");
        }
        if (!Files.exists(given) && Files.isSymbolicLink(given)) {
            throw new InvalidInputException(
                    given + " is a link to a file that is not there; give the file itself, or mend the link");
        }
    }

    /** One database has one lock, by whichever link it is reached. */
    static Path real(Path given) {
        Path path = given.toAbsolutePath();
        try {
            return Files.exists(path)
                    ? path.toRealPath()
                    : path.resolveSibling("").toRealPath().resolve(path.getFileName());
        } catch (IOException e) {
            throw new InvalidInputException("%s cannot be found: %s".formatted(given, TextFile.reason(e)), e);
        }
    }

    private static String holder(String what, MigratorOptions options) {
        return "rollproof %s (process %d, since %s)"
                .formatted(what, ProcessHandle.current().pid(), options.clock().instant());
    }

    private static @Nullable Consumer<String> waiting(MigratorOptions options) {
        return options.waiting() ? holder -> options.listener().accept(new MigratorEvent.Waiting(holder)) : null;
    }

    /** Its real path. */
    Path file() {
        return file;
    }

    SqliteDatabase database() {
        return database;
    }

    /** A copy from before, where one is asked for and there is anything to copy. */
    Optional<Path> backup(MigratorOptions options, boolean byDefault) {
        if (made || !options.backup().orElse(byDefault)) {
            return Optional.empty();
        }
        Path copy =
                database.untimed(() -> Backup.of(database, file, options.clock().instant()));
        options.listener().accept(new MigratorEvent.BackedUp(copy));
        return Optional.of(copy);
    }

    @Override
    public void close() {
        try {
            database.close();
            if (made && Files.exists(file) && Files.size(file) == 0) {
                // Nothing came of it: an empty file would look like a database.
                Files.delete(file);
            }
        } catch (IOException e) {
            // It is empty, and the next run takes it.
        } finally {
            lock.close();
        }
    }
}
