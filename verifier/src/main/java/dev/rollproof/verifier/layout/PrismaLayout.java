package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import dev.rollproof.verifier.migration.ScriptTransaction;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prisma Migrate: {@code 20260101120000_init/migration.sql}, with a {@code down.sql} beside it by the convention that its
 * documentation gives. Order and P3015 as in {@code prisma/build/index.js} and the schema engine of Prisma 6.19.
 */
final class PrismaLayout implements FileConventions {
    private static final String UP = "migration.sql";
    private static final String LOCK = "migration_lock.toml";
    private static final String PROVIDER = "provider";
    private static final String AFTER_A_FAILURE =
            "Every later prisma migrate deploy stops with P3009 until prisma migrate resolve says what became of it.";
    private static final MigrationFolders FOLDERS = new MigrationFolders("Prisma", UP, MigrationVersion::leading);
    private static final Map<String, String> ENGINES = Map.of(
            "postgresql", "PostgreSQL",
            "mysql", "MySQL",
            "sqlserver", "SQL Server",
            "cockroachdb", "CockroachDB",
            "mongodb", "MongoDB");

    @Override
    public Layout layout() {
        return Layout.PRISMA;
    }

    @Override
    public String example() {
        return "20260101120000_init/migration.sql with down.sql beside it";
    }

    /** Drizzle 1.x has the same folders, with a snapshot in each. */
    @Override
    public Fit fit(FolderListing folder, ReadingOptions options) {
        boolean migrations = anyHolds(folder, UP);
        if (folder.holds(LOCK)) {
            return migrations || folder.sqlFiles().isEmpty() ? Fit.WRITTEN_BY_TOOL : Fit.NONE;
        }
        return migrations && !anyHolds(folder, "snapshot.json") ? Fit.CERTAIN : Fit.NONE;
    }

    private static boolean anyHolds(FolderListing folder, String file) {
        return folder.folders().stream().anyMatch(name -> folder.holds(name + "/" + file));
    }

    @Override
    public MigrationSet read(FolderListing folder, ReadingOptions options) {
        requireSqlite(folder);
        List<DirectoryProblem> problems = new ArrayList<>(FOLDERS.looseFiles(folder));
        Map<String, List<String>> scripts = new LinkedHashMap<>();
        folder.folders().stream().sorted(new LocaleCompare()).forEach(name -> {
            boolean link = Files.isSymbolicLink(folder.directory().resolve(name));
            List<String> files = link ? List.of() : folder.filesIn(name);
            problems.addAll(link ? passedOver(folder, name) : problems(name, files));
            if (files.contains(UP)) {
                scripts.put(name, files);
            }
        });
        FOLDERS.orderProblem(List.copyOf(scripts.keySet())).ifPresent(problems::add);
        return new MigrationSet(folder.directory(), layout().id(), true, migrations(folder, scripts), problems);
    }

    /**
     * Prisma's own rule: the line that begins with {@code provider}, between the quotes; a file without one is as good as
     * none.
     */
    private static void requireSqlite(FolderListing folder) {
        if (!folder.holds(LOCK)) {
            return;
        }
        List<String> lines = folder.text(LOCK).lines().toList();
        Optional<String> provider =
                lines.stream().filter(line -> line.startsWith(PROVIDER)).findFirst();
        String value = provider.map(line -> line.substring(PROVIDER.length()).replaceAll("[\\s=\"]", ""))
                .orElse("sqlite");
        if (!value.equals("sqlite")) {
            throw new InvalidInputException(
                    ("%s:%d: provider = \"%s\": these are Prisma migrations for %s, and Rollproof runs SQLite; give a folder"
                                    + " whose provider is \"sqlite\". Where the project has moved to SQLite, Prisma stops"
                                    + " with P3019 too: delete this folder and begin anew with prisma migrate dev")
                            .formatted(
                                    folder.directory().resolve(LOCK),
                                    lines.indexOf(provider.orElseThrow()) + 1,
                                    value,
                                    ENGINES.getOrDefault(value, value)));
        }
    }

    private static List<DirectoryProblem> passedOver(FolderListing folder, String name) {
        if (!folder.holds(name + "/" + UP)) {
            return List.of();
        }
        return List.of(
                SkippedFile.of("Prisma", name, "it is a link, and Prisma follows none", "Put the folder itself here."));
    }

    private static List<DirectoryProblem> problems(String name, List<String> files) {
        if (files.contains(UP)) {
            return FOLDERS.otherScripts(name, files);
        }
        return List.of(ToolBehaviour.of(
                Kind.FILE_STOPS_TOOL,
                name,
                "Prisma stops at the folder %s with P3015: there is no %s in it".formatted(name, UP),
                "It has applied what comes before the folder by then, and applies nothing after it. Put the file back, or"
                        + " delete the folder: each folder here is a migration to Prisma."));
    }

    private static List<Migration> migrations(FolderListing folder, Map<String, List<String>> scripts) {
        List<String> names = List.copyOf(scripts.keySet());
        List<MigrationVersion> versions = FOLDERS.versions(names);
        List<Migration> migrations = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String down = name + "/" + MigrationFolders.DOWN;
            boolean hasDown = scripts.getOrDefault(name, List.of()).contains(MigrationFolders.DOWN);
            migrations.add(new Migration(
                    versions.get(i),
                    name,
                    VersionedName.of(name).title(),
                    folder.script(name + "/" + UP).inNoTransaction(AFTER_A_FAILURE),
                    hasDown ? Optional.of(folder.script(down).in(ScriptTransaction.NEVER)) : Optional.empty(),
                    RollbackPlace.file(down)));
        }
        return migrations;
    }
}
