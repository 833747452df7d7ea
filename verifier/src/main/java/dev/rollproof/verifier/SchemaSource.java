package dev.rollproof.verifier;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.diff.DrizzleSchema;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.Target;
import dev.rollproof.verifier.migration.TextFile;
import dev.rollproof.verifier.run.Engine;
import dev.rollproof.verifier.run.ScriptFailure;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.snapshot.DrizzleSnapshot;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SnapshotJson;
import dev.rollproof.verifier.snapshot.UnreadableSchemaException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where a schema may be read from: migrations, a SQLite file, a dump, a snapshot. */
public final class SchemaSource {
    /** How every SQLite file begins: sqlite.org/fileformat2.html, 1.3. */
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private final SchemaSnapshot schema;
    /** Where it is a snapshot of Drizzle, which cannot say all of a schema. */
    private final Optional<DrizzleSnapshot> drizzle;

    private final boolean dump;
    private final List<String> functions;

    private SchemaSource(
            SchemaSnapshot schema, Optional<DrizzleSnapshot> drizzle, boolean dump, List<String> functions) {
        this.schema = schema;
        this.dump = dump;
        this.drizzle = drizzle;
        this.functions = functions;
    }

    /** The schema after the last of {@code migrations}, as {@link #read(MigrationSet)} reads it. */
    public static SchemaSource of(MigrationSet migrations) {
        return new SchemaSource(read(migrations), Optional.empty(), false, migrations.stubFunctions());
    }

    /**
     * The schema in a file: a SQLite database, which is not changed, a script in SQL that makes one, or a snapshot, as
     * {@link SnapshotJson} writes it or Drizzle does.
     *
     * @param functions functions that only the application registers
     * @throws InvalidInputException when it is none of these, or cannot be read
     */
    public static SchemaSource of(Path file, List<String> functions) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".json")) {
            return ofJson(file, functions);
        }
        boolean dump = name.endsWith(".sql");
        SchemaSnapshot schema = dump ? ofDump(file, functions) : ofDatabase(file);
        return new SchemaSource(schema, Optional.empty(), dump, functions);
    }

    /** The schema as it is given, and no more. */
    public SchemaSnapshot schema() {
        return schema;
    }

    /**
     * The schema as far as it says anything; the rest is as in {@code other}. A snapshot of Drizzle cannot say all, and a dump
     * says nothing of {@code user_version} and {@code application_id} where it sets none.
     */
    public SchemaSnapshot beside(SchemaSnapshot other) {
        if (drizzle.isPresent()) {
            return DrizzleSchema.beside(other, drizzle.get(), functions);
        }
        return dump
                ? schema.withSettings(
                        schema.userVersion() == 0 ? other.userVersion() : schema.userVersion(),
                        schema.applicationId() == 0 ? other.applicationId() : schema.applicationId())
                : schema;
    }

    /**
     * The schema after the last of {@code migrations}.
     *
     * @throws InvalidInputException when one of them fails; the message names the file and the place in it
     */
    public static SchemaSnapshot read(MigrationSet migrations) {
        try (Lane lane = Lane.empty(DatabaseLimits.DEFAULT, Engine.of(migrations, Optional.empty()))) {
            for (Migration migration : migrations.migrations()) {
                run(
                        lane,
                        migration.up(),
                        migrations.directory().resolve(migration.up().file()));
            }
            return lane.schema();
        }
    }

    /** The schema in a file, as {@link #of(Path, List)} reads it. */
    public static SchemaSnapshot read(Path file) {
        return of(file, List.of()).schema();
    }

    /** Whose snapshot it is, its content says: Drizzle's has a dialect. */
    private static SchemaSource ofJson(Path file, List<String> functions) {
        String json = TextFile.read(file);
        if (!DrizzleSnapshot.isOne(json)) {
            return new SchemaSource(SnapshotJson.read(file.toString(), json), Optional.empty(), false, functions);
        }
        DrizzleSnapshot snapshot = DrizzleSnapshot.read(file.toString(), json);
        try {
            SchemaSnapshot alone = DrizzleSchema.beside(SchemaSnapshot.NOTHING, snapshot, functions);
            return new SchemaSource(alone, Optional.of(snapshot), false, functions);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(file + ": " + e.getMessage(), e);
        }
    }

    private static SchemaSnapshot ofDatabase(Path file) {
        if (!isSqlite(file)) {
            if (file.toFile().length() == 0) {
                throw new InvalidInputException(
                        file
                                + " is empty: SQLite leaves such a file where it was told to open one that was not there. Is it the right path?");
            }
            throw new InvalidInputException(file + " is no SQLite file, no .sql dump and no .json snapshot");
        }
        try (SqliteDatabase database = SqliteDatabase.readOnly(file, DatabaseLimits.DEFAULT)) {
            return SchemaSnapshot.capture(database);
        } catch (StatementException | UnreadableSchemaException e) {
            throw new InvalidInputException("the schema of " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static SchemaSnapshot ofDump(Path file, List<String> functions) {
        MigrationScript dump = DumpScript.read(file);
        try (Lane lane = Lane.empty(DatabaseLimits.DEFAULT, new Engine(false, Target.SQLITE, functions))) {
            ScriptRun run = lane.run(dump);
            if (run.failure().isPresent()) {
                throw new InvalidInputException(
                        "%s; a dump is run before it is compared, so it must be one of SQLite: sqlite3 FILE .dump, sqlite3 FILE .schema or wrangler d1 export NAME --no-data --output FILE.sql"
                                .formatted(failure(file, run.failure().get())));
            }
            return lane.schema();
        }
    }

    private static void run(Lane lane, MigrationScript script, Path file) {
        ScriptRun run = lane.run(script);
        if (run.failure().isPresent()) {
            throw new InvalidInputException(
                    failure(file, run.failure().get()) + "; there is no schema to compare before it runs");
        }
    }

    private static String failure(Path file, ScriptFailure failure) {
        return "%s:%d:%d: %s"
                .formatted(file, failure.position().line(), failure.position().column(), failure.message());
    }

    private static boolean isSqlite(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            return Arrays.equals(bytes.readNBytes(MAGIC.length), MAGIC);
        } catch (IOException e) {
            throw new InvalidInputException(file + " cannot be read: " + TextFile.reason(e), e);
        }
    }
}
