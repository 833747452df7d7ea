package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.NearestName;
import dev.rollproof.verifier.project.SeveritySetting;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every check, and the one place where they are listed. */
public final class Checks {
    /** In the order in which their findings are reported. */
    public static final List<Check> ALL = List.of(
            new DuplicateVersion(),
            new VersionGap(),
            new RollbackWithoutMigration(),
            new UnrecognisedFile(),
            new MigrationSkipped(),
            new MigrationFileMissing(),
            new FileStopsTool(),
            new OrderDiffers(),
            new RollbackRunAsMigration(),
            new MigrationNotSql(),
            new ScriptLeftOut(),
            new ScriptMisread(),
            new StatementRefused(),
            new TriggerCut(),
            new StatementTimeout(),
            new MigrationFailed(),
            new MigrationFailsOnRows(),
            new DanglingReferenceLeft(),
            new ColumnCopiedAsText(),
            new ForeignDialect(),
            new NewerSqlite(),
            new NullInPrimaryKey(),
            new CreateIgnored(),
            new NotRerunnable(),
            new D1Refused(),
            new DeferForeignKeysOff(),
            new D1SettingStays(),
            new SecretInMigration(),
            new PersonalData(),
            new LargeDataLoad(),
            new SnapshotDisagrees(),
            new DeclarationMalformed(),
            new RollbackMissing(),
            new RollbackEmpty(),
            new RollbackFailed(),
            new RollbackFailsOnRows(),
            new SchemaNotRestored(),
            new ColumnOrderDiffers(),
            new SettingsNotRestored(),
            new RowsNotRestored(),
            new RowsLost(),
            new RowsCascaded(),
            new RowsLeftBehind(),
            new ForeignKeyViolation(),
            new IntegrityViolation(),
            new SequenceNotRestored(),
            new ReapplyFailed(),
            new ReapplyDiffers(),
            new DescentDiffers(),
            new ConnectionStateLeaked(),
            new IrreversibleWithoutReason(),
            new IrreversibleStale(),
            new DeclarationStale(),
            new TablesNotPopulated(),
            new TableDropped(),
            new TableRenamed(),
            new ColumnDropped(),
            new ColumnRenamed(),
            new ColumnTypeChanged(),
            new ColumnMadeNotNull(),
            new RequiredColumnAdded(),
            new ColumnDefaultRemoved(),
            new ColumnOrderChanged(),
            new ViewDropped(),
            new ViewChanged(),
            new TriggerDropped(),
            new UniqueIndexAdded(),
            new ConstraintAdded(),
            new IndexLostInRebuild(),
            new TriggerLostInRebuild(),
            new TableOptionLost(),
            new ConstraintLostInRebuild(),
            new ForeignKeysOffIgnored(),
            new RollbackDropsWrongTable(),
            new TextDiffers(),
            new SnapshotUnreadable(),
            new SchemaChanged(),
            new MigrationEdited(),
            new MigrationRenamed(),
            new SnapshotMissing(),
            new SnapshotSurplus(),
            new LatestDiffers());

    /** Those that say that a script did not run: no severity makes a proof of that. */
    static final Set<String> FAILURES =
            Set.of("migration-failed", "rollback-failed", "statement-refused", "statement-timeout");

    /** Those that find nothing where no rows are. */
    static final Set<String> OF_ROWS = Set.of(
            "migration-fails-on-rows",
            "rollback-fails-on-rows",
            "rows-not-restored",
            "rows-lost",
            "rows-cascaded",
            "rows-left-behind",
            "foreign-key-violation",
            "integrity-violation",
            "sequence-not-restored",
            "tables-not-populated");

    /** Those that never speak of a single migration. */
    static final Set<String> OF_THE_DIRECTORY = Set.of(
            "duplicate-version",
            "version-gap",
            "rollback-without-migration",
            "unrecognised-file",
            "migration-skipped",
            "migration-file-missing",
            "file-stops-tool",
            "order-differs",
            "rollback-run-as-migration",
            "migration-not-sql",
            "script-left-out");

    /** Those that hold migrations against the snapshots that are committed of them, which {@code verify} does not. */
    public static final Set<String> OF_THE_SNAPSHOTS = Set.of(
            "snapshot-unreadable",
            "schema-changed",
            "migration-edited",
            "migration-renamed",
            "snapshot-missing",
            "snapshot-surplus",
            "latest-differs");

    /** Those that speak of what an up did, and say in {@code lint} what they say in {@code verify}. */
    static final Set<String> OF_LINT_TOO = Set.of(
            "script-misread",
            "statement-refused",
            "trigger-cut",
            "statement-timeout",
            "migration-failed",
            "migration-fails-on-rows",
            "column-copied-as-text",
            "rows-cascaded",
            "foreign-key-violation",
            "declaration-malformed");

    /** Those that only {@code lint} asks. */
    public static final Set<String> OF_LINT =
            ALL.stream().filter(LintCheck.class::isInstance).map(Check::id).collect(Collectors.toUnmodifiableSet());

    private final Map<String, Severity> severities;

    private Checks(Map<String, Severity> severities) {
        this.severities = Map.copyOf(severities);
    }

    /**
     * What a project says of severities, by check id.
     *
     * @param allowMissing whether a missing rollback is a note, whatever the project says
     * @throws InvalidInputException when there is no such check or severity; the message says where that stands
     */
    public static Map<String, Severity> severities(List<SeveritySetting> settings, boolean allowMissing) {
        Map<String, Severity> severities = new HashMap<>();
        for (SeveritySetting setting : settings) {
            String check = known(setting, "check", setting.check(), ALL.stream().map(Check::id));
            String severity = known(
                    setting,
                    "severity",
                    setting.severity(),
                    Arrays.stream(Severity.values()).map(Severity::id));
            if (FAILURES.contains(check) && !severity.equals(Severity.ERROR.id())) {
                throw new InvalidInputException("%s: %s stays an error: where a script fails, nothing is proven"
                        .formatted(setting.where(), check));
            }
            severities.put(check, Severity.valueOf(severity.toUpperCase(Locale.ROOT)));
        }
        if (allowMissing) {
            severities.put(RollbackMissing.ID, Severity.NOTE);
        }
        return severities;
    }

    private static String known(SeveritySetting setting, String what, String given, Stream<String> ids) {
        List<String> known = ids.toList();
        if (!known.contains(given)) {
            throw new InvalidInputException("%s: there is no %s \"%s\"; did you mean %s?"
                    .formatted(setting.where(), what, given, NearestName.of(given, known)));
        }
        return given;
    }

    /** All checks, with {@code severities} by check id in place of their own. */
    public static Checks with(Map<String, Severity> severities) {
        return new Checks(severities);
    }

    /** What all checks find in one migration, less what it declares. */
    public Examination examine(Step step) {
        Examination examined = Examination.of(step.migration(), findings(check -> check.examine(step)));
        return examined.with(findings(check -> check.examine(step, examined)));
    }

    /** What {@code lint} finds in the directory as a whole: it asks for no rollback. */
    public List<Finding> lint(MigrationSet migrations) {
        return findings(check -> OF_THE_DIRECTORY.contains(check.id()) ? check.examine(migrations) : List.of());
    }

    /** What {@code lint} finds in one migration that was reached, less what it declares. */
    public Examination lint(Step step, MigrationText text) {
        Examination examined = Examination.ofLint(
                step.migration(),
                findings(check -> OF_LINT_TOO.contains(check.id())
                        ? check.examine(step)
                        : ofLint(check, lint -> both(lint.lint(step), lint.lint(text)))));
        return examined.with(
                findings(check -> check instanceof DeclarationStale stale ? stale.ofLint(step, examined) : List.of()));
    }

    /** What {@code lint} finds in one migration that was not reached, less what it declares. */
    public Examination lint(MigrationText text) {
        return Examination.ofLint(text.migration(), findings(check -> ofLint(check, lint -> lint.lint(text))));
    }

    private static List<Finding> ofLint(Check check, Function<LintCheck, List<Finding>> examine) {
        return check instanceof LintCheck lint ? examine.apply(lint) : List.of();
    }

    private static List<Finding> both(List<Finding> of, List<Finding> and) {
        return Stream.concat(of.stream(), and.stream()).toList();
    }

    /** Where a finding stands among those of the other checks. */
    static int place(Finding finding) {
        return ALL.stream().map(Check::id).toList().indexOf(finding.check());
    }

    /** What all checks find in the directory as a whole. */
    public List<Finding> examine(MigrationSet migrations) {
        return findings(check -> check.examine(migrations));
    }

    /** What all checks find in migrations that are held against the snapshots that are committed of them. */
    public List<Finding> examine(SnapshotComparison comparison) {
        return findings(check -> check.examine(comparison));
    }

    /** Why the up script of a migration fails, and nothing else that could be said of the step. */
    public List<Finding> failure(Step step) {
        return findings(check -> FAILURES.contains(check.id()) ? check.examine(step) : List.of());
    }

    private List<Finding> findings(Function<Check, List<Finding>> examine) {
        return ALL.stream().flatMap(check -> weighed(examine.apply(check))).toList();
    }

    private Stream<Finding> weighed(List<Finding> findings) {
        return findings.stream().map(f -> f.with(severities.getOrDefault(f.check(), f.severity())));
    }
}
