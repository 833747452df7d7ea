package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migrator.Direction;
import dev.rollproof.verifier.report.RunReport.Mode;
import dev.rollproof.verifier.seed.SeedAt;
import dev.rollproof.verifier.snapshot.SqlName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reset}: make a database anew. */
@Command(
        name = "reset",
        description =
                "Make a SQLite file anew from its migrations and seeds. Everything in it is lost, and only once all of"
                        + " it has gone well.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ResetCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private RunnerChoice choice = new RunnerChoice();

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(
            names = "--from",
            paramLabel = "DUMP.sql",
            description = "Start from this export; only the migrations that it does not have are applied.")
    private @Nullable Path from;

    @Option(names = "--backup", description = "Copy the file first, beside it.")
    private boolean backup;

    @Mixin
    private SeedChoice seeding = new SeedChoice();

    @Mixin
    private RunChoice running = new RunChoice();

    private Map<RealDatabase, List<SeedAt>> seeds = Map.of();

    ResetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Run run = new Run(surroundings, choice, RunnerFormat.TEXT, Mode.RESET, Direction.UP);
        return choice.each(surroundings, this::prepare, database -> reset(database, run), run::refused);
    }

    private void prepare(List<RealDatabase> databases) {
        running.options(surroundings);
        if (from != null) {
            RunnerChoice.requireOne(databases, "--from is an export of one database");
            if (!Files.isRegularFile(surroundings.workingDirectory().resolve(from))) {
                throw new InvalidInputException("there is no file " + from + " to start from");
            }
        }
        seeds = seeding.of(databases, surroundings);
        if (!yes) {
            databases.stream().filter(database -> Files.exists(database.file())).forEach(this::ask);
        }
    }

    private void ask(RealDatabase database) {
        String file = surroundings.shown(database.file());
        String question = "Everything in %s%s is lost: %s. Make it anew? [yes/no]"
                .formatted(file, database.several() ? " (" + database.name() + ")" : "", contents(database.file()));
        String answer = surroundings
                .asking()
                .orElseThrow(() -> new InvalidInputException(
                        "reset deletes everything in %s; say --yes where nobody can be asked. Nothing was changed"
                                .formatted(file)))
                .apply(question);
        if (!List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT))) {
            throw new InvalidInputException("not reset: nothing was changed");
        }
    }

    private static String contents(Path file) {
        try (SqliteDatabase database = SqliteDatabase.readOnly(file, DatabaseLimits.OF_A_REAL_DATABASE)) {
            List<String> tables = database.query(
                    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
                    row -> String.valueOf(row.text(1)));
            long rows = 0;
            for (String table : tables) {
                rows += database.untimed(
                        () -> database.query("SELECT count(*) FROM " + SqlName.quoted(table), row -> row.number(1))
                                .get(0));
            }
            return "%d tables with %d rows".formatted(tables.size(), rows);
        } catch (StatementException e) {
            throw new InvalidInputException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private int reset(RealDatabase database, Run run) {
        Optional<Path> dump = Optional.ofNullable(from)
                .map(path -> surroundings.workingDirectory().resolve(path));
        return run.on(
                database,
                running.options(surroundings).withBackup(backup),
                migrator -> migrator.reset(dump, seeds.getOrDefault(database, List.of())),
                migrator -> "made anew; every migration is applied in " + from);
    }
}
