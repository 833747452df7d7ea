package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.DirectoryProblem.DuplicateVersion;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import dev.rollproof.verifier.migration.Tracking;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code 20260101120000_create_users.sql} with both ways in one file, the way back below {@code -- //@UNDO}: MyBatis Migrations
 * (FileMigrationLoader, MigrationReader, ScriptRunner). Seen on 3.5.0.
 */
final class MyBatisLayout implements FileConventions {
    private static final String HEADING = "-- //@UNDO";
    private static final String BOOTSTRAP = "bootstrap.sql";
    private static final String ON_ABORT = "onabort.sql";
    private static final String ENDING = ".sql";
    private static final String WHY_BOOTSTRAP =
            "MyBatis Migrations runs bootstrap.sql once, before all migrations, and takes it back never";
    /** A number of more digits is no id that anyone wrote: 1e999999999 would fill the memory. */
    private static final int MOST_DIGITS = 100;

    @Override
    public Layout layout() {
        return Layout.MYBATIS;
    }

    @Override
    public String example() {
        return "20260101120000_create_users.sql with its rollback below " + HEADING;
    }

    @Override
    public Fit fit(FolderListing folder, ReadingOptions options) {
        boolean undone = folder.files().stream()
                .filter(file ->
                        file.endsWith(ENDING) && MigrationVersion.leading(file).isPresent())
                .map(folder::readableText)
                .flatMap(Optional::stream)
                .anyMatch(text -> MyBatisSections.of(text).undoLine() >= 0);
        return undone ? Fit.CERTAIN : Fit.NONE;
    }

    /** MyBatis Migrations leaves {@code PRAGMA foreign_keys} as sqlite-jdbc has it: off. */
    @Override
    public MigrationSet read(FolderListing folder, ReadingOptions options) {
        List<DirectoryProblem> problems = new ArrayList<>();
        MyBatisEnvironment environment = MyBatisEnvironment.of(folder.directory(), options);
        MyBatisScripts scripts = new MyBatisScripts(folder, environment);
        List<Migration> migrations = new ArrayList<>();
        bootstrap(folder, scripts).ifPresent(migrations::add);
        for (List<String> files : byId(folder, problems).values()) {
            MigrationVersion version = version(files.get(0));
            if (files.size() > 1) {
                problems.add(new DuplicateVersion(version, files));
            }
            migrations.add(migration(files.get(0), version, scripts));
        }
        scripts.hooks().ifPresent(problems::add);
        return new MigrationSet(folder.directory(), layout().id(), false, migrations, problems)
                .trackedIn(new Tracking(Tracking.Tool.MYBATIS, environment.changelog()));
    }

    private static SortedMap<BigDecimal, List<String>> byId(FolderListing folder, List<DirectoryProblem> problems) {
        SortedMap<BigDecimal, List<String>> files = new TreeMap<>();
        for (String file : folder.sqlFiles()) {
            if (!file.endsWith(ENDING)) {
                problems.add(SkippedFile.endingInCapitals("MyBatis Migrations", file));
            } else if (!file.equals(BOOTSTRAP) && !file.equals(ON_ABORT)) {
                Optional<BigDecimal> id = id(file);
                id.ifPresent(number ->
                        files.computeIfAbsent(number, n -> new ArrayList<>()).add(file));
                if (id.isEmpty()) {
                    problems.add(ToolBehaviour.of(
                            Kind.FILE_STOPS_TOOL,
                            file,
                            "MyBatis Migrations stops at %s: its name does not begin with a number and an underscore"
                                    .formatted(file),
                            "It applies nothing at all. Move the file to another folder, or give it an id: 20260101120000_%s."
                                    .formatted(file)));
                }
            }
        }
        return files;
    }

    /** The number before the first underscore, however Java writes one. */
    private static Optional<BigDecimal> id(String file) {
        String stem = file.substring(0, file.length() - ENDING.length());
        int end = stem.indexOf('_');
        try {
            BigDecimal id = new BigDecimal(end < 0 ? stem : stem.substring(0, end));
            return Optional.of(id)
                    .filter(number -> Math.abs((long) number.precision() - number.scale()) <= MOST_DIGITS
                            && Math.abs((long) number.scale()) <= MOST_DIGITS);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static MigrationVersion version(String file) {
        return MigrationVersion.of(id(file).orElseThrow().stripTrailingZeros().toPlainString());
    }

    private static Migration migration(String file, MigrationVersion version, MyBatisScripts scripts) {
        String stem = file.substring(0, file.length() - ENDING.length());
        int end = stem.indexOf('_');
        return new Migration(
                version,
                stem,
                end < 0 ? "" : stem.substring(end + 1),
                scripts.up(file),
                scripts.undo(file),
                RollbackPlace.section(file, HEADING));
    }

    /** Where it holds a statement the migrations build on it. */
    private static Optional<Migration> bootstrap(FolderListing folder, MyBatisScripts scripts) {
        if (!folder.files().contains(BOOTSTRAP)) {
            return Optional.empty();
        }
        MigrationScript script = scripts.up(BOOTSTRAP);
        if (scripts.isEmpty(script)) {
            return Optional.empty();
        }
        return Optional.of(new Migration(
                        MigrationVersion.of("bootstrap"),
                        "bootstrap",
                        "",
                        script,
                        Optional.empty(),
                        RollbackPlace.section(BOOTSTRAP, HEADING))
                .withoutRollback(WHY_BOOTSTRAP));
    }
}
