package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.layout.NewMigration.NewFile;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names and fills the files of the next migration as the tools' own {@code create}, {@code new} and {@code generate} do: those of
 * Wrangler 4.164, golang-migrate 4.17, sqlx, diesel, goose 3.21, dbmate 2.36, sql-migrate and MyBatis Migrations 3.5.
 */
final class NewMigrationWriter {
    private static final DateTimeFormatter DIESEL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path directory;
    private final Layout layout;
    /** In the order of application. */
    private final List<Migration> existing;

    private final List<String> entries;
    private final String title;
    private final Instant now;

    NewMigrationWriter(Path directory, Layout layout, List<Migration> existing, String title, Instant now) {
        this.directory = directory;
        this.layout = layout;
        this.existing = existing;
        this.entries =
                Files.isDirectory(directory) ? FolderListing.read(directory).entries() : List.of();
        this.title = title;
        this.now = now;
    }

    NewMigration next() {
        refuseDrizzle();
        return switch (layout) {
            case AUTO -> throw new IllegalStateException("a folder has a layout of its own");
            case LIQUIBASE -> new NewChangeset(directory, existing, entries, title, now).next();
            case FLYWAY -> flyway();
            case DIESEL -> pair(DIESEL.format(now) + "_" + title, "", "/up.sql", "%s/down.sql");
            case PRISMA ->
                pair(
                        name(NextNumber.TIME.format(now), "_").toLowerCase(Locale.ROOT),
                        "",
                        "/migration.sql",
                        "%s/down.sql");
            case NUMBERED -> pair(name("0001", "_"), "", ".sql", "%s.rollback.sql");
            case UP_DOWN -> pair(name(firstOfUpDown(), "_"), "", ".up.sql", "%s.down.sql");
            case WRANGLER -> wrangler();
            case GOOSE, DBMATE, MYBATIS -> oneFile(name(NextNumber.TIME.format(now), "_"));
            case SQL_MIGRATE -> oneFile(name(NextNumber.TIME.format(now), separatorOfSqlMigrate()));
            case DRIZZLE -> throw new IllegalStateException("refused already");
        };
    }

    /** The journal, the snapshot and the next migration hang together: only drizzle-kit can write them. */
    private void refuseDrizzle() {
        boolean drizzle = layout == Layout.DRIZZLE
                || (layout == Layout.WRANGLER
                        && Files.isDirectory(directory)
                        && (Files.exists(directory.resolve(DrizzleJournal.FILE))
                                || DrizzleFolders.areIn(FolderListing.read(directory))));
        if (drizzle) {
            throw new InvalidInputException(
                    "%s holds Drizzle's migrations, and drizzle-kit keeps a snapshot beside each: run \"npx drizzle-kit generate --custom --name %s\", write the change into the file that it makes, then run \"rollproof scaffold\" for its rollback"
                            .formatted(directory, title));
        }
    }

    private String name(String first, String separator) {
        List<String> digits = Stream.concat(
                        entries.stream(), existing.stream().map(migration -> last(migration.name())))
                .map(entry -> VersionedName.of(entry).digits())
                .toList();
        return NextNumber.after(digits, first, now) + separator + title;
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** golang-migrate's {@code create -seq}; sqlx begins with the time. */
    private String firstOfUpDown() {
        return UpDownTool.of(directory) == UpDownTool.SQLX ? NextNumber.TIME.format(now) : "000001";
    }

    private String separatorOfSqlMigrate() {
        boolean underscores = existing.stream()
                .anyMatch(migration -> VersionedName.of(migration.name()).separated());
        return underscores ? "_" : "-";
    }

    /** {@code V1_13__x} comes after {@code V1_12__y}, {@code V013__x} after {@code V012__y}. */
    private String flywayName() {
        List<String> versioned = existing.stream()
                .map(Migration::name)
                .filter(name -> FlywayName.ofStem(name)
                        .filter(parts -> parts.kind() == FlywayName.Kind.VERSIONED)
                        .isPresent())
                .toList();
        // Those in Java or Kotlin are versions too, and no migrations of this set.
        List<String> names = new ArrayList<>(versioned);
        if (Files.isDirectory(directory)) {
            FlywayFolder.read(FolderListing.read(directory)).codeFiles().stream()
                    .map(file -> last(file).replaceFirst("\\.[a-z]+$", ""))
                    .filter(stem ->
                            stem.startsWith("V") && FlywayName.ofStem(stem).isPresent())
                    .forEach(names::add);
        }
        if (names.isEmpty()) {
            return "V1__" + title;
        }
        String newest = Collections.max(
                names,
                (a, b) -> FlywayName.BY_VERSION.compare(
                        FlywayName.ofStem(a).orElseThrow(), FlywayName.ofStem(b).orElseThrow()));
        String version = newest.contains("__") ? newest.substring(0, newest.indexOf("__")) : newest;
        String digits = version.replaceFirst("^.*?([0-9]+)$", "$1");
        return version.substring(0, version.length() - digits.length()) + NextNumber.after(List.of(digits), digits, now)
                + "__" + title;
    }

    /** Who has undo migrations wants the next one among them. */
    private NewMigration flyway() {
        String name = flywayName();
        String folder = inFolderOfNewest();
        boolean undoes = existing.stream()
                .anyMatch(migration -> last(migration.rollbackPlace().file()).startsWith("U"));
        String undo = folder + "U" + name.substring(1) + ".sql";
        return undoes
                ? placed(name, folder + name + ".sql", undo)
                : pair(name, folder, ".sql", "../rollback/%s.rollback.sql");
    }

    private String inFolderOfNewest() {
        return existing.stream()
                .map(migration -> migration.up().file())
                .reduce((first, last) -> last)
                .map(file -> file.substring(0, file.lastIndexOf('/') + 1))
                .orElse("");
    }

    /** What {@code wrangler d1 migrations create} writes: the number of four digits, and its line with the time. */
    private NewMigration wrangler() {
        boolean folders =
                existing.stream().anyMatch(migration -> migration.up().file().endsWith("/migration.sql"));
        if (folders) {
            return pair(name(NextNumber.TIME.format(now), "_"), "", "/migration.sql", "rollback/%s.rollback.sql");
        }
        String digits = VersionedName.of(name("0001", "_")).digits();
        String number = "0".repeat(Math.max(0, 4 - digits.length())) + digits;
        String name = number + "_" + title;
        String time = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(now);
        NewMigration pair = pair(name, "", ".sql", "rollback/%s.rollback.sql");
        NewFile up = pair.files().get(0);
        String head = "-- Migration number: %s \t %s\n".formatted(number, time);
        return new NewMigration(
                directory,
                name,
                List.of(new NewFile(up.file(), head + up.text()), pair.files().get(1)),
                Optional.empty());
    }

    /** A migration with a rollback in a file of its own, where those before it have theirs. */
    private NewMigration pair(String name, String folder, String ending, String rollback) {
        Optional<String> beside = existing.stream()
                .filter(migration -> migration.rollback().isPresent())
                .filter(migration -> migration.rollbackPlace().file().contains(migration.name()))
                .reduce((first, last) -> last)
                .map(migration -> migration.rollbackPlace().file().replace(migration.name(), name));
        return placed(name, folder + name + ending, beside.orElse(rollback.formatted(name)));
    }

    private NewMigration placed(String name, String file, String rollback) {
        return new NewMigration(
                directory,
                name,
                List.of(
                        new NewFile(file, "-- Write the change here.\n"),
                        new NewFile(
                                rollback,
                                "-- Write here what takes %s back.\n".formatted(name)
                                        + "-- Or delete this file, write the change, and let \"rollproof scaffold\" write this one.\n")),
                Optional.empty());
    }

    /** A migration with its rollback in the same file. */
    private NewMigration oneFile(String name) {
        String text = switch (layout) {
            case GOOSE -> """
                -- +goose Up
                -- Write the change here.

                -- +goose Down
                -- Write here what takes it back.
                """;
            case DBMATE -> """
                -- migrate:up
                -- Write the change here.

                -- migrate:down
                -- Write here what takes it back.
                """;
            case SQL_MIGRATE -> """
                -- +migrate Up
                -- Write the change here.

                -- +migrate Down
                -- Write here what takes it back.
                """;
            default -> """
                -- // %s
                -- Write the change here.

                -- //@UNDO
                -- Write here what takes it back.
                """.formatted(title.replace('_', ' '));
        };
        return new NewMigration(directory, name, List.of(new NewFile(name + ".sql", text)), Optional.empty());
    }

    /** A migration of that name and file, which globs are held against. */
    static Migration placeholder(String name, List<NewFile> files) {
        String file = files.isEmpty() ? name : files.get(0).file();
        return new Migration(
                MigrationVersion.of("new " + name),
                name,
                "",
                new MigrationScript(file, ""),
                Optional.empty(),
                RollbackPlace.file(name));
    }
}
