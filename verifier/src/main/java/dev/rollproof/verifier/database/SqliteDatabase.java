package dev.rollproof.verifier.database;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import dev.rollproof.verifier.sql.SqlTokens;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteLimits;
import org.sqlite.core.DB;

/**
 * One connection to one SQLite database, on which scripts run that may come from a stranger. Not for several threads.
 *
 * <p>Statements go straight to SQLite ({@code sqlite3_exec}), not through JDBC's {@code Statement}: the driver's own
 * commands never see them, every row is stepped through and thrown away, and it takes a fifth of the time.
 *
 * <p>Whatever runs here runs within the {@link DatabaseLimits}, our own queries too: a view that a script made may
 * never end. Nothing can be attached. Foreign keys are OFF at first, as everywhere in SQLite.
 *
 * <p>The file is long because this is the room's one door.
 */
public final class SqliteDatabase implements AutoCloseable {
    private static final int ANY_ARGUMENTS = -1;
    private static final int LOCK_PAUSE_MILLIS = 100;
    /** Applications hold a lock for moments. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final SQLiteConnection connection;
    private final DB sqlite;
    /** The file or the shared memory that it is in; empty for a private database in memory. */
    private final Optional<String> place;

    private final DatabaseLimits limits;
    private final Deadline deadline;
    private final PreparedQueries queries;

    /** How often a copy tries again to lock its file. */
    private final int lockPauses;

    private TransactionState transaction = TransactionState.NONE;
    /** Whether a statement named the temporary schema since it was last empty: its size is limited then. */
    private boolean temporarySchemaNamed;
    /** Only a PRAGMA changes them, and reading them takes 20 microseconds. */
    private @Nullable ConnectionSettings knownSettings;

    private SqliteDatabase(
            String url, Optional<String> place, DatabaseLimits limits, boolean readOnly, Duration patience)
            throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(readOnly);
        int millis = (int) Math.min(Integer.MAX_VALUE, patience.toMillis());
        config.setBusyTimeout(millis);
        this.lockPauses = millis / LOCK_PAUSE_MILLIS;
        // The driver would ask for the last id after every INSERT, and leave that query running.
        config.setGetGeneratedKeys(false);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(url);
        this.connection = (SQLiteConnection) source.getConnection();
        this.sqlite = connection.getDatabase();
        this.place = place;
        this.limits = limits;
        this.deadline = new Deadline(limits.statementTimeout());
        this.queries = new PreparedQueries(connection);
    }

    /** A private, empty database in memory. */
    public static SqliteDatabase inMemory(DatabaseLimits limits) {
        return open("jdbc:sqlite::memory:", Optional.empty(), limits, false, PATIENCE);
    }

    /**
     * The database in a file, which is made when it is not there.
     *
     * @throws InvalidInputException when it cannot be opened: a folder, no rights, not a database
     */
    public static SqliteDatabase file(Path file, DatabaseLimits limits) {
        return file(file, limits, PATIENCE);
    }

    /**
     * As {@link #file(Path, DatabaseLimits)}.
     *
     * @param patience how long a statement waits for another connection that has the database locked; at most 24 days
     */
    public static SqliteDatabase file(Path file, DatabaseLimits limits, Duration patience) {
        return open(Connections.urlOf(file), Optional.of(file.toString()), limits, false, patience);
    }

    /**
     * The database in a file, for those who only read. It is read under SQLite's locks, and a transaction that was interrupted
     * is rolled back first, where this process may write there. Where it may not, a file that nobody seems to have open is
     * read without the locks and files that SQLite would need beside it.
     *
     * @throws InvalidInputException when it cannot be opened: no such file, no rights, not a database, or a transaction that
     *     was interrupted and that only a writer may roll back
     */
    public static SqliteDatabase readOnly(Path file, DatabaseLimits limits) {
        boolean writable = Connections.isWritable(file);
        String url = writable ? Connections.existingUrlOf(file) : Connections.readOnlyUrlOf(file);
        SqliteDatabase database = open(url, Optional.of(file.toString()), limits, !writable, PATIENCE);
        database.command("PRAGMA query_only=ON");
        return database;
    }

    /** A database in memory that others have open too. */
    static SqliteDatabase shared(String url, DatabaseLimits limits) {
        return open(url, Optional.of("a test's database in memory"), limits, false, PATIENCE);
    }

    private static SqliteDatabase open(
            String url, Optional<String> place, DatabaseLimits limits, boolean readOnly, Duration patience) {
        @Nullable SqliteDatabase database = null;
        try {
            database = new SqliteDatabase(url, place, limits, readOnly, patience);
            database.applyLimits();
            return database;
        } catch (SQLException e) {
            if (database != null) {
                database.close();
            }
            String why = SqliteError.of(e, limits).getMessage();
            throw new InvalidInputException(place.map(where -> where + " cannot be opened as a SQLite database: " + why)
                    .orElse("SQLite cannot be started: " + why));
        }
    }

    private void applyLimits() throws SQLException {
        ProgressHandler.setHandler(connection, Deadline.STEPS_BETWEEN_LOOKS, deadline);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, limits.maxValueBytes());
        // The driver sets a million bytes and 100 arguments, which a long INSERT or json_object passes and SQLite
        // itself allows. SQLite lowers these to what it was compiled with.
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_SQL_LENGTH, Integer.MAX_VALUE);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_FUNCTION_ARG, Integer.MAX_VALUE);
        limitSizeOf("main");
    }

    /** The limit is a number of pages, so it must be set again when the size of a page, or the whole schema, is another one. */
    private void limitSizeOf(String schema) throws SQLException {
        deadline.restart();
        long pageSize;
        try (PreparedStatement statement = connection.prepareStatement("PRAGMA " + schema + ".page_size");
                ResultSet rows = statement.executeQuery()) {
            pageSize = rows.getLong(1);
        }
        exec("PRAGMA " + schema + ".max_page_count=" + Math.max(1, limits.maxBytes() / pageSize));
    }

    /**
     * Runs one statement of a script, guarded and to its end; its rows are read and thrown away.
     *
     * <p>{@code PRAGMA temp_store = …} and {@code PRAGMA encoding = …} are passed over: where and how data is kept is not
     * the script's to say, and no schema depends on it.
     *
     * @throws StatementException REFUSED, and nothing ran, when it would reach outside the database or lift a limit
     *     ({@code load_extension} is refused when it is called); TIMED_OUT; FAILED with SQLite's message
     */
    public void execute(SqlStatement statement) {
        StatementEffect effect = StatementEffect.of(statement.tokens());
        if (effect.refusal().isPresent()) {
            throw new StatementException(effect.refusal().get());
        }
        run(statement.text(), effect.kind(), statement.tokens());
    }

    /**
     * Runs one statement of our own: nothing is refused, its rows are thrown away.
     *
     * @throws StatementException TIMED_OUT, or FAILED with SQLite's message
     */
    public void command(String sql) {
        List<SqlToken> tokens = SqlTokens.read(sql);
        run(sql, StatementEffect.of(tokens).kind(), tokens);
    }

    /** Does {@code work}, all of whose statements keep to {@code limits} as well; what is lower already stays as it is. */
    public <T> T within(StatementLimits limits, Supplier<T> work) {
        LoweredLimits lowered = new LoweredLimits(sqlite, limits);
        try {
            return work.get();
        } finally {
            lowered.putBack();
        }
    }

    /** Switches the checking of foreign keys; without effect inside a transaction, as in SQLite. */
    public void foreignKeys(boolean on) {
        command("PRAGMA foreign_keys=" + (on ? "ON" : "OFF"));
    }

    /**
     * Registers a function that the application would: it returns its first argument. Indexes and generated columns may use
     * it.
     *
     * @throws InvalidInputException when SQLite has a function of this name itself
     */
    public void stubFunction(String name) {
        String builtIn = "SELECT 1 FROM pragma_function_list WHERE builtin AND name = lower(?)";
        if (!query(builtIn, row -> row.number(1), name).isEmpty()) {
            throw new InvalidInputException(
                    "SQLite has a function " + name + " itself, which cannot be stubbed; leave it out");
        }
        try {
            Function.create(connection, name, new StubFunction(), ANY_ARGUMENTS, Function.FLAG_DETERMINISTIC);
        } catch (SQLException e) {
            throw new InvalidInputException("no function can be named \"%s\": %s".formatted(name, e.getMessage()), e);
        }
    }

    private void run(String sql, StatementEffect.Kind kind, List<SqlToken> tokens) {
        if (kind == StatementEffect.Kind.PASSED_OVER) {
            return;
        }
        try {
            if (!temporarySchemaNamed && StatementEffect.nameTemporarySchema(tokens)) {
                limitSizeOf("temp");
                temporarySchemaNamed = true;
            }
            forgetSettings(kind == StatementEffect.Kind.PRAGMA);
            if (kind == StatementEffect.Kind.VACUUM) {
                vacuum(sql);
            } else {
                exec(sql);
            }
            afterSuccess(kind);
        } catch (SQLException e) {
            transaction = transaction.afterError();
            throw SqliteError.of(e, limits);
        }
    }

    private void exec(String sql) throws SQLException {
        deadline.restart();
        sqlite._exec(sql);
    }

    private void vacuum(String sql) throws SQLException {
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 1);
        try {
            exec(sql);
        } finally {
            connection.setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0);
        }
        limitSizeOf("main");
    }

    private void afterSuccess(StatementEffect.Kind kind) throws SQLException {
        transaction = transaction.afterSuccess(kind);
        if (kind == StatementEffect.Kind.PAGE_SIZE) {
            limitSizeOf("main");
            if (temporarySchemaNamed) {
                limitSizeOf("temp");
            }
        }
    }

    /** SQLite switches defer_foreign_keys off by itself at the end of a transaction, and without one after any statement. */
    private void forgetSettings(boolean pragma) {
        ConnectionSettings known = knownSettings;
        if (pragma
                || (known != null
                        && known.value(ConnectionSettings.DEFER_FOREIGN_KEYS).equals("ON"))) {
            knownSettings = null;
        }
    }

    /** Reads one row of a result. */
    @FunctionalInterface
    public interface RowReader<T> {
        /** The row as a value; it may not run anything on the same database. */
        T read(Row row);
    }

    /** One row of a result, while it is being read. Columns count from 1. */
    public interface Row {
        /** The value as text; null for NULL. */
        @Nullable
        String text(int column);

        /** The value as a whole number; 0 for NULL and for text that is none. */
        long number(int column);

        /** The value as SQLite stores it: Long, Double, String, byte[], or null for NULL. */
        @Nullable
        Object value(int column);
    }

    /**
     * Runs one query of our own and reads all its rows. It is kept compiled, so its columns should be named: a
     * {@code *} keeps the number of columns that it had first.
     *
     * @param parameters bound in order: String, Long, Integer, Double, byte[] or null
     * @throws StatementException TIMED_OUT, or FAILED with SQLite's message
     */
    public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        forgetSettings(false);
        deadline.restart();
        try {
            PreparedStatement statement = queries.prepared(sql);
            bind(statement, parameters);
            List<T> result = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                Row row = new ResultRow(rows, limits);
                while (rows.next()) {
                    result.add(reader.read(row));
                }
            }
            return result;
        } catch (SQLException e) {
            afterFailedQuery(sql, e);
            throw SqliteError.of(e, limits);
        }
    }

    /**
     * Runs one writing statement of our own. It is kept compiled.
     *
     * @param parameters bound in order: String, Long, Integer, Double, byte[] or null
     * @throws StatementException TIMED_OUT, or FAILED with SQLite's message
     */
    public void update(String sql, @Nullable Object... parameters) {
        forgetSettings(false);
        deadline.restart();
        try {
            PreparedStatement statement = queries.prepared(sql);
            bind(statement, parameters);
            statement.executeUpdate();
        } catch (SQLException e) {
            afterFailedQuery(sql, e);
            throw SqliteError.of(e, limits);
        }
    }

    /**
     * Runs one query of our own whose rows are read one at a time, however many there are. Until it is closed nothing may
     * change the database. The time limit holds for each row.
     *
     * @param parameters bound in order: String, Long, Integer, Double, byte[] or null
     * @throws StatementException TIMED_OUT, or FAILED with SQLite's message
     */
    public RowCursor cursor(String sql, @Nullable Object... parameters) {
        forgetSettings(false);
        deadline.restart();
        try {
            PreparedStatement statement = connection.prepareStatement(sql);
            bind(statement, parameters);
            return new RowCursor(statement, statement.executeQuery(), limits, deadline);
        } catch (SQLException e) {
            transaction = transaction.afterError();
            throw SqliteError.of(e, limits);
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    private void afterFailedQuery(String sql, SQLException error) {
        transaction = transaction.afterError();
        try {
            queries.forget(sql);
        } catch (SQLException closing) {
            error.addSuppressed(closing);
        }
    }

    /**
     * Whether a transaction is open, as SQLite has it.
     *
     * <p>The driver does not tell ({@code sqlite3_get_autocommit}). Where the statements that ran leave it open, BEGIN is
     * tried: inside a transaction it fails and changes nothing.
     */
    public boolean inTransaction() {
        if (transaction == TransactionState.UNKNOWN) {
            transaction = beginSucceeds() ? TransactionState.NONE : TransactionState.OPEN;
        }
        return transaction == TransactionState.OPEN;
    }

    private boolean beginSucceeds() {
        try {
            exec("BEGIN");
        } catch (SQLException inside) {
            return false;
        }
        try {
            exec("ROLLBACK");
            return true;
        } catch (SQLException e) {
            throw SqliteError.of(e, limits);
        }
    }

    /** Rows inserted, updated or deleted on this connection since it was opened. */
    public long totalChanges() {
        try {
            return sqlite.total_changes();
        } catch (SQLException e) {
            throw SqliteError.of(e, limits);
        }
    }

    /** The settings as they are now. */
    public ConnectionSettings settings() {
        ConnectionSettings known = knownSettings;
        if (known == null) {
            known = ConnectionSettings.capture(this);
            knownSettings = known;
        }
        return known;
    }

    /**
     * Rolls back a transaction that is open, puts the settings back to {@code settings}, drops temporary objects.
     *
     * <p>{@code journal_mode} is put back only when it is OFF: WAL is meant to last.
     *
     * @return what had to be put back, in the user's words; empty when the script left nothing behind
     * @throws StatementException when the script left a schema behind that SQLite cannot read
     */
    public List<String> reset(ConnectionSettings settings) {
        List<String> left = new ArrayList<>();
        // First, because PRAGMA foreign_keys does nothing inside a transaction.
        if (inTransaction()) {
            command("ROLLBACK");
            left.add("a transaction is left open");
        }
        ConnectionSettings found = settings();
        for (String name : settings.leftChangedIn(found)) {
            command("PRAGMA " + name + "=" + settings.value(name));
            left.add(name + " is left " + found.value(name));
        }
        if (temporarySchemaNamed) {
            left.addAll(dropTemporaryObjects());
        }
        return left;
    }

    private List<String> dropTemporaryObjects() {
        List<String> temporary = query(
                "SELECT 'the temporary ' || type || ' ' || name || ' is left' FROM sqlite_temp_schema"
                        + " WHERE type IN ('table', 'view', 'trigger') AND substr(name, 1, 7) <> 'sqlite_'",
                row -> String.valueOf(row.text(1)));
        if (!temporary.isEmpty()) {
            dropTemporarySchema();
        }
        return temporary;
    }

    /** SQLite drops all temporary objects at once when it is told to keep them elsewhere: sqlite.org/pragma.html#pragma_temp_store. */
    private void dropTemporarySchema() {
        try {
            exec("PRAGMA temp_store=MEMORY");
            exec("PRAGMA temp_store=DEFAULT");
            temporarySchemaNamed = false;
        } catch (SQLException e) {
            throw SqliteError.of(e, limits);
        }
    }

    /**
     * Makes SQLite read the schema anew from what is stored, as the next connection will. Until then it works on as if a
     * script had not written to {@code sqlite_schema} behind its back. Raises {@code schema_version}.
     *
     * @throws StatementException when the stored schema is malformed
     */
    public void rereadSchema() {
        long version = query("PRAGMA schema_version", row -> row.number(1)).get(0);
        command("PRAGMA schema_version=" + (version + 1));
        command("SELECT 1 FROM sqlite_schema LIMIT 1");
    }

    /**
     * The whole database as it is now.
     *
     * @throws IllegalStateException inside a transaction, where SQLite would give a part of its changes
     * @throws InvalidInputException when Java has no memory for it
     */
    public DatabaseImage image() {
        if (inTransaction()) {
            throw new IllegalStateException("no image can be taken while a transaction is open");
        }
        try {
            return new DatabaseImage(connection.serialize("main"));
        } catch (SQLException | OutOfMemoryError e) {
            // The driver reports an array that Java has no room for as an error of SQLite.
            throw SqliteError.noRoom(e);
        }
    }

    /**
     * Replaces the whole database, and rolls back a transaction that is open. The connection's settings and its
     * temporary objects stay, but {@code writable_schema} is OFF afterwards.
     *
     * @throws IllegalStateException for a database in a file or in shared memory, which the connection would leave
     * @throws StatementException when SQLite cannot read the image's schema
     */
    public void restore(DatabaseImage image) {
        if (place.isPresent()) {
            throw new IllegalStateException(
                    "an image can be restored only into a private database in memory, not " + place.get());
        }
        if (inTransaction()) {
            command("ROLLBACK");
        }
        try {
            // SQLite reads the schema that goes before it takes the one that comes; it may be malformed.
            exec("PRAGMA writable_schema=ON");
            connection.deserialize("main", image.bytes());
            exec("PRAGMA writable_schema=OFF");
            limitSizeOf("main");
        } catch (SQLException e) {
            throw SqliteError.of(e, limits);
        }
        ConnectionSettings known = knownSettings;
        if (known != null) {
            knownSettings = known.with(ConnectionSettings.JOURNAL_MODE, "MEMORY")
                    .with(ConnectionSettings.WRITABLE_SCHEMA, "OFF");
        }
    }

    /**
     * Makes the database in {@code file} a copy of this one, by SQLite's backup: consistent also while others write here, and
     * in one transaction there, so that it is what it was or the copy whenever the process ends.
     *
     * @param file it is made when it is not there; a database in WAL mode must have pages of the same size
     * @throws StatementException when this one cannot be read, or the copy cannot be written
     */
    public void backupTo(Path file) {
        try {
            // All pages at once: between two steps another connection could write, and SQLite would begin anew. The
            // driver
            // only returns what went wrong; of its own "restore" it returns nothing, so there is none here.
            int result = sqlite.backup("main", file.toString(), null, LOCK_PAUSE_MILLIS, lockPauses, -1);
            if (result != SQLiteErrorCode.SQLITE_OK.code) {
                throw DB.newSQLException(result, SQLiteErrorCode.getErrorCode(result).message);
            }
        } catch (SQLException e) {
            throw SqliteError.of(e, limits);
        }
    }

    /** Does {@code work}, whose statements may take any time: they are ours, and what they read may be large. */
    public <T> T untimed(Supplier<T> work) {
        boolean was = deadline.lift(true);
        try {
            return work.get();
        } finally {
            deadline.lift(was);
        }
    }

    /** The version of SQLite inside, {@code 3.54.1} for example. */
    public static String sqliteVersion() {
        try (SqliteDatabase database = inMemory(DatabaseLimits.DEFAULT)) {
            return database.query("SELECT sqlite_version()", row -> String.valueOf(row.text(1)))
                    .get(0);
        }
    }

    /** Closes the connection; a transaction that is open is rolled back. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqliteError.of(e, limits);
        }
    }
}
