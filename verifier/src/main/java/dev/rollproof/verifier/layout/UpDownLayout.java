package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.ScriptRemark;
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.migration.Tracking;
import dev.rollproof.verifier.sql.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** {@code 000003_add_orders.up.sql} with {@code 000003_add_orders.down.sql}, as golang-migrate and sqlx have it. */
final class UpDownLayout implements FileConventions {
    private static final String UP = ".up.sql";
    private static final String DOWN = ".down.sql";
    private static final List<String> ENDINGS =
            List.of(UP, DOWN, "_up.sql", "_down.sql", "-up.sql", "-down.sql", ".rollback.sql", ".sql");
    private static final String NO_TRANSACTION = "-- no-transaction";

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
        return roles(folder, UpDownTool.UNKNOWN).stream().anyMatch(FileRole.Up.class::isInstance)
                ? Fit.CERTAIN
                : Fit.NONE;
    }

    @Override
    public MigrationSet read(FolderListing folder, ReadingOptions options) {
        UpDownTool tool = UpDownTool.of(folder.directory());
        List<FileRole> roles = new ArrayList<>(roles(folder, tool));
        List<DirectoryProblem> problems = new ArrayList<>();
        switch (tool) {
            case GOLANG_MIGRATE -> {
                GolangMigrateNames names = GolangMigrateNames.of(folder);
                roles.removeIf(role -> GolangMigrateNames.isTooLarge(role.file()));
                roles.addAll(names.others());
                problems.addAll(names.problems());
            }
            case SQLX ->
                folder.sqlFiles().stream().filter(UpDownLayout::stopsSqlx).forEach(file -> {
                    roles.removeIf(role -> role.file().equals(file));
                    problems.add(stop(file));
                });
            case UNKNOWN -> roles.addAll(CodeMigrations.in(folder));
        }
        MigrationSet read = ScriptPairs.read(folder, layout(), tool == UpDownTool.SQLX, DOWN, roles);
        problems.addAll(read.problems());
        return new MigrationSet(
                        read.directory(),
                        read.layout(),
                        read.foreignKeys(),
                        read.all().stream()
                                .map(migration -> migration.withScripts(script -> run(script, tool)))
                                .toList(),
                        problems)
                .trackedIn((tool == UpDownTool.SQLX ? Tracking.Tool.SQLX : Tracking.Tool.GOLANG_MIGRATE).tracking());
    }

    /** golang-migrate runs each file in a transaction, sqlx unless the file's first bytes say no. */
    private static MigrationScript run(MigrationScript script, UpDownTool tool) {
        if (tool == UpDownTool.UNKNOWN) {
            return script;
        }
        if (tool == UpDownTool.GOLANG_MIGRATE) {
            return script.in(ScriptTransaction.ALWAYS);
        }
        if (script.text().startsWith(NO_TRANSACTION)) {
            return script.in(ScriptTransaction.NEVER);
        }
        List<String> lines = script.text().lines().toList();
        return script.in(ScriptTransaction.ALWAYS)
                .misread(IntStream.range(0, lines.size())
                        .filter(line ->
                                lines.get(line).strip().replace("\uFEFF", "").startsWith(NO_TRANSACTION))
                        .mapToObj(line -> new ScriptRemark(
                                new SourcePosition(line + 1, 1),
                                "sqlx runs this file in a transaction: \"%s\" counts only as the very first bytes of a file"
                                        .formatted(NO_TRANSACTION),
                                "Make it the first line, with no byte order mark and nothing else before it."))
                        .toList());
    }

    /** What stands before the first underscore is a version, or sqlx ends there. */
    private static boolean stopsSqlx(String file) {
        int underscore = file.indexOf('_');
        if (underscore < 0 || !file.endsWith(".sql")) {
            return false;
        }
        String version = file.substring(0, underscore);
        if (!version.matches("[+-]?[0-9]+")) {
            return true;
        }
        try {
            Long.parseLong(version);
            return false;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private static ToolBehaviour stop(String file) {
        return ToolBehaviour.of(
                Kind.FILE_STOPS_TOOL,
                file,
                "sqlx stops at %s before it applies anything: \"%s\" before the underscore is no version of 64 bits"
                        .formatted(file, file.substring(0, file.indexOf('_'))),
                "It takes every .sql file here with an underscore for a migration. Move it to another folder, or take the"
                        + " underscore out of its name.");
    }

    private static List<FileRole> roles(FolderListing folder, UpDownTool tool) {
        return folder.sqlFiles().stream().map(file -> role(file, tool)).toList();
    }

    /** sqlx runs a {@code 0001_base.sql} among the pairs too, as a migration that cannot be reverted. */
    private static FileRole role(String file, UpDownTool tool) {
        VersionedName parts = VersionedName.of(file, ENDINGS);
        boolean simple = tool == UpDownTool.SQLX
                && parts.ending().equals(".sql")
                && parts.mistake(".sql").isEmpty();
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
