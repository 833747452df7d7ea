package dev.rollproof.extension;

import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.seed.Seed;
import java.util.ArrayList;
import java.util.List;

/**
 * What annotations ask for, read and found possible; no SQL ran yet.
 *
 * @param chosen all migrations of the database
 * @param applied how many of them are applied
 * @param template the steps that are taken once and then copied
 * @param perTest those that are taken for each database: the first {@link Seeder} and all that comes after it
 * @param foreignKeys on the connections handed out, and for the seeds
 * @param key the content of the template; equal keys make equal databases
 */
record DatabasePlan(
        ChosenMigrations chosen,
        int applied,
        List<BuildStep> template,
        List<BuildStep> perTest,
        Storage storage,
        boolean foreignKeys,
        ContentKey key) {

    /**
     * Reads the seeds of a database.
     *
     * @param declared the seeds beside those of the settings
     * @throws InvalidInputException when the annotations ask for what is not there, or for two things at once
     */
    static DatabasePlan of(ChosenMigrations chosen, DatabaseSettings settings, List<DeclaredSeed> declared) {
        MigrationSet migrations = chosen.migrations();
        requireOneFileAVersion(migrations);
        MigrationSet wanted = settings.stop().of(migrations);
        List<BuildStep> steps = steps(wanted, settings, declared);
        int shared = 0;
        while (shared < steps.size() && !(steps.get(shared) instanceof BuildStep.JavaRows)) {
            shared++;
        }
        List<BuildStep> template = List.copyOf(steps.subList(0, shared));
        return new DatabasePlan(
                chosen,
                wanted.migrations().size(),
                template,
                List.copyOf(steps.subList(shared, steps.size())),
                settings.storage(),
                settings.foreignKeys(),
                ContentKey.of(migrations, template, settings.foreignKeys()));
    }

    private static List<BuildStep> steps(MigrationSet wanted, DatabaseSettings settings, List<DeclaredSeed> declared) {
        List<EarlyRows> early = declared.stream()
                .filter(DeclaredSeed::isEarly)
                .map(seed -> new EarlyRows(placeOf(seed, wanted, settings), step(seed)))
                .toList();
        List<BuildStep> steps = new ArrayList<>(rowsAfter(0, early));
        int reached = 0;
        for (Migration migration : wanted.migrations()) {
            steps.add(new BuildStep.Up(migration));
            reached++;
            steps.addAll(rowsAfter(reached, early));
        }
        settings.seeds().forEach(file -> steps.add(new BuildStep.Rows(seed(file), "")));
        declared.stream()
                .filter(seed -> !seed.isEarly())
                .map(DatabasePlan::step)
                .forEach(steps::add);
        return steps;
    }

    private static List<BuildStep> rowsAfter(int migrations, List<EarlyRows> early) {
        return early.stream()
                .filter(rows -> rows.after() == migrations)
                .map(EarlyRows::step)
                .toList();
    }

    /** Rows that go in after some of the migrations. */
    private record EarlyRows(int after, BuildStep step) {}

    /** After how many of the wanted migrations it goes in. */
    private static int placeOf(DeclaredSeed seed, MigrationSet wanted, DatabaseSettings settings) {
        try {
            if (seed.annotation().atVersion() == MigratedDatabase.EMPTY) {
                throw new InvalidInputException("before the first migration there is no table that could hold a row");
            }
            if (seed.version().placeIn(wanted) > settings.stop().placeIn(wanted)) {
                throw new InvalidInputException("the database stops at version %s, before it reaches atVersion = %s"
                        .formatted(settings.stop(), seed.version()));
            }
            return seed.version().of(wanted).migrations().size();
        } catch (InvalidInputException e) {
            throw new InvalidInputException("%s: %s".formatted(seed, e.getMessage()), e);
        }
    }

    private static BuildStep step(DeclaredSeed seed) {
        if (seed.isJava()) {
            SeederCall.requireConstructor(seed);
            return new BuildStep.JavaRows(seed);
        }
        return new BuildStep.Rows(rowsOf(seed), seed.isEarly() ? " at version " + seed.version() : "");
    }

    /** It may stand on a test, and the message begins with the class that says which database it is for. */
    private static Seed rowsOf(DeclaredSeed seed) {
        try {
            return seed(seed.annotation().value());
        } catch (InvalidInputException e) {
            throw new InvalidInputException("%s: %s".formatted(seed, e.getMessage()), e);
        }
    }

    /** Reads a file of rows. */
    static Seed seed(String text) {
        return Seed.read(UserPath.of(text));
    }

    boolean hasSeeder() {
        return !perTest.isEmpty();
    }

    MigrationSet migrations() {
        return chosen.migrations();
    }

    /** Of two files with one version only one is run: a database without the other would pass for the right one. */
    private static void requireOneFileAVersion(MigrationSet migrations) {
        for (DirectoryProblem problem : migrations.problems()) {
            if (problem instanceof DirectoryProblem.DuplicateVersion duplicate) {
                throw new InvalidInputException("the files %s in %s have one version, %s; give each its own"
                        .formatted(
                                String.join(" and ", duplicate.files()), migrations.directory(), duplicate.version()));
            }
        }
    }
}
