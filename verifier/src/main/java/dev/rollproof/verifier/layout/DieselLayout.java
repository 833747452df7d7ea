package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * diesel: {@code 2026-01-01-120000_init/up.sql} with {@code down.sql} beside it. The rules are those of
 * {@code diesel_migrations/src/file_based_migrations.rs} and {@code migrations_internals/src/lib.rs} at diesel's 04cc1b0.
 */
final class DieselLayout implements FileConventions {
    private static final String UP = "up.sql";
    private static final MigrationFolders FOLDERS = new MigrationFolders("diesel", UP, DieselLayout::number);

    @Override
    public Layout layout() {
        return Layout.DIESEL;
    }

    @Override
    public String example() {
        return "2026-01-01-120000_create_users/up.sql with down.sql beside it";
    }

    @Override
    public Fit fit(FolderListing folder, ReadingOptions options) {
        boolean migrations = folder.folders().stream().anyMatch(name -> folder.holds(name + "/" + UP));
        if (!migrations) {
            return Fit.NONE;
        }
        return isBelowConfiguration(folder.directory()) ? Fit.WRITTEN_BY_TOOL : Fit.CERTAIN;
    }

    /** Whether the project has what {@code diesel setup} writes, up to the root of its repository. */
    private static boolean isBelowConfiguration(Path directory) {
        return FoldersAbove.of(directory).stream().anyMatch(folder -> Files.exists(folder.resolve("diesel.toml")));
    }

    @Override
    public MigrationSet read(FolderListing folder, ReadingOptions options) {
        List<DirectoryProblem> problems = new ArrayList<>(FOLDERS.looseFiles(folder));
        SortedMap<String, List<String>> byVersion = new TreeMap<>();
        for (String name : folder.entries()) {
            if (folder.holds(name + "/" + UP) && !isHidden(name)) {
                byVersion
                        .computeIfAbsent(version(name), version -> new ArrayList<>())
                        .add(name);
                problems.addAll(FOLDERS.otherScripts(name, folder.filesIn(name)));
            } else if (isTakenForMigration(folder, name)) {
                problems.add(stop(name));
            }
        }
        byVersion.values().forEach(names -> problems.addAll(collapsed(names)));
        List<String> applied = byVersion.values().stream()
                .map(names -> names.get(names.size() - 1))
                .toList();
        FOLDERS.orderProblem(applied).ifPresent(problems::add);
        return new MigrationSet(folder.directory(), layout().id(), false, migrations(folder, applied), problems);
    }

    /** Hyphens are no part of it, which lets dates be written with them. */
    private static String version(String name) {
        return name.split("_", -1)[0].replace("-", "");
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".");
    }

    /** Everything but plain files and empty folders; a link is looked at without being followed. */
    private static boolean isTakenForMigration(FolderListing folder, String name) {
        if (isHidden(name)) {
            return false;
        }
        Path path = folder.directory().resolve(name);
        return Files.isSymbolicLink(path)
                || (folder.folders().contains(name)
                        && !FolderListing.read(path).entries().isEmpty());
    }

    private static DirectoryProblem stop(String name) {
        return ToolBehaviour.of(
                Kind.FILE_STOPS_TOOL,
                name,
                "diesel stops at %s before it applies anything: there is no %s in it".formatted(name, UP),
                "Everything here is a migration to diesel but plain files, empty folders and names that begin with a dot."
                        + " Put the file there, or move the folder away.");
    }

    /** diesel collects the folders by version, and one takes the place of the other. */
    private static List<DirectoryProblem> collapsed(List<String> names) {
        String run = names.get(names.size() - 1);
        return names.stream()
                .filter(name -> !name.equals(run))
                .<DirectoryProblem>map(name -> ToolBehaviour.of(
                        Kind.MIGRATION_SKIPPED,
                        name,
                        "diesel runs one of %s and %s alone: both are version %s to it"
                                .formatted(name, run, version(name)),
                        ("With embed_migrations! it is the last by name, %s, which is verified here; from the folder, it is"
                                        + " whichever the file system lists last. diesel migration revert then takes"
                                        + " the down.sql of the first. Give each a version of its own.")
                                .formatted(run)))
                .toList();
    }

    private static List<Migration> migrations(FolderListing folder, List<String> names) {
        List<MigrationVersion> versions = FOLDERS.versions(names);
        List<Migration> migrations = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            DieselScripts scripts = DieselScripts.read(folder, name, UP, MigrationFolders.DOWN);
            migrations.add(new Migration(
                            versions.get(i),
                            name,
                            name.substring(Math.min(name.length(), name.split("_", -1)[0].length() + 1)),
                            scripts.up(),
                            scripts.down(),
                            RollbackPlace.file(name + "/" + MigrationFolders.DOWN))
                    .trackedAs(version(name)));
        }
        return migrations;
    }

    private static Optional<MigrationVersion> number(String name) {
        return Optional.of(version(name)).filter(MigrationVersion::isVersion).map(MigrationVersion::of);
    }
}
