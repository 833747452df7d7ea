package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.DirectoryProblem.DuplicateVersion;
import dev.rollproof.verifier.migration.DirectoryProblem.RollbackWithoutMigration;
import dev.rollproof.verifier.migration.DirectoryProblem.UnrecognisedFile;
import dev.rollproof.verifier.migration.DirectoryProblem.VersionGap;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Pairs up scripts with rollback scripts by version, and says what is wrong with the directory. */
final class ScriptPairs {
    private final FolderListing folder;
    private final String rollbackEnding;
    private final SortedMap<MigrationVersion, List<FileRole.Up>> ups = new TreeMap<>();
    private final SortedMap<MigrationVersion, List<FileRole.Rollback>> rollbacks = new TreeMap<>();
    private final SortedMap<MigrationVersion, List<FileRole.InCode>> inCode = new TreeMap<>();
    private final List<UnrecognisedFile> unrecognised = new ArrayList<>();

    private ScriptPairs(FolderListing folder, String rollbackEnding) {
        this.folder = folder;
        this.rollbackEnding = rollbackEnding;
    }

    /**
     * Makes the set of a layout; migrations are ordered by version.
     *
     * @param rollbackEnding what the name of a rollback that is missing would end with
     */
    static MigrationSet read(
            FolderListing folder, Layout layout, boolean foreignKeys, String rollbackEnding, List<FileRole> roles) {
        ScriptPairs pairs = new ScriptPairs(folder, rollbackEnding);
        roles.stream().sorted(Comparator.comparing(FileRole::file)).forEach(pairs::add);
        // Code beside a script of its number is the script's: it runs it, or tests it.
        pairs.inCode.keySet().removeAll(pairs.ups.keySet());
        pairs.ups.values().forEach(files -> files.sort(Comparator.comparing(pairs::hasNoRollbackOfItsName)));
        List<Migration> migrations = pairs.migrations();
        return new MigrationSet(folder.directory(), layout.id(), foreignKeys, migrations, pairs.problems(migrations));
    }

    private void add(FileRole role) {
        if (role instanceof FileRole.Up up) {
            ups.computeIfAbsent(up.version(), version -> new ArrayList<>()).add(up);
        } else if (role instanceof FileRole.Rollback rollback) {
            rollbacks
                    .computeIfAbsent(rollback.version(), version -> new ArrayList<>())
                    .add(rollback);
        } else if (role instanceof FileRole.InCode file) {
            inCode.computeIfAbsent(file.version(), version -> new ArrayList<>()).add(file);
        } else if (role instanceof FileRole.Unrecognised file) {
            unrecognised.add(new UnrecognisedFile(file.file(), file.why()));
        }
    }

    /** Of two files with one version the one that the rollback is for comes first. */
    private boolean hasNoRollbackOfItsName(FileRole.Up up) {
        return rollbacks.getOrDefault(up.version(), List.of()).stream()
                .map(rollback -> rollback.file().substring(rollback.file().lastIndexOf('/') + 1))
                .noneMatch(name -> name.startsWith(up.name() + "."));
    }

    private List<Migration> migrations() {
        List<Migration> migrations = new ArrayList<>();
        ups.forEach((version, files) -> {
            FileRole.Up up = files.get(0);
            Optional<FileRole.Rollback> rollback =
                    rollbacks.getOrDefault(version, List.of()).stream().findFirst();
            migrations.add(new Migration(
                    version,
                    up.name(),
                    up.description(),
                    folder.script(up.file()),
                    rollback.map(file -> folder.script(file.file())),
                    RollbackPlace.file(rollback.map(FileRole::file).orElse(up.name() + rollbackEnding))));
        });
        return migrations;
    }

    private List<DirectoryProblem> problems(List<Migration> migrations) {
        List<DirectoryProblem> problems = new ArrayList<>();
        problems.addAll(duplicates(ups));
        rollbacks.forEach((version, files) -> {
            if (!ups.containsKey(version)) {
                files.forEach(file -> problems.add(new RollbackWithoutMigration(version, file.file())));
            }
        });
        SortedMap<MigrationVersion, List<FileRole.Rollback>> paired = new TreeMap<>(rollbacks);
        paired.keySet().retainAll(ups.keySet());
        problems.addAll(duplicates(paired));
        problems.addAll(gaps());
        CodeMigrations.problem(inCode.values().stream().flatMap(List::stream).toList(), migrations)
                .ifPresent(problems::add);
        problems.addAll(unrecognised);
        return problems;
    }

    private static List<DuplicateVersion> duplicates(Map<MigrationVersion, ? extends List<? extends FileRole>> files) {
        return files.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> new DuplicateVersion(
                        entry.getKey(),
                        entry.getValue().stream().map(FileRole::file).toList()))
                .toList();
    }

    /** A rollback without a migration fills its gap, and so does a migration in code: each is reported already. */
    private List<VersionGap> gaps() {
        SortedMap<MigrationVersion, String> files = new TreeMap<>();
        ups.forEach((version, roles) -> files.put(version, roles.get(0).file()));
        Stream.of(rollbacks, inCode)
                .flatMap(roles -> roles.entrySet().stream())
                .filter(role -> !ups.isEmpty() && role.getKey().compareTo(ups.lastKey()) < 0)
                .forEach(role ->
                        files.putIfAbsent(role.getKey(), role.getValue().get(0).file()));
        return VersionGaps.between(files);
    }
}
