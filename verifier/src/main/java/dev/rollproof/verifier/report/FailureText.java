package dev.rollproof.verifier.report;

import dev.rollproof.verifier.migrator.Direction;
import dev.rollproof.verifier.migrator.MigrationFailure;
import dev.rollproof.verifier.migrator.MigrationResult;
import dev.rollproof.verifier.run.ScriptFailure.Cause;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.sql.SqlScript;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlSyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said of a migration that failed: where and why, what is in the database now, and what to do. */
final class FailureText {
    private static final int MOST_LINES = 8;

    private final RunReport report;
    private final MigrationResult result;
    private final MigrationFailure failure;
    private final List<String> lines = new ArrayList<>();

    private FailureText(RunReport report, MigrationResult result, MigrationFailure failure) {
        this.report = report;
        this.result = result;
        this.failure = failure;
    }

    static String of(RunReport report, MigrationResult result, MigrationFailure failure) {
        return new FailureText(report, result, failure).text();
    }

    private String text() {
        String name = failure.migration().name();
        lines.add("%s: %s failed%s"
                .formatted(
                        report.source().heading(),
                        isUp() ? name : "the rollback of " + name,
                        result.steps().isEmpty()
                                ? "; nothing was " + RunText.word(failure.direction()) + " before it"
                                : "; before it this run " + RunText.done(result.steps(), failure.direction())));
        lines.add("  %s:%d:%d: %s"
                .formatted(
                        report.source().script(failure.file()),
                        failure.position().line(),
                        failure.position().column(),
                        failure.message()));
        statement().forEach(line -> lines.add("      " + line));
        state();
        result.backup().ifPresent(this::restore);
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(Printable.of(line)).append('\n'));
        return text.toString();
    }

    private boolean isUp() {
        return failure.direction() == Direction.UP;
    }

    /** The statement that failed, as it stands in the file; nothing where none is to blame. */
    private List<String> statement() {
        if (failure.cause() == Cause.REJECTED || isSqlite("SQLITE_BUSY")) {
            return List.of();
        }
        List<String> all = statements().stream()
                .filter(statement -> statement.position().equals(failure.position()))
                .findFirst()
                .map(statement -> statement.text().lines().toList())
                .orElse(List.of());
        List<String> shown = new ArrayList<>(all.subList(0, Math.min(all.size(), MOST_LINES)));
        if (all.size() > MOST_LINES) {
            shown.add("… %d lines more".formatted(all.size() - MOST_LINES));
        }
        return shown;
    }

    private List<SqlStatement> statements() {
        try {
            return SqlScript.read(
                            failure.direction().script(failure.migration()).text())
                    .statements();
        } catch (SqlSyntaxException e) {
            return List.of();
        }
    }

    private void state() {
        if (report.mode() != RunReport.Mode.REAL) {
            untouched();
            return;
        }
        String name = failure.migration().name();
        if (failure.kept() == 0) {
            lines.add("  The database is exactly as it was before %s%s."
                    .formatted(isUp() ? name : "the rollback of " + name, isUp() ? "" : ", which is still applied"));
            lines.add("  -> %s and run %s again.".formatted(remedy(), isUp() ? "up" : "down"));
            return;
        }
        lines.add("  It is not one transaction: %d of its %s stayed in the database, up to line %d%s."
                .formatted(
                        failure.kept(),
                        Figures.count(failure.statements(), "statement"),
                        failure.lastKept().map(SourcePosition::line).orElse(0),
                        lastKept().map(text -> " (" + text + ")").orElse("")));
        lines.add(
                "  -> Nothing runs on this database before you say how it stands. Either do the rest by hand and record it:");
        lines.add("       " + report.resolve() + (isUp() ? " --applied " : " --rolled-back ") + version());
        lines.add("     or take back by hand what stayed, record that, mend the file and run %s again:"
                .formatted(isUp() ? "up" : "down"));
        lines.add("       " + report.resolve() + (isUp() ? " --rolled-back " : " --applied ") + version());
    }

    private String remedy() {
        if (isSqlite("SQLITE_BUSY")) {
            return "Another program is writing to the database: wait until it is done, or say --wait,";
        }
        if (isSqlite("SQLITE_FULL")) {
            return "Make room on the disk";
        }
        if (isSqlite("SQLITE_IOERR") || isSqlite("SQLITE_READONLY")) {
            return "See to the disk and to the rights on the file and its folder";
        }
        return failure.cause() == Cause.TIMED_OUT
                ? "Give it longer with --timeout"
                : "Mend the " + (isUp() ? "file" : "rollback");
    }

    private boolean isSqlite(String code) {
        return failure.resultCode().filter(c -> c.startsWith(code)).isPresent();
    }

    private void untouched() {
        boolean dryRun = report.mode() == RunReport.Mode.DRY_RUN;
        lines.add("  %s is as it was: %s."
                .formatted(
                        report.source().file(),
                        dryRun
                                ? "all of this was done on a copy"
                                : "it is replaced only once everything has gone well"));
        if (dryRun && failure.kept() > 0) {
            lines.add("  It is not one transaction: %d of its %s would stay in the database."
                    .formatted(failure.kept(), Figures.count(failure.statements(), "statement")));
        }
        lines.add("  -> " + remedy() + " and try again.");
    }

    private String version() {
        return failure.migration().version().text();
    }

    private Optional<String> lastKept() {
        return statements().stream()
                .filter(statement -> Optional.of(statement.position()).equals(failure.lastKept()))
                .flatMap(statement -> statement.text().lines().limit(1))
                .findFirst();
    }

    private void restore(Path backup) {
        String file = report.source().file();
        if ((failure.kept() == 0 && result.steps().isEmpty()) || report.mode() != RunReport.Mode.REAL) {
            lines.add("  The copy that was made first, %s, is not needed."
                    .formatted(report.source().shown().apply(backup)));
            return;
        }
        lines.add(
                "  The copy from before this run is %s. To go back to it: stop what uses %s, delete %s-wal and %s-shm if they are there, and copy it over %s."
                        .formatted(report.source().shown().apply(backup), file, file, file, file));
    }
}
