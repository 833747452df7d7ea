package dev.rollproof.verifier.snapshot;

import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import java.util.Map;

/**
 * What a released migration was: a committed snapshot holds it beside the schema, so that an edit is found where the schema is
 * the same too. Rollbacks are not locked: they may be mended.
 *
 * @param file the migration's file, relative to the migrations directory, with {@code /}
 * @param checksum {@code sha256:} and 64 hexadecimal digits: of the up script's own lines as they stand in the file, before
 *     placeholders are replaced. Line ends, a byte order mark, {@code -- rollproof:} lines and blank lines at either end
 *     do not count
 */
public record MigrationLock(String file, String checksum) {
    /**
     * What the migrations are now, by version. Those that are there to be changed, Flyway's repeatable ones, are not
     * among them.
     */
    public static Map<MigrationVersion, MigrationLock> of(MigrationSet migrations) {
        return new OwnText(migrations).locks();
    }

    /** Whether both are of the same text, whatever its file is called. */
    public boolean sameText(MigrationLock other) {
        return checksum.equals(other.checksum);
    }
}
