package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.project.Project;
import dev.rollproof.verifier.project.ProjectDatabase;
import dev.rollproof.verifier.project.SeedFile;
import dev.rollproof.verifier.seed.SeedAt;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which migrations are run on databases of Rollproof's own, and with what in the tables. */
final class ProofChoice {
    @Mixin
    private MigrationChoice choice = new MigrationChoice();

    @Option(
            names = "--from",
            paramLabel = "VERSION",
            description = "Begin at this version; those before it are only applied.")
    private @Nullable String from;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "" + VerificationOptions.DEFAULT_ROWS,
            description = "Make rows until each table holds this many; 0 for none (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Mixin
    private ScriptChoice scripts = new ScriptChoice();

    @Option(
            names = "--seed",
            paramLabel = "FILE[@VERSION]",
            description =
                    "Rows that go in after the last migration, or at this version: .sql, .csv (named after its table) or"
                            + " .json; may be repeated. They follow the seeds of rollproof.json, in each database that is"
                            + " verified.")
    private List<String> seeds = List.of();

    /** The project of the folder; a rollproof.json that is passed over is said on standard error. */
    Project project(Surroundings surroundings) {
        return choice.project(surroundings);
    }

    /** The databases of {@code project} that the command is about. */
    List<ProjectDatabase> databases(Project project) {
        return choice.databases(project);
    }

    /** The migrations of {@code of} that the command is about. */
    MigrationSet migrations(ProjectDatabase of) {
        return choice.migrations(of);
    }

    /** How the user wants them run. */
    VerificationOptions options(ProjectDatabase database, MigrationSet migrations, Surroundings surroundings) {
        if (rows < 0 || rows > VerificationOptions.MOST_ROWS) {
            throw new InvalidInputException("--rows " + rows + " is not from 0 to " + VerificationOptions.MOST_ROWS);
        }
        return VerificationOptions.DEFAULT
                .withLimits(DatabaseLimits.DEFAULT.withStatementTimeout(scripts.timeout()))
                .withForeignKeys(scripts.foreignKeys())
                .withFrom(Optional.ofNullable(from).map(migrations::version))
                .withRows(rows)
                .withSeeds(seeds(database, migrations, surroundings));
    }

    /** Those of the configuration, then those of the command line. */
    private List<SeedAt> seeds(ProjectDatabase database, MigrationSet migrations, Surroundings surroundings) {
        Stream<SeedFile> configured =
                database.seeds().stream().filter(file -> isReached(file, database, migrations, surroundings));
        return Stream.concat(configured, seeds.stream().map(text -> seedFile(text, surroundings)))
                .map(file -> SeedAt.read(file, migrations))
                .toList();
    }

    /** Whether {@code migrations} come as far as a configured seed: {@code --to} may stop before. */
    private boolean isReached(
            SeedFile file, ProjectDatabase database, MigrationSet migrations, Surroundings surroundings) {
        List<Migration> all = choice.migrationsOf(database).migrations();
        Migration place = file.version()
                .map(migrations::version)
                .flatMap(version ->
                        all.stream().filter(m -> m.version().equals(version)).findFirst())
                .orElse(all.get(all.size() - 1));
        boolean reached = migrations.migrations().contains(place);
        if (!reached && choice.stopsEarly()) {
            surroundings
                    .err()
                    .println("rollproof: " + surroundings.shown(file.file())
                            + " is not used: --to stops before it goes in");
        }
        return reached || !choice.stopsEarly();
    }

    private static SeedFile seedFile(String text, Surroundings surroundings) {
        try {
            return SeedFile.of(surroundings.workingDirectory(), text);
        } catch (InvalidPathException e) {
            throw new InvalidInputException("--seed \"%s\" is no path: %s".formatted(text, e.getReason()), e);
        }
    }
}
