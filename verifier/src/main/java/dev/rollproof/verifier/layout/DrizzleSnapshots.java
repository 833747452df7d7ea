package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.ToolSnapshot;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What drizzle-kit wrote down of the schema beside its migrations, whoever applies them. */
final class DrizzleSnapshots {
    private final FolderListing folder;
    private final Map<String, Long> uses;

    /**
     * Finds the snapshots of a folder.
     *
     * @param names all its migrations' names, with and without a snapshot
     */
    DrizzleSnapshots(FolderListing folder, Collection<String> names) {
        this.folder = folder;
        this.uses = names.stream()
                .map(DrizzleSnapshots::inMeta)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /** Where 0.x keeps it, named after what stands before the first underscore: {@code meta/0003_snapshot.json}. */
    static String inMeta(String name) {
        int underscore = name.indexOf('_');
        return "meta/" + (underscore < 0 ? name : name.substring(0, underscore)) + "_snapshot.json";
    }

    /** Where two migrations have one prefix, one of their snapshots overwrote the other, and nothing says which. */
    Optional<ToolSnapshot> of(String name) {
        return Stream.of(inMeta(name), name + "/snapshot.json")
                .filter(file -> uses.getOrDefault(file, 0L) <= 1 && folder.holds(file))
                .findFirst()
                .map(file -> new ToolSnapshot(file, folder.text(file)));
    }
}
