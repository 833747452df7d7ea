package dev.rollproof.verifier;

import dev.rollproof.verifier.ScaffoldedRollback.Proven;
import dev.rollproof.verifier.ScaffoldedRollback.Unwritten;
import dev.rollproof.verifier.check.Finding;
import dev.rollproof.verifier.check.Severity;
import dev.rollproof.verifier.diff.SchemaDiff;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.rewrite.Renames;
import dev.rollproof.verifier.rewrite.SchemaRewrite;
import dev.rollproof.verifier.rewrite.UnwritableSchemaException;
import dev.rollproof.verifier.run.Engine;
import dev.rollproof.verifier.run.ScriptFailure;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.UnreadableSchemaException;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import dev.rollproof.verifier.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes rollbacks that are missing: from the schemas before and after each up, then all of them are put in their places in
 * memory and proven at once, as {@link RollbackVerifier} proves what people write. What is not proven is not written.
 */
public final class RollbackScaffold {
    private static final Set<String> ROW_CHANGES = Set.of("INSERT", "REPLACE", "UPDATE", "DELETE", "WITH");
    private static final String BY_HAND = "; write its rollback by hand";
    private static final String ONLY_ROWS = "changes only rows" + BY_HAND;

    private final MigrationSet migrations;
    private final VerificationOptions options;
    private final Map<MigrationVersion, SchemaRewrite> drafts = new LinkedHashMap<>();
    private final Map<MigrationVersion, String> reasons = new LinkedHashMap<>();

    private RollbackScaffold(MigrationSet migrations, VerificationOptions options) {
        this.migrations = migrations;
        this.options = options;
    }

    /**
     * Writes and proves the rollbacks of {@code wanted}; no file is touched.
     *
     * @param migrations what is run
     * @param wanted those of {@code migrations} to write a rollback for, none of which has one that holds a statement
     * @return one for each of {@code wanted}, in their order
     * @throws dev.rollproof.verifier.migration.InvalidInputException as {@link RollbackVerifier#verify} does
     */
    public static List<ScaffoldedRollback> of(
            MigrationSet migrations, List<Migration> wanted, VerificationOptions options) {
        RollbackScaffold scaffold = new RollbackScaffold(migrations, options);
        scaffold.draft(wanted);
        Map<MigrationVersion, MigrationVerdict> verdicts = scaffold.prove();
        return wanted.stream()
                .map(migration -> scaffold.result(migration, verdicts))
                .toList();
    }

    private void draft(Collection<Migration> wanted) {
        Engine engine = Engine.of(migrations, options.foreignKeys());
        Optional<ScriptRun> failed = Optional.empty();
        try (Lane lane = Lane.empty(options.limits(), engine)) {
            for (Migration migration : migrations.migrations()) {
                SchemaSnapshot before = lane.schema();
                if (failed.isEmpty()) {
                    ScriptRun up = lane.run(migration.up());
                    failed = up.succeeded() ? failed : Optional.of(up);
                    if (up.succeeded() && wanted.contains(migration)) {
                        draft(migration.version(), before, lane.schema(), up.statements());
                    }
                }
                failed.ifPresent(run -> reasons.put(migration.version(), notReached(run, migration)));
            }
        }
    }

    private static String notReached(ScriptRun failed, Migration migration) {
        ScriptFailure failure = failed.failure().orElseThrow();
        String what = failed.script().equals(migration.up()) ? "its up fails" : "is not reached";
        return "%s: %s:%d:%d: %s"
                .formatted(
                        what,
                        failed.script().file(),
                        failure.position().line(),
                        failure.position().column(),
                        failure.message());
    }

    private void draft(MigrationVersion version, SchemaSnapshot before, SchemaSnapshot after, List<SqlStatement> up) {
        try {
            boolean same = SchemaDiff.between(before, after).isEmpty();
            if (same && up.stream().anyMatch(RollbackScaffold::changesRows)) {
                reasons.put(version, ONLY_ROWS);
            } else {
                drafts.put(version, SchemaRewrite.of(after, before, Renames.undoing(up)));
            }
        } catch (UnwritableSchemaException | UnreadableSchemaException e) {
            reasons.put(version, "no SQL was found that takes it back: " + e.getMessage() + BY_HAND);
        }
    }

    private static boolean changesRows(SqlStatement statement) {
        return ROW_CHANGES.stream().anyMatch(statement.tokens().get(0)::is);
    }

    /** All drafts in one run: a broken one hides no other. */
    private Map<MigrationVersion, MigrationVerdict> prove() {
        if (drafts.isEmpty()) {
            return Map.of();
        }
        MigrationVersion first = drafts.keySet().iterator().next();
        return new RollbackVerifier(options.withFrom(Optional.of(first)))
                .verify(withDrafts()).migrations().stream()
                        .collect(Collectors.toMap(verdict -> verdict.migration().version(), verdict -> verdict));
    }

    private MigrationSet withDrafts() {
        List<Migration> all = migrations.migrations().stream()
                .map(migration -> Optional.ofNullable(drafts.get(migration.version()))
                        .map(draft -> with(migration, text(draft, List.of())))
                        .orElse(migration))
                .toList();
        return migrations.withMigrations(all);
    }

    /** The draft runs in a transaction as the up does: where its tool would run it so. */
    private static Migration with(Migration migration, String rollback) {
        String file = migration.rollbackPlace().file();
        return migration.withRollback(
                new MigrationScript(file, rollback).in(migration.up().transaction()));
    }

    private ScaffoldedRollback result(Migration migration, Map<MigrationVersion, MigrationVerdict> verdicts) {
        SchemaRewrite draft = drafts.get(migration.version());
        MigrationVerdict verdict = verdicts.get(migration.version());
        if (draft == null || verdict == null) {
            return new Unwritten(
                    migration, reasons.getOrDefault(migration.version(), "is not among those that are run"));
        }
        Optional<Finding> fault = fault(verdict);
        if (fault.isPresent() || verdict.verdict() != Verdict.RESTORED) {
            String reason = fault.map(f -> f.check() + ": " + f.message())
                    .orElse(verdict.verdict().id());
            return new Unwritten(migration, reason + (verdict.verdict() == Verdict.FAILED ? "" : BY_HAND));
        }
        List<String> losses = losses(draft, verdict);
        return new Proven(migration, text(draft, losses), losses);
    }

    /** Rows that stay behind are only a warning to those who wrote their rollback; here it means that it is not whole. */
    private static Optional<Finding> fault(MigrationVerdict verdict) {
        return verdict.findings().stream()
                .filter(finding ->
                        finding.severity() == Severity.ERROR || finding.check().equals("rows-left-behind"))
                .findFirst();
    }

    /** What the engine could not keep and what the proof saw go, each once. */
    private static List<String> losses(SchemaRewrite draft, MigrationVerdict verdict) {
        Set<String> losses = new LinkedHashSet<>(draft.losses());
        Stream.concat(
                        verdict.findings().stream(),
                        verdict.declarations().stream().flatMap(declared -> declared.excused().stream()))
                .filter(finding -> finding.check().equals("rows-lost"))
                .flatMap(finding -> finding.subject().stream())
                .map(subject -> subject.column()
                        .map(column -> subject.table() + "." + column + " (its values)")
                        .orElse(subject.table() + " (its rows)"))
                .forEach(losses::add);
        return List.copyOf(losses);
    }

    private static String text(SchemaRewrite draft, List<String> losses) {
        String sql = draft.statements().isEmpty()
                ? "-- The migration changes neither schema nor rows: there is nothing to take back.\n"
                : draft.script();
        List<String> lines = new ArrayList<>();
        if (losses.size() == 1) {
            lines.add("-- Cannot bring back: " + oneLine(losses.get(0)));
        } else if (!losses.isEmpty()) {
            lines.add("-- Cannot bring back:");
            losses.forEach(loss -> lines.add("--   " + oneLine(loss)));
        }
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining()) + sql;
    }

    /** A name may hold a line break, which would end the comment. */
    private static String oneLine(String text) {
        return text.lines().collect(Collectors.joining(" "));
    }
}
