package dev.rollproof.verifier.synthetic;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.SqlName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Columns of a table whose values depend on each other: through a foreign key of several columns, or a CHECK.
 *
 * <p>A single column that nothing binds has as many values as are asked for. For the others SQLite itself picks, from the
 * candidates of each column and the keys of each parent, the combinations that fulfil all conditions.
 *
 * <p>The file is long because the query that picks them is written here, with all that keeps it small.
 */
final class Group {
    /** What one column, or the columns of one foreign key, may hold in some row. */
    private record Domain(List<Integer> columns, List<@Nullable Object[]> tuples) {}

    /** The keys that the columns of a foreign key may hold; the list grows while rows are made. */
    record Link(List<Integer> columns, List<@Nullable Object[]> keys) {}

    private static final int MOST_SOLUTIONS = 60;

    /** How many candidates a domain has at most where so many of them are combined: some 100,000 combinations at most. */
    private static final int[] MOST_CANDIDATES = {0, 200, 48, 32, 18, 10, 7, 5, 4, 4, 3};

    private final TablePlan plan;
    private final List<Integer> columns;
    private final List<Condition> conditions;
    private final List<Link> links;
    private final Set<Integer> nulls;
    private final SqliteDatabase database;

    private long solvedRow = -1;
    private List<@Nullable Object[]> solutions = List.of();
    private int[] lastPositions = {};

    /**
     * A group of one table.
     *
     * @param nulls the columns that shall be NULL
     */
    Group(
            TablePlan plan,
            List<Integer> columns,
            List<Condition> conditions,
            List<Link> links,
            Set<Integer> nulls,
            SqliteDatabase database) {
        this.plan = plan;
        this.columns = columns;
        this.conditions = conditions;
        this.links = links;
        this.nulls = nulls;
        this.database = database;
    }

    boolean contains(Set<Integer> positions) {
        return columns.stream().anyMatch(positions::contains);
    }

    /** How many choices there are for the row that was filled last. */
    int size() {
        if (isFree()) {
            return nulls.containsAll(columns) ? 1 : Integer.MAX_VALUE;
        }
        return isLink() ? links.get(0).keys().size() : solutions.size();
    }

    private boolean isFree() {
        return columns.size() == 1 && conditions.isEmpty() && links.isEmpty();
    }

    private boolean isLink() {
        return conditions.isEmpty()
                && links.size() == 1
                && links.get(0).columns().size() == columns.size();
    }

    /**
     * Puts the values of this group into a row.
     *
     * @param choice 0 for the best; each other one gives another combination
     * @param guess whether what fitted the row before may be taken without asking
     * @return false when there is no such choice
     */
    boolean fill(@Nullable Object[] values, long row, int choice, boolean guess) {
        if (isFree()) {
            int column = columns.get(0);
            values[column] =
                    nulls.contains(column) ? null : plan.values.get(column).value(row, choice);
            return true;
        }
        if (isLink()) {
            Link link = links.get(0);
            if (link.keys().isEmpty()) {
                return false;
            }
            put(values, link.columns(), link.keys().get((int)
                    ((row + choice) % link.keys().size())));
            return true;
        }
        if (guess && choice == 0 && lastPositions.length > 0) {
            return guess(values, row);
        }
        if (solvedRow != row) {
            solutions = solve(row);
            solvedRow = row;
        }
        if (choice >= solutions.size()) {
            return false;
        }
        put(values, columns, solutions.get(choice));
        return true;
    }

    private static void put(@Nullable Object[] values, List<Integer> columns, @Nullable Object[] tuple) {
        for (int i = 0; i < tuple.length; i++) {
            values[columns.get(i)] = tuple[i];
        }
    }

    private boolean guess(@Nullable Object[] values, long row) {
        List<Domain> domains = domains(row);
        for (int i = 0; i < domains.size(); i++) {
            Domain domain = domains.get(i);
            if (lastPositions[i] >= domain.tuples().size()) {
                return false;
            }
            put(values, domain.columns(), domain.tuples().get(lastPositions[i]));
        }
        return true;
    }

    private List<@Nullable Object[]> solve(long row) {
        List<Domain> domains = domains(row);
        if (domains.stream().anyMatch(domain -> domain.tuples().isEmpty())) {
            return List.of();
        }
        List<@Nullable Object> parameters = new ArrayList<>();
        for (Domain domain : domains) {
            for (int i = 0; i < domain.tuples().size(); i++) {
                parameters.add(i);
                parameters.addAll(java.util.Arrays.asList(domain.tuples().get(i)));
            }
        }
        List<int[]> found;
        try {
            found = database.query(sql(domains), result -> positions(result, domains.size()), parameters.toArray());
        } catch (StatementException e) {
            // A function that only the application has, or a value that one of SQLite's does not read: INSERT will say.
            found = List.of(new int[domains.size()]);
        }
        if (!found.isEmpty()) {
            lastPositions = found.get(0);
        }
        return found.stream().map(positions -> tuple(domains, positions)).toList();
    }

    private static int[] positions(SqliteDatabase.Row result, int count) {
        int[] positions = new int[count];
        for (int i = 0; i < count; i++) {
            positions[i] = (int) result.number(i + 1);
        }
        return positions;
    }

    private @Nullable Object[] tuple(List<Domain> domains, int[] positions) {
        @Nullable Object[] row = new @Nullable Object[plan.columns.size()];
        for (int i = 0; i < positions.length; i++) {
            put(row, domains.get(i).columns(), domains.get(i).tuples().get(positions[i]));
        }
        return columns.stream().map(column -> row[column]).toArray();
    }

    private List<Domain> domains(long row) {
        List<Domain> domains = new ArrayList<>();
        Set<Integer> linked = new HashSet<>();
        for (Link link : links) {
            domains.add(new Domain(link.columns(), rotated(link.keys(), row)));
            linked.addAll(link.columns());
        }
        for (int column : columns) {
            if (!linked.contains(column)) {
                domains.add(new Domain(List.of(column), candidates(column, row)));
            }
        }
        int most = MOST_CANDIDATES[Math.min(domains.size(), MOST_CANDIDATES.length - 1)];
        return domains.stream()
                .map(domain -> domain.tuples().size() <= most
                        ? domain
                        : new Domain(domain.columns(), domain.tuples().subList(0, most)))
                .toList();
    }

    private static List<@Nullable Object[]> rotated(List<@Nullable Object[]> keys, long row) {
        List<@Nullable Object[]> rotated = new ArrayList<>();
        for (int i = 0; i < keys.size() && i < MOST_CANDIDATES[1]; i++) {
            rotated.add(keys.get((int) ((row + i) % keys.size())));
        }
        return rotated;
    }

    private List<@Nullable Object[]> candidates(int column, long row) {
        if (nulls.contains(column)) {
            return List.<@Nullable Object[]>of(new @Nullable Object[] {null});
        }
        List<Condition> own = conditions.stream()
                .filter(condition -> condition.columns().contains(column))
                .toList();
        FillColumn of = plan.columns.get(column);
        List<@Nullable Object[]> candidates = CheckCandidates.of(of, plan.values.get(column), row, own).stream()
                .map(value -> new @Nullable Object[] {value})
                .toList();
        return own.stream().anyMatch(condition -> Condition.readsAsJson(condition.tokens(), of.name()))
                ? onlyJson(candidates)
                : candidates;
    }

    /** A JSON function ends the whole query at the first text that is none. */
    private List<@Nullable Object[]> onlyJson(List<@Nullable Object[]> candidates) {
        List<@Nullable Object> parameters = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            parameters.add(i);
            parameters.add(candidates.get(i)[0]);
        }
        String values = String.join(", ", Collections.nCopies(candidates.size(), "(?, ?)"));
        return database
                .query(
                        "SELECT column1 FROM (VALUES " + values
                                + ") WHERE typeof(column2) <> 'blob' AND coalesce(json_valid(column2), 1)",
                        row -> row.number(1),
                        parameters.toArray())
                .stream()
                .map(place -> candidates.get((int) (long) place))
                .toList();
    }

    /** Each domain is a list of VALUES, the first column of which says the place in the domain. */
    private String sql(List<Domain> domains) {
        List<String> selected = new ArrayList<>();
        List<String> from = new ArrayList<>();
        List<String> where = new ArrayList<>();
        Map<Integer, String> seen = new HashMap<>();
        for (int d = 0; d < domains.size(); d++) {
            Domain domain = domains.get(d);
            selected.add("d" + d + ".column1 AS \"place " + d + "\"");
            for (int c = 0; c < domain.columns().size(); c++) {
                int column = domain.columns().get(c);
                String value = "d" + d + ".column" + (c + 2);
                String other = seen.putIfAbsent(column, value);
                if (other != null) {
                    where.add(value + " IS " + other);
                } else {
                    selected.add(typed(column, value, domain, c) + " AS "
                            + SqlName.quoted(plan.columns.get(column).name()));
                }
            }
            String tuple = "(" + "?, ".repeat(domain.columns().size()) + "?)";
            from.add("(VALUES "
                    + String.join(", ", Collections.nCopies(domain.tuples().size(), tuple)) + ") AS d" + d);
        }
        String rows = "SELECT " + String.join(", ", selected) + " FROM " + String.join(" CROSS JOIN ", from)
                + (where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where));
        String places = java.util.stream.IntStream.range(0, domains.size())
                .mapToObj(d -> "\"place " + d + "\"")
                .collect(Collectors.joining(", "));
        return "SELECT " + places + " FROM (" + checked(rows) + ") AS NEW" + where(true) + " LIMIT " + MOST_SOLUTIONS;
    }

    private String checked(String rows) {
        String named = " AS " + SqlName.quoted(plan.table.name());
        String all = rows;
        Set<Column> generated = new java.util.LinkedHashSet<>();
        conditions.forEach(condition -> generated.addAll(condition.generated()));
        for (Column column : generated) {
            all = "SELECT *, (" + column.generated().orElseThrow().expression().text() + ") AS "
                    + SqlName.quoted(column.name()) + " FROM (" + all + ")" + named;
        }
        return "SELECT * FROM (" + all + ")" + named + where(false);
    }

    private String where(boolean ofTriggers) {
        String terms = conditions.stream()
                .filter(condition -> condition.ofTrigger() == ofTriggers)
                .map(condition -> "((" + condition.sql() + ") IS NOT FALSE)")
                .collect(Collectors.joining(" AND "));
        return terms.isEmpty() ? "" : " WHERE " + terms;
    }

    /** With the affinity and the collation of its column, where CAST changes no value. */
    private String typed(int position, String value, Domain domain, int index) {
        FillColumn column = plan.columns.get(position);
        boolean numbers =
                domain.tuples().stream().allMatch(tuple -> tuple[index] == null || tuple[index] instanceof Number);
        boolean texts =
                domain.tuples().stream().allMatch(tuple -> tuple[index] == null || tuple[index] instanceof String);
        Optional<String> type = column.affinity() == Affinity.TEXT && texts
                ? Optional.of("TEXT")
                : column.affinity().isNumeric() && numbers
                        ? Optional.of(column.affinity() == Affinity.REAL ? "REAL" : "NUMERIC")
                        : Optional.empty();
        String typed = type.map(name -> "CAST(" + value + " AS " + name + ")").orElse(value);
        return column.collation()
                .map(name -> typed + " COLLATE " + SqlName.quoted(name))
                .orElse(typed);
    }
}
