package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.DirectoryProblem.DuplicateVersion;
import dev.rollproof.verifier.migration.DirectoryProblem.RollbackWithoutMigration;
import dev.rollproof.verifier.migration.DirectoryProblem.UnrecognisedFile;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What Wrangler applies of one folder, and the rollbacks of it. */
final class WranglerMigrations {
    private static final String ROLLBACK = ".rollback.sql";
    private static final String ROLLBACK_FOLDER = "rollback/";

    private final FolderListing folder;
    private final WranglerPattern pattern;
    private final String table;
    /** What Wrangler applies as migrations too, and no one means so. */
    private final List<String> rollbacksAmongThem;
    /** The rollbacks where Wrangler does not look. */
    private final List<String> rollbackFolder;

    private final List<Up> ups;
    private final DrizzleSnapshots snapshots;
    private final Set<String> paired = new HashSet<>();
    private final List<DirectoryProblem> problems = new ArrayList<>();

    private record Up(MigrationVersion version, String name, String file) {}

    private WranglerMigrations(FolderListing folder, WranglerPattern pattern, String table, List<String> files) {
        this.folder = folder;
        this.pattern = pattern;
        this.table = table;
        this.rollbacksAmongThem =
                files.stream().filter(file -> takenBackBy(file).isPresent()).toList();
        this.rollbackFolder = folder.sqlFilesIn("rollback").stream()
                .map(ROLLBACK_FOLDER::concat)
                .filter(file -> !files.contains(file))
                .toList();
        this.ups = numbered(files.stream()
                .filter(file -> !rollbacksAmongThem.contains(file))
                .toList());
        this.snapshots = new DrizzleSnapshots(folder, ups.stream().map(Up::name).toList());
    }

    /**
     * Reads the folder. Where Wrangler would find no file at all, those are taken that it is meant to find.
     *
     * @param configured the configuration that names the folder; empty: Wrangler's defaults
     */
    static MigrationSet read(FolderListing folder, Optional<WranglerDatabase> configured) {
        WranglerPattern meant =
                WranglerPattern.of(configured.map(WranglerDatabase::pattern).orElse(WranglerPattern.DEFAULT));
        List<String> files = WranglerFiles.matching(folder, meant);
        for (String other : List.of(WranglerPattern.FOLDERS, WranglerPattern.DEFAULT)) {
            if (files.isEmpty()) {
                meant = WranglerPattern.of(other);
                files = WranglerFiles.matching(folder, meant);
            }
        }
        String table = configured.map(WranglerDatabase::table).orElse(WranglerDatabase.DEFAULT_TABLE);
        WranglerMigrations read = new WranglerMigrations(folder, meant, table, files);
        List<Migration> migrations = read.ups.stream().map(read::migration).toList();
        read.addStrayRollbacksAndGaps();
        read.problems.addAll(WranglerTraps.of(folder, configured, meant, files, read.rollbacksAmongThem));
        return new MigrationSet(folder.directory(), Layout.WRANGLER.id(), true, migrations, read.problems);
    }

    /** Versions are numbers, and whole names where there is none or Wrangler applies several files of one. */
    private static List<Up> numbered(List<String> files) {
        UniqueNumbers numbers = UniqueNumbers.among(files.stream().flatMap(file -> number(name(file)).stream()));
        Set<String> names = new HashSet<>();
        List<Up> ups = new ArrayList<>();
        for (String file : files) {
            String name = name(file);
            String own = names.add(name) ? name : file;
            ups.add(new Up(numbers.version(number(name), own, file), own, file));
        }
        return ups;
    }

    private static String name(String file) {
        for (String ending : List.of("/migration.sql", ".up.sql", ".sql")) {
            if (file.endsWith(ending) && file.length() > ending.length()) {
                return file.substring(0, file.length() - ending.length());
            }
        }
        return file;
    }

    private static Optional<MigrationVersion> number(String name) {
        return MigrationVersion.leading(name.substring(name.lastIndexOf('/') + 1));
    }

    /** The name of the migration that a file takes back, judging by its own. */
    private static Optional<String> takenBackBy(String file) {
        return Stream.of(ROLLBACK, ".down.sql", "/down.sql")
                .filter(ending -> file.endsWith(ending) && file.length() > ending.length())
                .map(ending -> file.substring(
                        file.startsWith(ROLLBACK_FOLDER) ? ROLLBACK_FOLDER.length() : 0,
                        file.length() - ending.length()))
                .findFirst();
    }

    private Migration migration(Up up) {
        List<String> rollbacks = rollbacks(up);
        paired.addAll(rollbacks);
        List<String> proper = rollbacks.stream()
                .filter(file -> !rollbacksAmongThem.contains(file))
                .toList();
        if (proper.size() > 1) {
            problems.add(new DuplicateVersion(up.version(), proper));
        }
        Optional<String> rollback = rollbacks.stream().findFirst();
        return new Migration(
                        up.version(),
                        up.name(),
                        VersionedName.of(up.name()).title(),
                        WranglerScript.migration(folder.script(up.file()), table),
                        rollback.map(file -> WranglerScript.rollback(folder.script(file))),
                        RollbackPlace.file(rollback.orElseGet(() -> placeOfRollback(up))))
                .withSnapshot(snapshots.of(up.name()));
    }

    /** All there are of one migration, the best place first; by its number where none has its name. */
    private List<String> rollbacks(Up up) {
        Stream<String> proper = Stream.of(inRollbackFolder(up), up.name() + "/down.sql")
                .filter(file -> folder.holds(file) && !rollbacksAmongThem.contains(file));
        Stream<String> among = rollbacksAmongThem.stream()
                .filter(file -> takenBackBy(file).filter(up.name()::equals).isPresent());
        List<String> named = Stream.concat(proper, among).toList();
        return named.isEmpty()
                ? rollbackFolder.stream().filter(file -> isOfNumber(file, up)).toList()
                : named;
    }

    private boolean isOfNumber(String rollback, Up up) {
        return rollback.endsWith(ROLLBACK)
                && number(rollback).filter(up.version()::equals).isPresent();
    }

    /** Where Wrangler never takes it for a migration. */
    private String placeOfRollback(Up up) {
        String inside = up.name() + "/down.sql";
        return up.file().endsWith("/migration.sql") && !pattern.matches(inside) ? inside : inRollbackFolder(up);
    }

    private String inRollbackFolder(Up up) {
        String inside = ROLLBACK_FOLDER + up.name() + ROLLBACK;
        return pattern.matches(inside) ? "../" + inside : inside;
    }

    private void addStrayRollbacksAndGaps() {
        SortedMap<MigrationVersion, String> versions = new TreeMap<>();
        ups.forEach(up -> versions.put(up.version(), up.file()));
        Optional<MigrationVersion> last = versions.keySet().stream().reduce((a, b) -> b);
        Stream.concat(rollbackFolder.stream(), rollbacksAmongThem.stream())
                .filter(file -> !paired.contains(file))
                .forEach(file -> {
                    MigrationVersion version = number(file).orElseGet(() -> MigrationVersion.of(file));
                    problems.add(
                            takenBackBy(file).isEmpty()
                                    ? new UnrecognisedFile(file, "the ending of a rollback is " + ROLLBACK)
                                    : new RollbackWithoutMigration(version, file));
                    // It fills its gap, because it is reported already.
                    if (last.filter(latest -> version.compareTo(latest) < 0).isPresent()) {
                        versions.putIfAbsent(version, file);
                    }
                });
        problems.addAll(VersionGaps.between(versions));
    }
}
