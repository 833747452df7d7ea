package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.Declaration;
import dev.rollproof.verifier.migration.Declaration.Ignore;
import dev.rollproof.verifier.migration.Declaration.Irreversible;
import dev.rollproof.verifier.migration.Declaration.Lossy;
import dev.rollproof.verifier.migration.Migration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What all checks find in one migration.
 *
 * @param findings those that count, in the order of the checks
 * @param declarations what the migration declares, with the findings that do not count for its sake; {@code irreversible}
 *     first, because it reaches furthest
 */
public record Examination(List<Finding> findings, List<Declared> declarations) {
    /** What {@code irreversible} answers for: there is no way back, so nothing is asked of it. */
    static final Set<String> WAY_BACK = Set.of(
            "rollback-failed",
            "rollback-fails-on-rows",
            "schema-not-restored",
            "column-order-differs",
            "settings-not-restored",
            "rows-not-restored",
            "rows-lost",
            "rows-left-behind",
            "sequence-not-restored",
            "reapply-failed",
            "reapply-differs",
            "descent-differs",
            "text-differs");

    public Examination {
        findings = List.copyOf(findings);
        declarations = List.copyOf(declarations);
    }

    /** What was {@code found} in {@code migration}, less what it declares. */
    static Examination of(Migration migration, List<Finding> found) {
        List<Finding> counting = new ArrayList<>(found);
        List<Declared> declarations = new ArrayList<>();
        Stream<Declaration> byReach = Declared.of(migration).stream()
                .map(Declared::declaration)
                .sorted(Comparator.comparing(declaration -> !(declaration instanceof Irreversible)));
        byReach.forEach(declaration -> {
            List<Finding> excused = counting.stream()
                    .filter(f -> excuses(declaration, f, migration))
                    .toList();
            counting.removeAll(excused);
            declarations.add(new Declared(declaration, excused));
        });
        return new Examination(counting, declarations);
    }

    /** What lint found in {@code migration}, less what it declares of that; of what else it declares nothing is said. */
    static Examination ofLint(Migration migration, List<Finding> found) {
        Examination examined = of(migration, found);
        return new Examination(
                examined.findings(),
                examined.declarations().stream()
                        .filter(declared -> !declared.excused().isEmpty() || isForLint(declared.declaration()))
                        .toList());
    }

    /** Whether a declaration speaks of a check that only lint asks. */
    static boolean isForLint(Declaration declaration) {
        return declaration instanceof Ignore ignore && Checks.OF_LINT.contains(ignore.check());
    }

    private static boolean excuses(Declaration declaration, Finding finding, Migration migration) {
        if (declaration instanceof Ignore ignore) {
            return finding.check().equals(ignore.check());
        }
        if (declaration instanceof Lossy lossy) {
            Subject declared = new Subject(lossy.table(), lossy.column());
            return finding.check().equals("rows-lost")
                    && finding.subject().filter(declared::covers).isPresent();
        }
        return WAY_BACK.contains(finding.check()) || isInRollback(finding, migration);
    }

    /** Where a script is refused or leaves a setting changed, only the place tells which of the two it is. */
    private static boolean isInRollback(Finding finding, Migration migration) {
        Location location = finding.location();
        boolean inFile = migration
                .rollback()
                .filter(r -> r.file().equals(location.file()))
                .isPresent();
        if (!inFile || !location.file().equals(migration.up().file())) {
            return inFile;
        }
        return location.position()
                .filter(position -> migration.rollback().get().holds(position.line()))
                .isPresent();
    }

    /** The same with {@code more} findings, which nothing excuses. */
    Examination with(List<Finding> more) {
        Stream<Finding> all = Stream.concat(findings.stream(), more.stream());
        return new Examination(all.sorted(Comparator.comparing(Checks::place)).toList(), declarations);
    }

    /** Whether the migration is declared irreversible and that it says no reason is no error. */
    public boolean irreversible() {
        return declarations.stream().anyMatch(declared -> declared.declaration() instanceof Irreversible)
                && findings.stream()
                        .noneMatch(
                                f -> f.check().equals(IrreversibleWithoutReason.ID) && f.severity() == Severity.ERROR);
    }

    /** Whether the up fails once the tables hold rows, and nothing says that this is no error. */
    public boolean failsOnRows() {
        return findings.stream()
                .anyMatch(f -> f.check().equals(MigrationFailsOnRows.ID) && f.severity() == Severity.ERROR);
    }

    /** Whether an error counts. */
    public boolean holdsError() {
        return findings.stream().anyMatch(f -> f.severity() == Severity.ERROR);
    }
}
