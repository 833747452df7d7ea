package dev.rollproof.verifier.project;

import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.layout.WranglerDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The D1 databases that the Wrangler configuration of a folder names. */
final class WranglerProject {
    private WranglerProject() {}

    /**
     * Finds those that have migrations; of several with the same ones, as the environments of one Worker have them, the first.
     * The only one is called {@code main}, as anywhere.
     */
    static List<ProjectDatabase> databases(Path root, ReadingOptions options) {
        Map<List<Object>, WranglerDatabase> byMigrations = new LinkedHashMap<>();
        WranglerDatabase.in(root).stream()
                .filter(d1 -> Files.isDirectory(d1.directory()))
                .forEach(d1 -> byMigrations.putIfAbsent(List.of(d1.directory(), d1.pattern()), d1));
        List<WranglerDatabase> found = byMigrations.values().stream()
                .filter(d1 -> MigrationDirectory.isOne(d1.directory(), options))
                .toList();
        return found.size() == 1
                ? List.of(ProjectDatabase.of(ProjectDatabase.MAIN, found.get(0)))
                : found.stream()
                        .map(d1 -> ProjectDatabase.of(name(d1, found), d1))
                        .toList();
    }

    /** With the environment where another has the same name. */
    private static String name(WranglerDatabase d1, List<WranglerDatabase> all) {
        long sameName =
                all.stream().filter(other -> other.name().equals(d1.name())).count();
        return sameName == 1
                ? d1.name()
                : d1.environment().map(env -> env + "/" + d1.name()).orElse(d1.name());
    }
}
