package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.MigrationSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code 000003_add_orders.up.sql} with {@code 000003_add_orders.down.sql}, as golang-migrate and sqlx have it. */
final class UpDownLayout implements FileConventions {
    private static final String UP = ".up.sql";
    private static final String DOWN = ".down.sql";
    private static final List<String> ENDINGS =
            List.of(UP, DOWN, "_up.sql", "_down.sql", "-up.sql", "-down.sql", ".rollback.sql", ".sql");
    private static final List<String> SIGNS_OF_SQLX = List.of("Cargo.toml", "sqlx.toml", ".sqlx");

    @Override
    public Layout layout() {
        return Layout.UP_DOWN;
    }

    @Override
    public String example() {
        return "000001_create_users.up.sql with 000001_create_users.down.sql";
    }

    @Override
    public Fit fit(FolderListing folder, ReadingOptions options) {
        // A stray .down.sql among files of another layout makes no pairs.
        return roles(folder, false).anyMatch(FileRole.Up.class::isInstance) ? Fit.CERTAIN : Fit.NONE;
    }

    @Override
    public MigrationSet read(FolderListing folder, ReadingOptions options) {
        boolean sqlx = isSqlx(folder.directory());
        return ScriptPairs.read(
                folder, layout(), sqlx, DOWN, roles(folder, sqlx).toList());
    }

    /**
     * Says whether sqlx runs these files, which turns foreign keys on; golang-migrate leaves them off. The nearest
     * sign decides, up to the root of the repository.
     */
    private static boolean isSqlx(Path directory) {
        for (@Nullable Path folder = directory; folder != null; folder = folder.getParent()) {
            if (SIGNS_OF_SQLX.stream().map(folder::resolve).anyMatch(Files::exists)) {
                return true;
            }
            if (Files.exists(folder.resolve("go.mod")) || Files.exists(folder.resolve(".git"))) {
                return false;
            }
        }
        return false;
    }

    private static Stream<FileRole> roles(FolderListing folder, boolean sqlx) {
        return folder.sqlFiles().stream().map(file -> role(file, sqlx));
    }

    /** sqlx runs a {@code 0001_base.sql} among the pairs too, as a migration that cannot be reverted. */
    private static FileRole role(String file, boolean sqlx) {
        VersionedName parts = VersionedName.of(file, ENDINGS);
        boolean simple =
                sqlx && parts.ending().equals(".sql") && parts.mistake(".sql").isEmpty();
        Optional<String> mistake = simple ? Optional.empty() : mistake(parts);
        if (mistake.isPresent()) {
            return new FileRole.Unrecognised(file, mistake.get());
        }
        return parts.ending().equals(DOWN)
                ? new FileRole.Rollback(file, parts.version())
                : new FileRole.Up(file, parts.version(), parts.stem(), parts.title());
    }

    private static Optional<String> mistake(VersionedName parts) {
        String right = switch (parts.lowerCaseEnding()) {
            case DOWN, "_down.sql", "-down.sql", ".rollback.sql" -> DOWN;
            default -> UP;
        };
        Optional<String> mistake = parts.mistake(right);
        if (mistake.isPresent() || parts.ending().equals(right)) {
            return mistake;
        }
        String what = switch (parts.ending()) {
            case ".rollback.sql" -> "the ending of a rollback is .down.sql";
            case ".sql" -> "the direction is missing";
            default -> "a dot is missing";
        };
        return Optional.of(what + ": " + parts.withEnding(right));
    }
}
