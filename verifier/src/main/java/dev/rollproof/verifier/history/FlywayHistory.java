package dev.rollproof.verifier.history;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.SqliteDatabase.Row;
import dev.rollproof.verifier.history.AppliedMigration.State;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.TextFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Flyway's {@code flyway_schema_history}: a row for each run, that of a baseline for everything up to its version, and rows that
 * take others back (DELETE, UNDO_SQL). The checksum is the CRC-32 of the lines without their ends (ChecksumCalculator), of a
 * repeatable migration with its placeholders replaced. Seen on 13.12.0.
 */
final class FlywayHistory implements ReadOnlyHistory {
    private static final String BASELINE = "BASELINE";
    private static final String DELETED = "DELETE";
    private static final String UNDONE = "UNDO_";
    private static final String SCHEMA_MADE = "SCHEMA";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final MigrationSet migrations;
    private final HistoryTable table;

    FlywayHistory(MigrationSet migrations) {
        this.migrations = migrations;
        this.table = new HistoryTable(
                migrations.tracking().table(),
                List.of(
                        "version",
                        "description",
                        "type",
                        "script",
                        "checksum",
                        "installed_on",
                        "execution_time",
                        "success"));
    }

    /**
     * One row.
     *
     * @param version empty for a repeatable migration, which its description names
     * @param checksum empty where Flyway made none
     */
    private record Run(
            Optional<MigrationVersion> version,
            String description,
            String type,
            String script,
            Optional<Integer> checksum,
            Optional<Instant> at,
            Duration took,
            boolean success) {

        static Run of(Row row) {
            return new Run(
                    Optional.ofNullable(row.text(1))
                            .filter(MigrationVersion::isVersion)
                            .map(MigrationVersion::of),
                    String.valueOf(row.text(2)),
                    String.valueOf(row.text(3)),
                    String.valueOf(row.text(4)),
                    row.value(5) == null ? Optional.empty() : Optional.of((int) row.number(5)),
                    TextTime.read(row.text(6)),
                    Duration.ofMillis(row.number(7)),
                    row.number(8) != 0);
        }

        String key() {
            return version.map(MigrationVersion::text).orElse("R " + description);
        }

        boolean takesBack() {
            return success && (type.equals(DELETED) || type.startsWith(UNDONE));
        }
    }

    @Override
    public String table() {
        return table.name();
    }

    @Override
    public Optional<String> keptBy() {
        return Optional.of("Flyway");
    }

    @Override
    public List<AppliedMigration> read(SqliteDatabase database) {
        Map<String, List<AppliedMigration>> applied = new LinkedHashMap<>();
        for (Run run : table.read(database, "ORDER BY installed_rank", Run::of)) {
            applied.remove(run.key());
            if (!run.takesBack()) {
                applied.put(run.key(), applied(run));
            }
        }
        return applied.values().stream().flatMap(List::stream).toList();
    }

    private List<AppliedMigration> applied(Run run) {
        if (run.type().endsWith(BASELINE)) {
            return standsFor(run);
        }
        if (run.type().equals(SCHEMA_MADE)) {
            return List.of();
        }
        Optional<Migration> migration = migrations.all().stream()
                .filter(m -> run.version().isPresent()
                        ? m.version().equals(run.version().get())
                        : isRepeatable(m) && description(m).equals(run.description()))
                .findFirst();
        AppliedMigration row = row(migration, run);
        if (!run.success()) {
            return List.of(
                    row.but(State.UNFINISHED, "it failed halfway; flyway migrate stops until flyway repair is run"));
        }
        return List.of(migration
                .flatMap(m -> edited(m, run))
                .map(why -> row.but(State.EDITED, why))
                .orElse(row));
    }

    /** Flyway runs none of the migrations up to a baseline, because the database has them already. */
    private List<AppliedMigration> standsFor(Run run) {
        List<AppliedMigration> all = migrations.all().stream()
                .filter(m -> !isRepeatable(m)
                        && run.version()
                                .filter(v -> m.version().compareTo(v) <= 0)
                                .isPresent())
                .map(m -> row(Optional.of(m), run))
                .toList();
        // The row of flyway baseline itself is no migration.
        return all.isEmpty() && !run.type().equals(BASELINE) ? List.of(row(Optional.empty(), run)) : all;
    }

    private static AppliedMigration row(Optional<Migration> migration, Run run) {
        return AppliedMigration.of(migration, run.script(), run.at(), Optional.of(run.took()));
    }

    private Optional<String> edited(Migration migration, Run run) {
        String then = isRepeatable(migration) ? "runs it again" : "stops there";
        if (!description(migration).equals(run.description().strip())) {
            return Optional.of("it was applied with the description \"%s\" and has \"%s\" now; flyway migrate %s"
                    .formatted(run.description(), description(migration), then));
        }
        // Without the values of its placeholders nobody knows what a repeatable one's checksum should be.
        boolean unknown = isRepeatable(migration) && migration.up().refusal().isPresent();
        boolean same = unknown
                || run.checksum().isEmpty()
                || texts(migration)
                        .anyMatch(text -> checksum(text) == run.checksum().get());
        return same
                ? Optional.empty()
                : Optional.of("%s has another checksum than when it was applied; flyway migrate %s"
                        .formatted(migration.up().file(), then));
    }

    /** The file's own text where it can be read, and the one that is run: either may be what Flyway made the checksum of. */
    private Stream<String> texts(Migration migration) {
        String run = migration.up().text();
        try {
            return Stream.of(
                    run,
                    TextFile.read(migrations.directory().resolve(migration.up().file())));
        } catch (InvalidInputException e) {
            return Stream.of(run);
        }
    }

    private static int checksum(String text) {
        CRC32 checksum = new CRC32();
        String withoutMark = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        withoutMark.lines().forEach(line -> checksum.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) checksum.getValue();
    }

    private static boolean isRepeatable(Migration migration) {
        return !MigrationVersion.isVersion(migration.version().text());
    }

    private static String description(Migration migration) {
        return migration.description().replace('_', ' ').strip();
    }

    /** Unless {@code outOfOrder} is set, which is Flyway's own to read. Repeatable ones are never late. */
    @Override
    public Standing standing(Migration migration, List<AppliedMigration> applied) {
        boolean late = !isRepeatable(migration)
                && applied.stream()
                        .flatMap(row -> row.migration().stream())
                        .anyMatch(
                                other -> !isRepeatable(other) && other.version().compareTo(migration.version()) > 0);
        return late ? Standing.OUT_OF_ORDER : Standing.PENDING;
    }
}
