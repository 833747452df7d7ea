package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migrator.MigratorOptions;
import dev.rollproof.verifier.snapshot.CommittedSnapshot;
import dev.rollproof.verifier.snapshot.CommittedSnapshots;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The committed snapshots that a real database is held against after each migration. */
final class ReleasedSchemas {
    @Option(
            names = "--snapshots",
            paramLabel = "FOLDER",
            description =
                    "Hold the schema after each migration against the committed snapshots of this folder (default:"
                            + " \"snapshots\" in rollproof.json).")
    private @Nullable Path given;

    /** {@code options}, with the snapshots of {@code database} if there are any. */
    MigratorOptions of(MigratorOptions options, RealDatabase database, Surroundings surroundings) {
        Optional<Path> folder = given == null
                ? database.project().snapshots()
                : Optional.of(surroundings.workingDirectory().resolve(given).normalize());
        if (given != null && !folder.map(Files::isDirectory).orElse(false)) {
            throw new InvalidInputException(
                    "--snapshots %s is no folder; snapshot --out makes one".formatted(folder.get()));
        }
        return folder.map(path -> CommittedSnapshots.read(database.project().snapshotsOf(database.database(), path)))
                .map(snapshots ->
                        options.withSnapshots(version -> snapshots.of(version).map(CommittedSnapshot::schema)))
                .orElse(options);
    }
}
