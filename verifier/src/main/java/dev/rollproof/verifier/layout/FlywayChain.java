package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.layout.FlywayName.Kind;
import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.DirectoryProblem.DuplicateVersion;
import dev.rollproof.verifier.migration.DirectoryProblem.RollbackWithoutMigration;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What Flyway would run of a location on an empty database if it had never been shortened by a baseline, and what it would not. */
final class FlywayChain {
    /** Beside the location, so that Flyway does not take them for migrations. */
    private static final String ROLLBACK_FOLDER = "../rollback";

    private static final String ROLLBACK = ".rollback.sql";
    /** By description as Flyway reads it; the database's text decides nothing here. */
    private static final Comparator<FlywayFile> BY_DESCRIPTION =
            Comparator.comparing(file -> file.name().description().replace('_', ' '));

    private final FolderListing folder;
    private final FlywayFolder location;
    private final Set<String> files;
    private final FlywayScripts scripts;
    private final SortedMap<FlywayName, List<FlywayFile>> versioned = new TreeMap<>(FlywayName.BY_VERSION);
    private final SortedMap<FlywayName, List<FlywayFile>> baselines = new TreeMap<>(FlywayName.BY_VERSION);
    private final SortedMap<FlywayName, List<FlywayFile>> undos = new TreeMap<>(FlywayName.BY_VERSION);
    private final List<FlywayFile> repeatables = new ArrayList<>();
    private final List<FlywayFile> callbacks = new ArrayList<>();
    private final List<Migration> migrations = new ArrayList<>();
    private final List<DirectoryProblem> problems = new ArrayList<>();

    private FlywayChain(FolderListing folder, FlywaySettings settings) {
        this.folder = folder;
        this.location = FlywayFolder.read(folder);
        this.files = new HashSet<>(location.files());
        this.scripts = new FlywayScripts(folder, settings);
    }

    /**
     * A file of the location that Flyway runs.
     *
     * @param path relative to the location, with {@code /}
     */
    record FlywayFile(String path, FlywayName name) {}

    static FlywayChain read(FolderListing folder, FlywaySettings settings) {
        FlywayChain chain = new FlywayChain(folder, settings);
        chain.location.sqlFiles().forEach(chain::sort);
        chain.build();
        return chain;
    }

    /** In the order in which they are applied. */
    List<Migration> migrations() {
        return migrations;
    }

    List<DirectoryProblem> problems() {
        return problems;
    }

    private void sort(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        Optional<String> reserved = FlywayName.reservedWord(file);
        if (reserved.isPresent()) {
            problems.add(FlywayFindings.reserved(path, reserved.get()));
            return;
        }
        Optional<FlywayName> name = FlywayName.of(file);
        if (name.isEmpty()) {
            problems.add(FlywayFindings.passedOver(path, file));
            return;
        }
        FlywayFile found = new FlywayFile(path, name.get());
        switch (found.name().kind()) {
            case VERSIONED -> add(versioned, found);
            case BASELINE -> add(baselines, found);
            case UNDO -> add(undos, found);
            case REPEATABLE -> repeatables.add(found);
            case CALLBACK -> callbacks.add(found);
        }
    }

    private static void add(SortedMap<FlywayName, List<FlywayFile>> map, FlywayFile file) {
        map.computeIfAbsent(file.name(), name -> new ArrayList<>()).add(file);
    }

    private void build() {
        versioned.values().stream()
                .filter(same -> same.size() > 1)
                .forEach(same -> problems.add(FlywayFindings.sameVersion(same)));
        Optional<FlywayFile> base = base();
        base.ifPresent(file -> migrations.add(needingNoRollback(file, undo(file), FlywayFindings.WHY_BASELINE)));
        versioned.values().stream()
                .map(same -> same.get(0))
                .forEach(file -> migrations.add(migration(file, undo(file))));
        addRepeatables();
        base.map(file -> baselines.tailMap(file.name()).values()).orElse(baselines.values()).stream()
                .flatMap(Collection::stream)
                .filter(file -> base.filter(file::equals).isEmpty())
                .forEach(file -> problems.add(FlywayFindings.baseline(file, base.isPresent())));
        rollbackProblems();
        problems.addAll(VersionGaps.between(numbered(base)));
        if (!callbacks.isEmpty()) {
            problems.add(FlywayFindings.callbacks(callbacks));
        }
        problems.addAll(FlywayFindings.inCode(location.codeFiles(), versioned.keySet()));
    }

    /**
     * Where the versions that a baseline stands for are gone, the chain begins with it: the highest below which there is no
     * version. Else they prove what the baseline only sums up.
     */
    private Optional<FlywayFile> base() {
        return baselines.entrySet().stream()
                .filter(same ->
                        versioned.isEmpty() || FlywayName.BY_VERSION.compare(same.getKey(), versioned.firstKey()) < 0)
                .reduce((lower, higher) -> higher)
                .map(same -> same.getValue().get(0));
    }

    private void addRepeatables() {
        List<FlywayFile> ordered = repeatables.stream().sorted(BY_DESCRIPTION).toList();
        for (int i = 0; i < ordered.size(); i++) {
            if (i > 0 && BY_DESCRIPTION.compare(ordered.get(i - 1), ordered.get(i)) == 0) {
                problems.add(FlywayFindings.sameDescription(ordered.get(i - 1), ordered.get(i)));
            } else {
                migrations.add(needingNoRollback(ordered.get(i), Optional.empty(), FlywayFindings.WHY_REPEATABLE));
            }
        }
    }

    private Migration needingNoRollback(FlywayFile file, Optional<FlywayFile> undo, String why) {
        Migration migration = migration(file, undo);
        return migration.rollback().isPresent() ? migration : migration.withoutRollback(why);
    }

    private Migration migration(FlywayFile file, Optional<FlywayFile> undo) {
        String beside = "%s/%s%s".formatted(ROLLBACK_FOLDER, file.name().stem(), ROLLBACK);
        boolean isBeside = folder.holds(beside);
        Optional<MigrationScript> rollback = undo.map(u -> scripts.migration(u.path(), u.name(), conf(u)))
                .or(() -> isBeside ? Optional.of(scripts.rollback(beside, file.name())) : Optional.empty());
        if (undo.isPresent() && isBeside) {
            problems.add(new DuplicateVersion(
                    file.name().migrationVersion(), List.of(undo.get().path(), beside)));
        }
        return new Migration(
                file.name().migrationVersion(),
                file.name().stem(),
                file.name().description(),
                scripts.migration(file.path(), file.name(), conf(file)),
                rollback,
                RollbackPlace.file(undo.map(FlywayFile::path).orElse(isBeside ? beside : rollbackPlace(file, beside))));
    }

    /** Who has undo migrations wants the next one among them. */
    private String rollbackPlace(FlywayFile file, String beside) {
        boolean undoes = !undos.isEmpty() && file.name().kind() == Kind.VERSIONED;
        String inFolder = file.path().substring(0, file.path().lastIndexOf('/') + 1);
        return undoes ? "%sU%s.sql".formatted(inFolder, file.name().stem().substring(1)) : beside;
    }

    private FlywayScriptConf conf(FlywayFile file) {
        String conf = file.path() + FlywayScriptConf.ENDING;
        if (!files.contains(conf)) {
            return FlywayScriptConf.NONE;
        }
        FlywayScriptConf read = FlywayScriptConf.of(conf, folder.text(conf));
        problems.addAll(read.problems());
        return read;
    }

    private Optional<FlywayFile> undo(FlywayFile file) {
        return Optional.ofNullable(undos.get(file.name())).map(files -> files.get(0));
    }

    private void rollbackProblems() {
        Set<MigrationVersion> versions = new HashSet<>();
        Set<String> names = new HashSet<>();
        migrations.forEach(migration -> {
            versions.add(migration.version());
            names.add(migration.name());
        });
        undos.forEach((name, same) -> {
            if (!versions.contains(name.migrationVersion())) {
                same.forEach(file -> problems.add(new RollbackWithoutMigration(name.migrationVersion(), file.path())));
            } else if (same.size() > 1) {
                problems.add(new DuplicateVersion(
                        name.migrationVersion(),
                        same.stream().map(FlywayFile::path).toList()));
            }
        });
        folder.sqlFilesIn(ROLLBACK_FOLDER).stream()
                .filter(file -> file.endsWith(ROLLBACK))
                .map(file -> file.substring(0, file.length() - ROLLBACK.length()))
                .filter(stem -> !names.contains(stem))
                .forEach(stem -> FlywayName.ofStem(stem)
                        .ifPresent(name -> problems.add(new RollbackWithoutMigration(
                                name.migrationVersion(), "%s/%s%s".formatted(ROLLBACK_FOLDER, stem, ROLLBACK)))));
    }

    /** The file of each version, whatever it is written in: any of them fills a gap. */
    private SortedMap<MigrationVersion, String> numbered(Optional<FlywayFile> base) {
        SortedMap<MigrationVersion, String> numbered = new TreeMap<>();
        Stream<FlywayFile> sql =
                Stream.of(versioned, undos).flatMap(map -> map.values().stream().map(same -> same.get(0)));
        Stream.concat(base.stream(), sql)
                .filter(file -> !file.name().version().isEmpty())
                .forEach(file -> numbered.putIfAbsent(file.name().migrationVersion(), file.path()));
        for (Map.Entry<String, FlywayName> code :
                FlywayFindings.named(location.codeFiles()).entrySet()) {
            if (!code.getValue().version().isEmpty()) {
                numbered.putIfAbsent(code.getValue().migrationVersion(), code.getKey());
            }
        }
        return numbered;
    }
}
