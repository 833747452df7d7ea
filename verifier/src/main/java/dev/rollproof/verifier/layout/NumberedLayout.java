package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.MigrationSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code 0003_add_orders.sql} with {@code 0003_add_orders.rollback.sql}, which stands beside it or in the folder
 * {@code rollback}.
 */
final class NumberedLayout implements FileConventions {
    private static final String ROLLBACK_FOLDER = "rollback";
    private static final String UP = ".sql";
    private static final String ROLLBACK = ".rollback.sql";
    /** The two of the up-down layout are among them: a {@code .down.sql} run as a migration would be nonsense. */
    private static final List<String> ENDINGS = List.of(ROLLBACK, ".up.sql", ".down.sql", UP);

    @Override
    public Layout layout() {
        return Layout.NUMBERED;
    }

    @Override
    public String example() {
        return "0001_create_users.sql with 0001_create_users.rollback.sql";
    }

    @Override
    public Fit fit(FolderListing folder, ReadingOptions options) {
        List<FileRole> roles = roles(folder);
        if (roles.stream().anyMatch(FileRole.Rollback.class::isInstance)) {
            return Fit.CERTAIN;
        }
        return roles.stream().anyMatch(FileRole.Up.class::isInstance) ? Fit.POSSIBLE : Fit.NONE;
    }

    @Override
    public MigrationSet read(FolderListing folder, ReadingOptions options) {
        return ScriptPairs.read(folder, layout(), true, ROLLBACK, roles(folder));
    }

    private static List<FileRole> roles(FolderListing folder) {
        List<FileRole> roles = new ArrayList<>();
        folder.sqlFiles().forEach(file -> roles.add(role(file, file, false)));
        roles.addAll(CodeMigrations.in(folder));
        folder.sqlFilesIn(ROLLBACK_FOLDER).forEach(name -> roles.add(role(ROLLBACK_FOLDER + "/" + name, name, true)));
        return roles;
    }

    private static FileRole role(String file, String name, boolean inRollbackFolder) {
        VersionedName parts = VersionedName.of(name, ENDINGS);
        boolean rollback = inRollbackFolder || List.of(ROLLBACK, ".down.sql").contains(parts.lowerCaseEnding());
        Optional<String> mistake = mistake(parts, rollback);
        if (mistake.isPresent()) {
            return new FileRole.Unrecognised(file, mistake.get());
        }
        return rollback
                ? new FileRole.Rollback(file, parts.version())
                : new FileRole.Up(file, parts.version(), parts.stem(), parts.title());
    }

    /** What is wrong with a file's name, were it meant for this layout, the plainest. */
    static Optional<String> mistake(String file) {
        return role(file, file, false) instanceof FileRole.Unrecognised wrong
                ? Optional.of(wrong.why())
                : Optional.empty();
    }

    private static Optional<String> mistake(VersionedName parts, boolean rollback) {
        String ending = rollback ? ROLLBACK : UP;
        Optional<String> mistake = parts.mistake(ending);
        if (!parts.digits().isEmpty() && parts.title().isEmpty()) {
            return Optional.of("a description is missing: %s_NAME%s".formatted(parts.digits(), ending));
        }
        if (mistake.isEmpty() && !parts.ending().equals(ending)) {
            return Optional.of("the ending of a %s is %s: %s"
                    .formatted(rollback ? "rollback" : "migration", ending, parts.withEnding(ending)));
        }
        return mistake;
    }
}
