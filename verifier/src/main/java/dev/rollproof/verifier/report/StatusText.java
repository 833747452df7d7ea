package dev.rollproof.verifier.report;

import dev.rollproof.verifier.history.AppliedMigration;
import dev.rollproof.verifier.history.MigrationStatus;
import dev.rollproof.verifier.history.MigrationStatus.Kind;
import dev.rollproof.verifier.history.MigrationStatus.Line;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationVersion;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a database stands to its migrations, for people: a line each, in columns, and below it what is wrong with one. */
public final class StatusText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final String GAP = "  ";

    private StatusText() {}

    /**
     * Writes a line for each migration.
     *
     * @param zone of the times that are shown
     */
    public static String of(RunnerSource source, MigrationStatus status, ZoneId zone) {
        StringBuilder text = new StringBuilder();
        text.append(Printable.of(source.heading() + ": " + summary(status))).append('\n');
        List<List<String>> rows =
                status.lines().stream().map(line -> cells(line, zone)).toList();
        int[] widths = widths(rows);
        for (int i = 0; i < rows.size(); i++) {
            StringBuilder row = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = rows.get(i).get(column);
                if (widths[column] > 0) {
                    row.append(cell)
                            .append(" ".repeat(widths[column] - cell.length()))
                            .append(GAP);
                }
            }
            text.append(row.toString().stripTrailing()).append('\n');
            for (String remark : StatusWords.remarks(status.lines().get(i), source)) {
                text.append("    ").append(Printable.of(remark)).append('\n');
            }
        }
        return text.toString();
    }

    private static String summary(MigrationStatus status) {
        List<String> counts = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            long count =
                    status.lines().stream().filter(line -> line.kind() == kind).count();
            if (count > 0) {
                counts.add(count + " " + StatusWords.of(kind));
            }
        }
        return String.join(", ", counts);
    }

    private static List<String> cells(Line line, ZoneId zone) {
        String word = StatusWords.of(line.kind());
        return List.of(
                Character.toUpperCase(word.charAt(0)) + word.substring(1),
                line.migration()
                        .map(Migration::version)
                        .map(MigrationVersion::text)
                        .filter(MigrationVersion::isVersion)
                        .map("v"::concat)
                        .orElse(""),
                Printable.of(line.name()),
                line.applied()
                        .flatMap(AppliedMigration::appliedAt)
                        .map(at -> TIME.format(at.atZone(zone)))
                        .orElse(""),
                line.applied()
                        .flatMap(AppliedMigration::took)
                        .map(Figures::time)
                        .orElse(""));
    }

    private static int[] widths(List<List<String>> rows) {
        int columns = rows.stream().findFirst().map(List::size).orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return widths;
    }
}
