package dev.rollproof.verifier.report;

import dev.rollproof.verifier.history.AppliedMigration;
import dev.rollproof.verifier.history.MigrationStatus.Kind;
import dev.rollproof.verifier.history.MigrationStatus.Line;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What is said of a migration that is not simply applied or pending. */
final class StatusWords {
    private StatusWords() {}

    /** The kind as people read it: {@code out of order}. */
    static String of(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The kind as machines read it: {@code out-of-order}. */
    static String id(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it means, and what to do; none where nothing is to be said. */
    static List<String> remarks(Line line, RunnerSource source) {
        return Stream.of(message(line, source), help(line))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** What it means; empty where the kind says all. */
    static String message(Line line, RunnerSource source) {
        String remark = line.applied().flatMap(AppliedMigration::remark).orElse("");
        return switch (line.kind()) {
            case APPLIED, PENDING -> remark;
            case EDITED, UNFINISHED -> remark;
            case UNKNOWN ->
                line.applied().flatMap(AppliedMigration::migration).isPresent()
                        ? "applied here, and not among the migrations of this database: include and exclude leave it out"
                        : "applied here, and no migration in " + source.directory() + " is called so"
                                + (remark.isEmpty() ? "" : "; " + remark);
            case LATE -> "later ones are applied already; " + source.layout() + " applies it all the same";
            case OUT_OF_ORDER -> "later ones are applied already, and so up runs nothing";
            case PASSED_OVER ->
                "later ones are applied already, and " + source.layout() + " passes over it without a word";
        };
    }

    /** What to do; empty where nothing is to be done. */
    static String help(Line line) {
        return switch (line.kind()) {
            case APPLIED, PENDING, LATE -> "";
            case EDITED ->
                "-> Bring the file back as it was applied, and put the change into a new migration; if the database is right"
                        + " as it is, resolve --applied " + version(line) + " records the file as it is now.";
            case UNFINISHED ->
                "-> Look at what of it is in the database and put that right; then resolve --applied " + version(line)
                        + " records that all of it is there, or resolve --rolled-back " + version(line)
                        + " that nothing is.";
            case UNKNOWN ->
                "-> It may come from a newer version or another branch, or its file was renamed or deleted: bring the file"
                        + " back. Without it nothing rolls it back.";
            case OUT_OF_ORDER -> "-> Give it a later version, or apply it all the same: up --out-of-order.";
            case PASSED_OVER -> "-> Make it anew on top of the others, as a later migration.";
        };
    }

    private static String version(Line line) {
        return line.migration().map(migration -> migration.version().text()).orElseGet(line::name);
    }
}
