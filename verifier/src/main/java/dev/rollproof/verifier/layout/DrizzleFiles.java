package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.layout.DrizzleJournal.Entry;
import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The migrations of Drizzle 0.x: what the journal names, in its order (drizzle-orm 0.45, {@code migrator.js} and
 * {@code sqlite-core/dialect.js}).
 */
final class DrizzleFiles {
    private final FolderListing folder;
    private final DrizzleJournal journal;
    /** Each tag once, with the entry that names it first. */
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private final Map<String, MigrationVersion> versions;
    private final DrizzleRollbacks rollbacks;
    private final DrizzleSnapshots snapshots;
    private final List<DirectoryProblem> problems = new ArrayList<>();

    DrizzleFiles(FolderListing folder) {
        this.folder = folder;
        this.journal = DrizzleJournal.read(folder);
        journal.entries().forEach(entry -> entries.putIfAbsent(entry.tag(), entry));
        this.versions = DrizzleLayout.versions(List.copyOf(entries.keySet()));
        this.rollbacks = new DrizzleRollbacks(folder, versions);
        this.snapshots = new DrizzleSnapshots(folder, entries.keySet());
    }

    MigrationSet read() {
        requireFiles();
        journalProblems();
        missingFiles();
        lateEntries();
        orderOfNames();
        filesWithoutEntry();
        problems.addAll(rollbacks.problems());
        problems.addAll(VersionGaps.between(numbered()));
        return new MigrationSet(
                folder.directory(),
                Layout.DRIZZLE.id(),
                true,
                entries.values().stream()
                        .filter(entry -> folder.holds(entry.file()))
                        .map(this::migration)
                        .toList(),
                problems);
    }

    private Migration migration(Entry entry) {
        String tag = entry.tag();
        Optional<String> rollback = rollbacks.of(tag);
        return new Migration(
                        Objects.requireNonNull(versions.get(tag)),
                        tag,
                        DrizzleLayout.description(tag),
                        DrizzleScript.of(
                                entry.file(), folder.text(entry.file()), () -> DrizzleDriver.of(folder.directory())),
                        rollback.map(folder::script),
                        RollbackPlace.file(rollback.orElse(DrizzleRollbacks.place(tag))))
                .trackedAs(String.valueOf(entry.when()))
                .withSnapshot(snapshots.of(tag));
    }

    /** What stands here of each number: a file that the journal does not name fills its gap, because it is reported already. */
    private SortedMap<MigrationVersion, String> numbered() {
        SortedMap<MigrationVersion, String> files = new TreeMap<>();
        Stream.concat(entries.values().stream().map(Entry::file), folder.sqlFiles().stream())
                .filter(file -> !DrizzleRollbacks.isOne(file))
                .forEach(file -> MigrationVersion.leading(file).ifPresent(version -> files.putIfAbsent(version, file)));
        return files;
    }

    private void requireFiles() {
        if (entries.values().stream().noneMatch(entry -> folder.holds(entry.file()))) {
            throw new InvalidInputException(
                    entries.isEmpty()
                            ? "%s/%s names no migration".formatted(folder.directory(), DrizzleJournal.FILE)
                            : "%s/%s names %s%s, which is not there"
                                    .formatted(
                                            folder.directory(),
                                            DrizzleJournal.FILE,
                                            journal.entries().get(0).file(),
                                            entries.size() == 1 ? "" : " and %d more".formatted(entries.size() - 1)));
        }
    }

    private void journalProblems() {
        if (journal.byteOrderMark()) {
            problems.add(ToolBehaviour.of(
                    Kind.FILE_STOPS_TOOL,
                    DrizzleJournal.FILE,
                    "Drizzle cannot read its journal: it begins with a byte order mark, which is no JSON",
                    "drizzle-kit migrate stops before the first migration. Save the file as UTF-8 without the mark."));
        }
        List<String> tags = journal.entries().stream().map(Entry::tag).toList();
        if (tags.size() == entries.size()) {
            return;
        }
        entries.keySet().stream()
                .filter(tag -> Collections.frequency(tags, tag) > 1)
                .forEach(
                        tag -> problems.add(
                                ToolBehaviour.of(
                                        Kind.FILE_STOPS_TOOL,
                                        tag + ".sql",
                                        "Drizzle applies %s.sql %d times: so often the journal names it"
                                                .formatted(tag, Collections.frequency(tags, tag)),
                                        "The second time it fails, or does its work twice. Leave one entry of it in meta/_journal.json.")));
    }

    private void missingFiles() {
        entries.values().stream()
                .filter(entry -> !folder.holds(entry.file()))
                .forEach(entry -> problems.add(ToolBehaviour.of(
                        Kind.MIGRATION_FILE_MISSING,
                        entry.file(),
                        "Drizzle stops before the first migration: the journal names %s, which is not there"
                                .formatted(entry.file()),
                        "It applies nothing at all. Restore the file, or take the entry out of"
                                + " meta/_journal.json where no database has it.")));
    }

    private void lateEntries() {
        Optional<Entry> newest = Optional.empty();
        Set<String> seen = new HashSet<>();
        for (Entry entry : journal.entries()) {
            Optional<Entry> newer = newest.filter(other -> other.when() >= entry.when());
            if (newer.isEmpty()) {
                newest = Optional.of(entry);
            } else if (seen.add(entry.tag()) && !newer.get().tag().equals(entry.tag())) {
                problems.add(late(entry, newer.get()));
            }
        }
    }

    private static ToolBehaviour late(Entry entry, Entry newer) {
        return ToolBehaviour.of(
                Kind.MIGRATION_SKIPPED,
                entry.file(),
                "Drizzle never applies %s to a database that has %s: its \"when\" in the journal, %d, is not greater than that one's, %d"
                        .formatted(entry.file(), newer.file(), entry.when(), newer.when()),
                "It applies only what is newer than the newest migration that a database has, and says nothing of the rest; a new"
                        + " database gets it all the same, so the two differ for ever. Set \"when\" to a greater number than every"
                        + " other, or generate the migration anew on top of the others.");
    }

    /** Between neighbours, so that one migration in the wrong place is one finding. */
    private void orderOfNames() {
        Optional<Entry> before = Optional.empty();
        for (Entry entry : entries.values()) {
            before.filter(other -> isNotBefore(other.tag(), entry.tag()))
                    .ifPresent(other -> problems.add(order(entry, other)));
            before = Optional.of(entry);
        }
    }

    private static boolean isNotBefore(String first, String second) {
        Optional<MigrationVersion> one = MigrationVersion.leading(first);
        Optional<MigrationVersion> other = MigrationVersion.leading(second);
        return one.isPresent() && other.isPresent() && one.get().compareTo(other.get()) >= 0;
    }

    private ToolBehaviour order(Entry entry, Entry before) {
        boolean same = entry.snapshot().equals(before.snapshot());
        return ToolBehaviour.of(
                Kind.ORDER_DIFFERS,
                entry.file(),
                "Drizzle applies %s after %s: it goes by the order of the journal's entries, not by %s"
                        .formatted(
                                entry.file(),
                                before.file(),
                                same ? "names, and both have one number" : "the numbers in the names"),
                same
                        ? "They share %s too: one's snapshot overwrote the other's, and the next drizzle-kit generate starts from"
                                        .formatted(entry.snapshot())
                                + " what is left. Generate the later one anew on top of the other."
                        : "Put the entries of meta/_journal.json in the order that is meant, or give the files names that say it.");
    }

    private void filesWithoutEntry() {
        folder.sqlFiles().stream()
                .filter(file -> !DrizzleRollbacks.isOne(file))
                .filter(file -> !entries.containsKey(file.substring(0, file.length() - ".sql".length()))
                        || !file.endsWith(".sql"))
                .forEach(
                        file -> problems.add(
                                SkippedFile.of(
                                        "Drizzle",
                                        file,
                                        "meta/_journal.json does not name it",
                                        "Make it with drizzle-kit generate --custom, which writes the entry too, or move it to another folder if it is no migration.")));
    }
}
