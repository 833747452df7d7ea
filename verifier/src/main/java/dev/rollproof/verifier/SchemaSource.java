package dev.rollproof.verifier;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.TextFile;
import dev.rollproof.verifier.run.Engine;
import dev.rollproof.verifier.run.ScriptFailure;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SnapshotJson;
import dev.rollproof.verifier.snapshot.UnreadableSchemaException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Where a schema may be read from: migrations, a SQLite file, a dump, a snapshot. */
public final class SchemaSource {
    /** How every SQLite file begins: sqlite.org/fileformat2.html, 1.3. */
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private SchemaSource() {}

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

    /**
     * The schema in a file: a SQLite database, which is not changed, a script in SQL that makes one, or a snapshot as
     * {@link SnapshotJson} writes it.
     *
     * @throws InvalidInputException when it is none of these, or cannot be read
     */
    public static SchemaSnapshot read(Path file) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".json")) {
            return SnapshotJson.read(file.toString(), TextFile.read(file));
        }
        if (name.endsWith(".sql")) {
            return ofDump(file);
        }
        if (!isSqlite(file)) {
            throw new InvalidInputException(file + " is no SQLite file, no .sql dump and no .json snapshot");
        }
        try (SqliteDatabase database = SqliteDatabase.readOnly(file, DatabaseLimits.DEFAULT)) {
            return SchemaSnapshot.capture(database);
        } catch (StatementException | UnreadableSchemaException e) {
            throw new InvalidInputException("the schema of " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static SchemaSnapshot ofDump(Path file) {
        MigrationScript dump = new MigrationScript(String.valueOf(file.getFileName()), TextFile.read(file));
        try (Lane lane = Lane.empty(DatabaseLimits.DEFAULT, Engine.sqlite(false))) {
            if (run(lane, dump, file).statements().isEmpty()) {
                throw new InvalidInputException(file + " holds no statement, so there is no schema in it");
            }
            return lane.schema();
        }
    }

    private static ScriptRun run(Lane lane, MigrationScript script, Path file) {
        ScriptRun run = lane.run(script);
        if (run.failure().isPresent()) {
            ScriptFailure failure = run.failure().get();
            throw new InvalidInputException("%s:%d:%d: %s; there is no schema to compare before it runs"
                    .formatted(
                            file, failure.position().line(), failure.position().column(), failure.message()));
        }
        return run;
    }

    private static boolean isSqlite(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            return Arrays.equals(bytes.readNBytes(MAGIC.length), MAGIC);
        } catch (IOException e) {
            throw new InvalidInputException(file + " cannot be read: " + TextFile.reason(e), e);
        }
    }
}
