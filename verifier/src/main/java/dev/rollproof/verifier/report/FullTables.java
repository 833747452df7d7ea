package dev.rollproof.verifier.report;

import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.snapshot.TableReach;
import dev.rollproof.verifier.sql.SqlScript;
import dev.rollproof.verifier.sql.SqlSyntaxException;
import dev.rollproof.verifier.synthetic.UnfilledTable;
import dev.rollproof.verifier.verdict.Evidence;
import dev.rollproof.verifier.verdict.LintReport;
import dev.rollproof.verifier.verdict.MigrationReport;
import dev.rollproof.verifier.verdict.Report;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** On how many rows of which tables the time of a migration was taken, where that says something of production. */
final class FullTables {
    /** On fewer rows a time is that of the statements alone. */
    private static final int MANY = 1_000;

    private static final int MOST_NAMES = 3;

    private FullTables() {}

    /** Whether the times of {@code report} are what it was asked for. */
    static boolean in(Report report) {
        return report instanceof LintReport lint && lint.rows() >= MANY;
    }

    /** {@code  on 1,000,000 rows in orders}; empty where no full table is named. */
    static String of(Report report, MigrationReport migration) {
        return report instanceof LintReport lint && in(report)
                ? migration
                        .evidence()
                        .map(evidence -> of(lint.rows(), names(migration, evidence)))
                        .orElse("")
                : "";
    }

    private static String of(int rows, List<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        String more = names.size() > MOST_NAMES ? " and %d more".formatted(names.size() - MOST_NAMES) : "";
        return String.format(Locale.ROOT, " on %,d rows in ", rows)
                + Printable.of(names.stream().limit(MOST_NAMES).collect(Collectors.joining(", ")))
                + more;
    }

    private static List<String> names(MigrationReport migration, Evidence evidence) {
        try {
            Set<String> named = TableReach.namedBy(
                    SqlScript.read(migration.migration().up().text()).statements());
            return evidence.before().tables().stream()
                    .map(Table::name)
                    .filter(name -> named.contains(SqlName.fold(name)))
                    .filter(name -> evidence.rows().unfilled().stream()
                            .map(UnfilledTable::table)
                            .noneMatch(unfilled -> SqlName.same(unfilled, name)))
                    .toList();
        } catch (SqlSyntaxException unreadable) {
            // It did not run, so it took no time.
            return List.of();
        }
    }
}
