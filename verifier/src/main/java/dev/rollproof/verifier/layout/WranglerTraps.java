package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.DirectoryProblem.UnrecognisedFile;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where Wrangler does otherwise than a person sees in a folder. */
final class WranglerTraps {
    /** More names than these do not help anyone. */
    private static final int MOST_NAMES = 3;
    /** Folders beside migrations in which nobody looks for migrations. */
    private static final Set<String> OTHER_FOLDERS = Set.of("rollback", "meta", "seed", "seeds", "node_modules");

    private final FolderListing folder;
    private final Optional<WranglerDatabase> configured;
    private final WranglerPattern pattern;
    private final List<String> applied;
    private final List<DirectoryProblem> problems = new ArrayList<>();

    private WranglerTraps(
            FolderListing folder,
            Optional<WranglerDatabase> configured,
            WranglerPattern pattern,
            List<String> applied) {
        this.folder = folder;
        this.configured = configured;
        this.pattern = pattern;
        this.applied = applied;
    }

    /**
     * Finds them.
     *
     * @param pattern which files are read
     * @param applied those files, in order
     * @param rollbacks those of them that are rollbacks
     */
    static List<DirectoryProblem> of(
            FolderListing folder,
            Optional<WranglerDatabase> configured,
            WranglerPattern pattern,
            List<String> applied,
            List<String> rollbacks) {
        WranglerTraps traps = new WranglerTraps(folder, configured, pattern, applied);
        configured.ifPresent(traps::ofConfiguration);
        traps.ofRollbacks(rollbacks);
        traps.ofFiles();
        traps.ofFolders();
        traps.ofOrder();
        return traps.problems;
    }

    private void ofConfiguration(WranglerDatabase database) {
        String file = folder.directory()
                .relativize(database.configuration())
                .toString()
                .replace('\\', '/');
        String name = database.configuration().getFileName().toString();
        Optional<String> mistake = database.mistake();
        if (mistake.isPresent()) {
            add(
                    Kind.FILE_STOPS_TOOL,
                    file,
                    "Wrangler refuses %s for the database %s: %s".formatted(name, database.name(), mistake.get()),
                    "It applies no migration at all. Correct it; here the files are read as if it were not there.");
        } else if (!database.pattern().equals(pattern.toString()) && !applied.isEmpty()) {
            String dir = database.migrationsDir();
            add(
                    Kind.MIGRATION_SKIPPED,
                    file,
                    "Wrangler applies none of the %d migrations in this folder, such as %s, and says \"No migrations to apply\""
                                    .formatted(applied.size(), applied.get(0))
                            + ": for the database %s it looks for %s/%s"
                                    .formatted(database.name(), dir, database.pattern()),
                    "Write \"migrations_pattern\": \"%s/%s\" beside migrations_dir in %s; the files are proven here as if it stood there."
                            .formatted(dir, pattern, name));
        }
    }

    private void ofRollbacks(List<String> rollbacks) {
        if (rollbacks.isEmpty()) {
            return;
        }
        boolean searched = pattern.matches("rollback/0001.rollback.sql");
        add(
                Kind.ROLLBACK_RUN_AS_MIGRATION,
                rollbacks.get(0),
                rollbacks.size() == 1
                        ? "Wrangler applies the rollback %s as a migration, %s the migration that it takes back"
                                .formatted(rollbacks.get(0), place(rollbacks))
                        : "Wrangler applies %d rollbacks as migrations, each %s the migration that it takes back: %s"
                                .formatted(rollbacks.size(), place(rollbacks), names(rollbacks)),
                "wrangler d1 migrations apply fails there, or undoes what stands. Move %s into the folder %s, where Wrangler does not look."
                        .formatted(rollbacks.size() == 1 ? "it" : "them", searched ? "../rollback" : "rollback"));
    }

    /** What begins with the migration's name sorts before it; a folder without a number stands behind all numbers. */
    private static String place(List<String> rollbacks) {
        return rollbacks.stream().noneMatch(file -> file.startsWith("rollback/")) ? "before" : "before or after";
    }

    /** Each {@code .sql} file beside the migrations that is never applied. */
    private void ofFiles() {
        Set<String> found = new HashSet<>(applied);
        for (String file : folder.sqlFiles()) {
            if (found.contains(file) || file.startsWith("._")) {
                continue;
            }
            Optional<ToolBehaviour> why = whySkipped(file);
            if (why.isPresent()) {
                problems.add(why.get());
            } else {
                problems.add(new UnrecognisedFile(
                        file, "it is not among the files %s that Wrangler applies".formatted(pattern)));
            }
        }
    }

    private Optional<ToolBehaviour> whySkipped(String file) {
        if (Files.isSymbolicLink(folder.directory().resolve(file))) {
            return Optional.of(SkippedFile.of(
                    "Wrangler", file, "it is a link, and Wrangler follows none", "Put the file itself here."));
        }
        if (!file.endsWith(".sql")) {
            return Optional.of(SkippedFile.endingInCapitals("Wrangler", file));
        }
        return file.startsWith(".")
                ? Optional.of(SkippedFile.of(
                        "Wrangler",
                        file,
                        "its name begins with a dot",
                        "Rename it to %s.".formatted(file.substring(1))))
                : Optional.empty();
    }

    /** One finding for all folders whose migrations stay where they are. */
    private void ofFolders() {
        boolean project = configured
                .filter(database ->
                        folder.directory().equals(database.configuration().getParent()))
                .isPresent();
        List<String> passedOver = project
                ? List.of()
                : folder.folders().stream()
                        .filter(name -> !name.startsWith(".") && !OTHER_FOLDERS.contains(name.toLowerCase(Locale.ROOT)))
                        .flatMap(name -> migrationsIn(name).map(file -> name + "/" + file))
                        .filter(file -> !applied.contains(file))
                        .toList();
        if (passedOver.isEmpty()) {
            return;
        }
        String where = passedOver.get(0).substring(0, passedOver.get(0).indexOf('/'));
        add(
                Kind.MIGRATION_SKIPPED,
                passedOver.get(0),
                "Wrangler does not apply %s: it looks for %s only, and not into the folder %s"
                        .formatted(names(passedOver), pattern, where),
                "Nobody applies what is there, and nothing says so. Move it up, name it in migrations_pattern, or keep it outside the migrations folder.");
    }

    /** Files that a person takes for migrations: {@code 0001_a.sql}, {@code migration.sql}. */
    private Stream<String> migrationsIn(String inner) {
        return folder.sqlFilesIn(inner).stream()
                .filter(file -> file.equals("migration.sql")
                        || (Character.isDigit(file.charAt(0))
                                && !file.endsWith(".rollback.sql")
                                && !file.endsWith(".down.sql")));
    }

    private void ofOrder() {
        WranglerOrder.earlierBefore498(applied)
                .ifPresent(file -> add(
                        Kind.ORDER_DIFFERS,
                        file,
                        "Wrangler applies %s after all files with a number, and before 4.98 applied it before %s"
                                .formatted(file, applied.get(0)),
                        "What works with one version fails with another. Give the file a number."));
        ofJournal();
    }

    private void ofJournal() {
        List<String> journal = new ArrayList<>(journal());
        journal.retainAll(new HashSet<>(applied));
        List<String> ours = new ArrayList<>(applied);
        ours.retainAll(new HashSet<>(journal));
        for (int i = 0; i < journal.size(); i++) {
            if (!journal.get(i).equals(ours.get(i))) {
                add(
                        Kind.ORDER_DIFFERS,
                        ours.get(i),
                        "Wrangler applies %s before %s, and the journal has it the other way round: Wrangler orders by the number in the name and reads no journal"
                                .formatted(ours.get(i), journal.get(i)),
                        "The later one was made on a schema that Wrangler does not have at that point. Rename the files to the order of %s."
                                .formatted(DrizzleJournal.FILE));
                return;
            }
        }
    }

    /** The files in the order in which Drizzle Kit made them, where it did. */
    private List<String> journal() {
        return folder.holds(DrizzleJournal.FILE)
                ? DrizzleJournal.read(folder).entries().stream()
                        .map(DrizzleJournal.Entry::file)
                        .distinct()
                        .toList()
                : List.of();
    }

    private static String names(List<String> files) {
        return files.size() <= MOST_NAMES
                ? String.join(", ", files)
                : String.join(", ", files.subList(0, MOST_NAMES)) + " and %d more".formatted(files.size() - MOST_NAMES);
    }

    private void add(Kind kind, String file, String message, String help) {
        problems.add(ToolBehaviour.of(kind, file, message, help));
    }
}
