package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@code 0003_add_orders.sql}, or any other name, with {@code -- +migrate Up} in it, as sql-migrate runs it. */
final class SqlMigrateLayout implements FileConventions {
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    /** Numbers first, then names; files of one number by their names. */
    private static final Comparator<String> ORDER = Comparator.comparing(
                    (String file) -> number(file).orElse(null), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Comparator.naturalOrder());

    @Override
    public Layout layout() {
        return Layout.SQL_MIGRATE;
    }

    @Override
    public String example() {
        return "0001_create_users.sql with \"-- +migrate Up\" in it";
    }

    @Override
    public Fit fit(FolderListing folder, ReadingOptions options) {
        return Directives.anyLine(folder, SqlMigrateFile.DIRECTIVE, line -> line.startsWith(SqlMigrateFile.DIRECTIVE))
                ? Fit.CERTAIN
                : Fit.NONE;
    }

    @Override
    public MigrationSet read(FolderListing folder, ReadingOptions options) {
        List<DirectoryProblem> problems = new ArrayList<>();
        List<String> files = new ArrayList<>();
        for (String file : folder.sqlFiles()) {
            if (!file.endsWith(".sql")) {
                problems.add(SkippedFile.endingInCapitals("sql-migrate", file));
            } else if (number(file).filter(n -> n.compareTo(GREATEST) > 0).isPresent()) {
                problems.add(ToolBehaviour.of(
                        Kind.FILE_STOPS_TOOL,
                        file,
                        "sql-migrate ends with a panic at %s: its number is beyond 9223372036854775807".formatted(file),
                        "Give it a shorter number."));
            } else {
                files.add(file);
            }
        }
        files.sort(ORDER);
        UniqueNumbers numbers =
                UniqueNumbers.among(files.stream().flatMap(file -> MigrationVersion.leading(file).stream()));
        List<Migration> migrations =
                files.stream().map(file -> migration(folder, file, numbers)).toList();
        return new MigrationSet(folder.directory(), layout().id(), false, migrations, problems);
    }

    private static Optional<BigInteger> number(String file) {
        return MigrationVersion.leading(file).map(version -> new BigInteger(version.text()));
    }

    /** The tool's own version is the whole name; a number that no other file has is shorter to say. */
    private static Migration migration(FolderListing folder, String file, UniqueNumbers numbers) {
        String name = file.substring(0, file.length() - ".sql".length());
        String title = name.replaceFirst("^[0-9]+[_-]?", "");
        SqlMigrateFile read = SqlMigrateFile.of(folder.script(file));
        return new Migration(
                numbers.version(MigrationVersion.leading(file), file, file),
                name,
                title,
                read.up(),
                read.down(),
                RollbackPlace.section(
                        file,
                        SqlMigrateFile.DIRECTIVE + "Down",
                        sql -> FencedStatements.of(sql, SqlMigrateFile.BEGIN, SqlMigrateFile.END)));
    }
}
