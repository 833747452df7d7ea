package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.layout.NewMigration.NewFile;
import dev.rollproof.verifier.layout.NewMigration.Section;
import dev.rollproof.verifier.migration.Migration;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The next changeset for Liquibase: a file of its own where the folder is read by includeAll, which takes files by name; else text
 * to put where the changelog wants it.
 */
final class NewChangeset {
    private static final String HEADER = "--liquibase formatted sql\n\n";

    private final Path directory;
    private final List<Migration> existing;
    private final List<String> entries;
    private final String title;
    private final Instant now;

    NewChangeset(Path directory, List<Migration> existing, List<String> entries, String title, Instant now) {
        this.directory = directory;
        this.existing = existing;
        this.entries = entries;
        this.title = title;
        this.now = now;
    }

    NewMigration next() {
        List<String> files = existing.stream()
                .map(migration -> migration.up().file())
                .distinct()
                .sorted()
                .toList();
        List<String> changelogs =
                entries.stream().filter(ChangelogFiles::isStructured).toList();
        boolean oneForAll = files.size() == 1 && existing.size() > 1;
        String first = NextNumber.TIME.format(now);
        List<String> digits =
                entries.stream().map(file -> VersionedName.of(file).digits()).toList();
        String file = NextNumber.after(digits, first, now) + "_" + title + ".sql";
        // Compared as text, as includeAll does.
        boolean last = files.stream().allMatch(other -> other.compareTo(file) < 0);
        if (oneForAll) {
            return section("at the end of " + files.get(0), changeset());
        }
        if (!changelogs.isEmpty() && !includesAll(changelogs)) {
            return section(
                    "in a new file that %s includes after all others".formatted(changelogs.get(0)),
                    HEADER + changeset());
        }
        if (!last) {
            return section(
                    "in a new file whose name comes after %s, for Liquibase takes them in the order of their names"
                            .formatted(files.get(files.size() - 1)),
                    HEADER + changeset());
        }
        return new NewMigration(
                directory,
                file.substring(0, file.length() - ".sql".length()),
                List.of(new NewFile(file, HEADER + changeset())),
                Optional.empty());
    }

    private boolean includesAll(List<String> changelogs) {
        FolderListing folder = FolderListing.read(directory);
        return changelogs.stream()
                .anyMatch(file -> folder.readableText(file)
                        .filter(text -> text.contains("includeAll"))
                        .isPresent());
    }

    private NewMigration section(String place, String text) {
        return new NewMigration(directory, title, List.of(), Optional.of(new Section(place, text)));
    }

    /** By the author of the newest one, with the next number where ids are numbers. */
    private String changeset() {
        Optional<String[]> newest = existing.stream()
                .map(migration -> migration.name().split("::", -1))
                .filter(parts -> parts.length > 1)
                .reduce((one, other) -> other);
        String author = newest.map(parts -> parts[parts.length - 1]).orElse("author");
        boolean numbered = newest.map(parts -> parts[parts.length - 2])
                .filter(id -> id.matches("[0-9]+"))
                .isPresent();
        String id = numbered
                ? NextNumber.after(
                        existing.stream()
                                .map(migration -> migration.name().split("::", -1))
                                .map(parts -> parts.length > 1 ? parts[parts.length - 2] : "")
                                .filter(text -> text.matches("[0-9]*"))
                                .toList(),
                        "1",
                        now)
                : title;
        return """
                --changeset %s:%s
                -- Write the change here; each line of what takes it back begins with "--rollback ".
                """.formatted(author, id);
    }
}
