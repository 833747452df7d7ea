package dev.rollproof.verifier.migration;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The migrations of one directory, and which of them are to be run. Immutable.
 *
 * @param directory the migrations folder, absolute
 * @param layout the id of the layout: {@code numbered}, {@code up-down}, …
 * @param target the engine that they are for
 * @param foreignKeys whether the layout's own tool runs with {@code PRAGMA foreign_keys} on
 * @param tracking where the layout's own tool keeps what it applied
 * @param stubFunctions functions that only the application registers; while the scripts run each returns its first argument
 * @param all every migration of the directory, in the order in which they are applied; versions do not repeat
 * @param migrations those of {@code all} that are to be run, in the same order
 * @param problems what is wrong with the whole directory, whatever is to be run
 */
public record MigrationSet(
        Path directory,
        String layout,
        Target target,
        boolean foreignKeys,
        Tracking tracking,
        List<String> stubFunctions,
        List<Migration> all,
        List<Migration> migrations,
        List<DirectoryProblem> problems) {

    /** More names than these do not help anyone who mistyped one. */
    private static final int MOST_CANDIDATES = 5;

    /** Keeps its own copies of the lists. */
    public MigrationSet {
        stubFunctions = List.copyOf(stubFunctions);
        all = List.copyOf(all);
        migrations = List.copyOf(migrations);
        problems = List.copyOf(problems);
    }

    /** Makes a set in which every migration of the directory is to be run. */
    public MigrationSet(
            Path directory,
            String layout,
            boolean foreignKeys,
            List<Migration> migrations,
            List<DirectoryProblem> problems) {
        this(
                directory,
                layout,
                Target.SQLITE,
                foreignKeys,
                Tracking.ofLayout(layout),
                List.of(),
                migrations,
                migrations,
                problems);
    }

    /** These migrations for Cloudflare D1, where foreign keys are on and each script runs in one transaction. */
    public MigrationSet onD1() {
        UnaryOperator<Migration> moved = m -> m.withScripts(script -> script.in(ScriptTransaction.ALWAYS));
        return new MigrationSet(
                directory,
                layout,
                Target.D1,
                true,
                tracking,
                stubFunctions,
                all.stream().map(moved).toList(),
                migrations.stream().map(moved).toList(),
                problems);
    }

    /** These migrations for a SQLite of some version. */
    public MigrationSet onSqlite(Target sqlite) {
        return new MigrationSet(
                directory, layout, sqlite, foreignKeys, tracking, stubFunctions, all, migrations, problems);
    }

    /** These migrations, of which the tool keeps elsewhere what it applied. */
    public MigrationSet trackedIn(Tracking other) {
        return new MigrationSet(
                directory, layout, target, foreignKeys, other, stubFunctions, all, migrations, problems);
    }

    /** These migrations, whose scripts find such functions. */
    public MigrationSet withStubFunctions(List<String> names) {
        return new MigrationSet(directory, layout, target, foreignKeys, tracking, names, all, migrations, problems);
    }

    /** These migrations with the scripts of others of the same versions, in the same order. */
    public MigrationSet withMigrations(List<Migration> others) {
        return new MigrationSet(
                directory, layout, target, foreignKeys, tracking, stubFunctions, others, others, problems);
    }

    /**
     * Finds the version that a user means: a version ({@code 5}, {@code 0005}, {@code 1.2}), a name
     * ({@code 0003_add_orders}), its file's name, or a description that no other migration has ({@code add_orders}). It
     * must be in the directory, but need not be among {@code migrations}.
     *
     * @throws InvalidInputException when no migration or more than one is meant; the message names the candidates
     */
    public MigrationVersion version(String given) {
        if (MigrationVersion.isVersion(given)) {
            return numbered(given, MigrationVersion.of(given)).version();
        }
        List<Migration> named = all.stream()
                .filter(m -> given.equals(m.name()) || given.equals(m.up().file()))
                .toList();
        if (named.isEmpty()) {
            named = all.stream().filter(m -> given.equals(m.description())).toList();
        }
        if (named.size() > 1) {
            throw ambiguous(given, named);
        }
        return named.stream().findFirst().orElseThrow(() -> unknown(given)).version();
    }

    /** Finds the migration of a number, where the tool may have several of it or order them by other things. */
    private Migration numbered(String given, MigrationVersion version) {
        List<Migration> exact =
                all.stream().filter(m -> m.version().equals(version)).toList();
        List<Migration> found = !exact.isEmpty()
                ? exact
                : all.stream()
                        .filter(m -> MigrationVersion.leading(m.name())
                                .filter(version::equals)
                                .isPresent())
                        .toList();
        if (found.size() > 1) {
            throw ambiguous(given, found);
        }
        return found.stream().findFirst().orElseThrow(() -> unknown(given));
    }

    /**
     * Keeps of {@code migrations} what the directory applies up to a version, and that version itself.
     *
     * @param given what {@link #version} takes
     * @throws InvalidInputException as {@link #version} does
     */
    public MigrationSet upTo(String given) {
        return upTo(version(given));
    }

    /**
     * Keeps of {@code migrations} what the directory applies up to a version, and that version itself.
     *
     * @throws InvalidInputException when the directory has no such version
     */
    public MigrationSet upTo(MigrationVersion last) {
        // By place and not by number: a tool may order otherwise.
        Set<MigrationVersion> reached = new HashSet<>();
        for (Migration migration : all) {
            reached.add(migration.version());
            if (migration.version().equals(last)) {
                return only(m -> reached.contains(m.version()));
            }
        }
        throw unknown(last.text());
    }

    /** Keeps no migration: what stands before the first one. */
    public MigrationSet empty() {
        return only(migration -> false);
    }

    /**
     * Keeps of {@code migrations} those that the globs choose by their names, or those of their up files without the folder. The
     * syntax is that of {@link java.nio.file.FileSystem#getPathMatcher}: {@code *{users,orders}*}.
     *
     * @param include one of these must match; when there are none, all migrations stay
     * @param exclude none of these may match
     * @throws InvalidInputException when one is no glob, one matches no migration of the directory, or nothing is left
     */
    public MigrationSet select(List<String> include, List<String> exclude) {
        List<FileNameGlob> included = globs("include", include);
        List<FileNameGlob> excluded = globs("exclude", exclude);
        MigrationSet selected =
                only(m -> (included.isEmpty() || included.stream().anyMatch(glob -> glob.matches(m)))
                        && excluded.stream().noneMatch(glob -> glob.matches(m)));
        if (selected.migrations().isEmpty() && !migrations.isEmpty()) {
            throw new InvalidInputException("include %s and exclude %s leave none of the %d migrations in %s"
                    .formatted(include, exclude, migrations.size(), directory));
        }
        return selected;
    }

    private List<FileNameGlob> globs(String option, List<String> texts) {
        List<FileNameGlob> globs = texts.stream().map(FileNameGlob::of).toList();
        for (FileNameGlob glob : globs) {
            if (glob.matchesNone(all)) {
                throw new InvalidInputException("%s \"%s\" matches none of the migrations in %s, such as %s"
                        .formatted(
                                option, glob.text(), directory, all.get(0).up().file()));
            }
        }
        return globs;
    }

    private MigrationSet only(Predicate<Migration> kept) {
        return new MigrationSet(
                directory,
                layout,
                target,
                foreignKeys,
                tracking,
                stubFunctions,
                all,
                migrations.stream().filter(kept).toList(),
                problems);
    }

    private InvalidInputException unknown(String given) {
        if (all.isEmpty()) {
            return new InvalidInputException("no migration \"%s\": none is in %s".formatted(given, directory));
        }
        List<String> similar = all.stream()
                .filter(migration -> isSimilar(given, migration))
                .map(Migration::name)
                .toList();
        String candidates = similar.isEmpty() ? nearest(given) : "perhaps " + list(similar);
        return new InvalidInputException("no migration \"%s\" in %s; %s".formatted(given, directory, candidates));
    }

    private static boolean isSimilar(String given, Migration migration) {
        return MigrationVersion.isVersion(given)
                ? migration
                        .version()
                        .text()
                        .startsWith(MigrationVersion.of(given).text())
                : migration.name().contains(given);
    }

    private String nearest(String given) {
        if (!MigrationVersion.isVersion(given)) {
            List<String> names = all.stream().map(Migration::name).toList();
            return NearestName.closeTo(given, names)
                    .map("perhaps "::concat)
                    .orElseGet(() -> "there are " + list(names));
        }
        MigrationVersion version = MigrationVersion.of(given);
        Stream<Migration> before = all.stream().filter(m -> m.version().compareTo(version) < 0);
        return "perhaps "
                + before.reduce((first, second) -> second).orElse(all.get(0)).name();
    }

    private InvalidInputException ambiguous(String given, List<Migration> named) {
        List<String> names = named.stream().map(Migration::name).toList();
        return new InvalidInputException("\"%s\" names %d migrations in %s: %s; give the %s"
                .formatted(
                        given,
                        named.size(),
                        directory,
                        list(names),
                        MigrationVersion.isVersion(given) ? "whole name" : "version"));
    }

    private static String list(List<String> names) {
        return names.size() <= MOST_CANDIDATES
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_CANDIDATES)) + ", …";
    }
}
