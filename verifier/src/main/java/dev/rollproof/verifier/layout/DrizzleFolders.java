package dev.rollproof.verifier.layout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import dev.rollproof.verifier.migration.ToolSnapshot;
import dev.rollproof.verifier.migration.Tracking;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The migrations of Drizzle 1.x: each folder that holds {@code migration.sql}, in the order of {@code localeCompare}
 * (drizzle-orm 1.0.0-rc.5, {@code migrator.js}).
 */
final class DrizzleFolders {
    private static final String MIGRATION = "/migration.sql";
    private static final String SNAPSHOT = "/snapshot.json";
    private static final String ROLLBACK = "/down.sql";

    private final FolderListing folder;
    private final List<String> names;
    private final Map<String, MigrationVersion> versions;
    private final List<DirectoryProblem> problems = new ArrayList<>();

    DrizzleFolders(FolderListing folder) {
        this.folder = folder;
        this.names = folder.folders().stream()
                .filter(name -> folder.holds(name + MIGRATION))
                .sorted(new LocaleCompare())
                .toList();
        this.versions = DrizzleLayout.versions(names);
    }

    /** Whether a folder holds one that drizzle-kit wrote: Prisma's look the same, but have no snapshots. */
    static boolean areIn(FolderListing folder) {
        return folder.folders().stream()
                .anyMatch(name -> folder.holds(name + SNAPSHOT) && folder.holds(name + MIGRATION));
    }

    MigrationSet read() {
        oldJournal();
        foldersWithoutMigration();
        orderInOneSecond();
        looseFiles();
        return new MigrationSet(
                        folder.directory(),
                        Layout.DRIZZLE.id(),
                        true,
                        names.stream().map(this::migration).toList(),
                        problems)
                .trackedIn(Tracking.Tool.DRIZZLE_FOLDERS.tracking());
    }

    private Migration migration(String name) {
        String file = name + MIGRATION;
        String rollback = name + ROLLBACK;
        return new Migration(
                        Objects.requireNonNull(versions.get(name)),
                        name,
                        DrizzleLayout.description(name),
                        DrizzleScript.of(file, folder.text(file), () -> DrizzleDriver.of(folder.directory())),
                        folder.holds(rollback) ? Optional.of(folder.script(rollback)) : Optional.empty(),
                        RollbackPlace.file(rollback))
                .withSnapshot(snapshot(name));
    }

    private Optional<ToolSnapshot> snapshot(String name) {
        String file = name + SNAPSHOT;
        return folder.holds(file) ? Optional.of(new ToolSnapshot(file, folder.text(file))) : Optional.empty();
    }

    private void oldJournal() {
        names.stream().findFirst().filter(name -> folder.holds(name + SNAPSHOT)).ifPresent(name -> {
            JsonNode dialect =
                    DataFile.read(folder.directory().resolve(name + SNAPSHOT)).path("dialect");
            if (dialect.isTextual()) {
                DrizzleJournal.requireSqlite(folder.directory().resolve(name + SNAPSHOT), dialect.asText());
            }
        });
        if (folder.holds(DrizzleJournal.FILE)) {
            problems.add(ToolBehaviour.of(
                    Kind.FILE_STOPS_TOOL,
                    DrizzleJournal.FILE,
                    "Drizzle 1.x stops before the first migration: the journal of 0.x stands beside the folders",
                    "It says \"We detected that you have old drizzle-kit migration folders\". Run drizzle-kit up, which turns the"
                            + " files of 0.x into folders and deletes the journal; if that is done, delete meta."));
        }
    }

    private void foldersWithoutMigration() {
        folder.folders().stream()
                .filter(name -> folder.holds(name + SNAPSHOT) && !folder.holds(name + MIGRATION))
                .forEach(name -> problems.add(ToolBehaviour.of(
                        Kind.MIGRATION_FILE_MISSING,
                        name + MIGRATION,
                        "Drizzle passes over %s: it holds a snapshot and no migration.sql".formatted(name),
                        "Nobody applies it, and nothing says so; drizzle-kit generate builds on its snapshot, so the changes in it"
                                + " reach no database. Restore the file, or delete the folder.")));
    }

    /** Names of one second are ordered by what follows, which says nothing of what was made first; the snapshots know it. */
    private void orderInOneSecond() {
        for (int i = 1; i < names.size(); i++) {
            String before = names.get(i - 1);
            String name = names.get(i);
            boolean oneSecond = MigrationVersion.leading(before)
                    .filter(second -> MigrationVersion.leading(name)
                            .filter(second::equals)
                            .isPresent())
                    .isPresent();
            if (oneSecond && !follows(name, before)) {
                problems.add(
                        ToolBehaviour.of(
                                Kind.ORDER_DIFFERS,
                                name + MIGRATION,
                                "Drizzle applies %s after %s: both are of one second, and then the letters decide"
                                        .formatted(name, before),
                                follows(before, name)
                                        ? "Their snapshots say that %s was made first. Give its folder an earlier second."
                                                .formatted(name)
                                        : "Nothing in their snapshots says that this order is meant. Give one of the folders another second."));
            }
        }
    }

    /** Whether a migration's snapshot names another's as the one that it was made on. */
    private boolean follows(String name, String earlier) {
        if (!folder.holds(name + SNAPSHOT) || !folder.holds(earlier + SNAPSHOT)) {
            return false;
        }
        String id = DataFile.read(folder.directory().resolve(earlier + SNAPSHOT))
                .path("id")
                .asText();
        for (JsonNode previous :
                DataFile.read(folder.directory().resolve(name + SNAPSHOT)).path("prevIds")) {
            if (previous.asText().equals(id)) {
                return true;
            }
        }
        return false;
    }

    /** One finding about an old journal speaks for all files of 0.x. */
    private void looseFiles() {
        if (folder.holds(DrizzleJournal.FILE)) {
            return;
        }
        folder.sqlFiles()
                .forEach(file -> problems.add(SkippedFile.of(
                        "Drizzle",
                        file,
                        "a migration is a folder with a file migration.sql in it",
                        "Make it with drizzle-kit generate --custom, or move it to another folder if it is no"
                                + " migration.")));
    }
}
