package dev.rollproof.verifier.report;

import dev.rollproof.verifier.verdict.MigrationReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of the list of migrations: one of them, or several in a row that are all the same and of which nothing is to be said.
 *
 * @param migrations in the order in which they are applied, at least one
 */
record Row(List<MigrationReport> migrations) {
    /** Two lines are as short as one that speaks of both. */
    private static final int FEWEST_TOGETHER = 3;

    /**
     * The rows of all migrations.
     *
     * @param together whether those of which nothing is to be said stand in one row, as far as they follow each other
     */
    static List<Row> of(List<? extends MigrationReport> migrations, boolean together) {
        List<Row> rows = new ArrayList<>();
        List<MigrationReport> quiet = new ArrayList<>();
        for (MigrationReport migration : migrations) {
            if (together && isQuiet(migration)) {
                quiet.add(migration);
            } else {
                addTogether(rows, quiet);
                rows.add(new Row(List.of(migration)));
            }
        }
        addTogether(rows, quiet);
        return rows;
    }

    private static void addTogether(List<Row> rows, List<MigrationReport> quiet) {
        if (quiet.size() >= FEWEST_TOGETHER) {
            rows.add(new Row(List.copyOf(quiet)));
        } else {
            quiet.forEach(migration -> rows.add(new Row(List.of(migration))));
        }
        quiet.clear();
    }

    private static boolean isQuiet(MigrationReport migration) {
        return Mark.of(migration) == Mark.GOOD
                && migration.findings().isEmpty()
                && migration.declarations().isEmpty();
    }

    MigrationReport last() {
        return migrations.get(migrations.size() - 1);
    }

    String name() {
        return migrations.size() == 1
                ? Printable.of(last().migration().name())
                : Figures.count(migrations.size(), "migration");
    }

    String words() {
        return last().words();
    }

    /** How long it took, or which ones they are. */
    String aside() {
        if (migrations.size() > 1) {
            return Printable.of(migrations.get(0).migration().name() + " to "
                    + last().migration().name());
        }
        return Stream.of(time("up", last().up()), time("rollback", last().rollback()), time("again", last().reapply()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> time(String what, Optional<Duration> duration) {
        return duration.map(d -> String.format(Locale.ROOT, "%s %.1f ms", what, d.toNanos() / 1e6));
    }
}
