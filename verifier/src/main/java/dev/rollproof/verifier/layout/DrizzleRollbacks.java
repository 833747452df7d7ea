package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.DirectoryProblem.DuplicateVersion;
import dev.rollproof.verifier.migration.DirectoryProblem.RollbackWithoutMigration;
import dev.rollproof.verifier.migration.MigrationVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rollbacks of migrations that are single files of a tool without rollbacks: {@code rollback/NAME.rollback.sql}, or beside
 * the migration. One is a migration's by its name, or else by its number.
 */
final class DrizzleRollbacks {
    static final String FOLDER = "rollback";
    private static final String ENDING = ".rollback.sql";

    private final Map<String, List<String>> filesByName = new LinkedHashMap<>();
    private final List<DirectoryProblem> problems = new ArrayList<>();

    /**
     * Finds the rollbacks of a folder.
     *
     * @param versions of the migrations, by name
     */
    DrizzleRollbacks(FolderListing folder, Map<String, MigrationVersion> versions) {
        List<String> files = Stream.concat(
                        folder.sqlFilesIn(FOLDER).stream().map(name -> FOLDER + "/" + name), folder.sqlFiles().stream())
                .filter(DrizzleRollbacks::isOne)
                .toList();
        for (String file : files) {
            Optional<String> name = migration(file, versions);
            name.ifPresentOrElse(
                    n -> filesByName
                            .computeIfAbsent(n, any -> new ArrayList<>())
                            .add(file),
                    () -> problems.add(new RollbackWithoutMigration(version(file), file)));
        }
        filesByName.forEach((name, found) -> {
            if (found.size() > 1) {
                problems.add(new DuplicateVersion(Objects.requireNonNull(versions.get(name)), found));
            }
        });
    }

    static boolean isOne(String file) {
        return file.endsWith(ENDING);
    }

    /** Where the rollback of a migration stands. */
    Optional<String> of(String name) {
        return Optional.ofNullable(filesByName.get(name)).map(files -> files.get(0));
    }

    /** Where the rollback of a migration would stand. */
    static String place(String name) {
        return FOLDER + "/" + name + ENDING;
    }

    List<DirectoryProblem> problems() {
        return problems;
    }

    private static Optional<String> migration(String file, Map<String, MigrationVersion> versions) {
        String name = name(file);
        if (versions.containsKey(name)) {
            return Optional.of(name);
        }
        return versions.entrySet().stream()
                .filter(entry -> MigrationVersion.leading(name)
                        .filter(entry.getValue()::equals)
                        .isPresent())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static MigrationVersion version(String file) {
        return MigrationVersion.leading(name(file)).orElseGet(() -> MigrationVersion.of(name(file)));
    }

    private static String name(String file) {
        return file.substring(file.lastIndexOf('/') + 1, file.length() - ENDING.length());
    }
}
