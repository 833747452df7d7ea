package dev.rollproof.verifier.synthetic;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.synthetic.Group.Link;
import dev.rollproof.verifier.synthetic.TablePlan.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows that may be tried for one table. A row's mode says which of its foreign keys refer to a parent, a bit for each;
 * the others are NULL, or refer to the row itself.
 */
final class RowChoices {
    private final SqliteDatabase database;
    private final TablePlan plan;
    private final List<Condition> conditions;
    private final List<Reference> references;
    private final List<List<@Nullable Object[]>> keys;
    private final List<List<@Nullable Object[]>> keysAtFirst;
    /** The positions that foreign keys of this table to itself refer to; empty for others. */
    private final List<List<Integer>> ownKeys;

    private final long idShift;
    private final Map<Integer, List<Group>> groups = new HashMap<>();

    /**
     * The choices for one fill.
     *
     * @param conditions what the values must fulfil
     * @param references the foreign keys, and what takes values of another table without being one
     * @param keys for each of them the keys that its parent has; those to the table itself grow here
     * @param ownKeys for each foreign key the positions of the columns it refers to, where it refers to its own table
     * @param idShift what the made ids must be lower by, so that they are the lowest ones
     */
    RowChoices(
            SqliteDatabase database,
            TablePlan plan,
            List<Condition> conditions,
            List<Reference> references,
            List<List<@Nullable Object[]>> keys,
            List<List<Integer>> ownKeys,
            long idShift) {
        this.database = database;
        this.plan = plan;
        this.conditions = conditions;
        this.references = references;
        this.keysAtFirst = keys;
        this.keys = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            this.keys.add(ownKeys.get(i).isEmpty() ? keys.get(i) : new ArrayList<>(keys.get(i)));
        }
        this.ownKeys = ownKeys;
        this.idShift = idShift;
    }

    List<List<@Nullable Object[]>> keysAtFirst() {
        return keysAtFirst;
    }

    /** The modes worth trying for a row, the best first. */
    List<Integer> modes(long row) {
        int preferred = 0;
        int linked = 0;
        for (int i = 0; i < keys.size(); i++) {
            int bit = 1 << i;
            linked |= keys.get(i).isEmpty() ? 0 : bit;
            boolean wantsNull = nullable(references.get(i))
                    .map(column -> plan.values.get(column).wantsNull(row))
                    .orElse(false);
            preferred |= wantsNull ? 0 : linked & bit;
        }
        int least = linked;
        for (int i = 0; i < keys.size(); i++) {
            if (nullable(references.get(i)).isPresent()) {
                least &= ~(1 << i);
            }
        }
        return IntStream.of(preferred, linked, least).distinct().boxed().toList();
    }

    private java.util.Optional<Integer> nullable(Reference reference) {
        return reference.columns().stream()
                .filter(column -> plan.columns.get(column).nullable())
                .findFirst();
    }

    int[] firstChoices(int mode) {
        return new int[groups(mode).size()];
    }

    /**
     * The values of a row.
     *
     * @param chosen which choice each group takes
     * @param guess whether what fitted the row before may be taken without asking SQLite
     * @return null when a group has no such choice
     */
    @Nullable
    Object @Nullable [] propose(long row, int mode, int[] chosen, boolean guess) {
        @Nullable Object[] values = new @Nullable Object[plan.columns.size()];
        List<Group> all = groups(mode);
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).fill(values, row, chosen[i], guess && !plan.wider)) {
                return null;
            }
        }
        plan.rowid.ifPresent(id -> {
            if (values[id.position()] instanceof Long number && ValueMaker.isMadeKey(number)) {
                values[id.position()] = number - idShift;
            }
        });
        for (int i = 0; i < keys.size(); i++) {
            if (isToItself(i, mode)) {
                for (int k = 0; k < ownKeys.get(i).size(); k++) {
                    values[references.get(i).columns().get(k)] =
                            values[ownKeys.get(i).get(k)];
                }
            }
        }
        return values;
    }

    private boolean isToItself(int reference, int mode) {
        return (mode & (1 << reference)) == 0
                && !ownKeys.get(reference).isEmpty()
                && nullable(references.get(reference)).isEmpty();
    }

    /** A row stands in the table now: others may refer to it. */
    void remember(@Nullable Object[] values) {
        for (int i = 0; i < keys.size(); i++) {
            if (!ownKeys.get(i).isEmpty()) {
                @Nullable
                Object[] key =
                        ownKeys.get(i).stream().map(column -> values[column]).toArray();
                if (java.util.Arrays.stream(key).allMatch(value -> value != null)) {
                    keys.get(i).add(key);
                }
            }
        }
    }

    /** The last rows do not stand in the table after all. */
    void forgetLast(int rows) {
        for (int i = 0; i < keys.size(); i++) {
            if (!ownKeys.get(i).isEmpty() && rows > 0) {
                List<@Nullable Object[]> own = keys.get(i);
                own.subList(Math.max(keysAtFirst.get(i).size(), own.size() - rows), own.size())
                        .clear();
            }
        }
    }

    /**
     * Steps to other values for the columns that were refused.
     *
     * @param blamed their positions; empty for all
     * @param wrapped how often each group began anew; this method counts
     * @return false when all combinations were tried
     */
    boolean next(int mode, int[] chosen, Set<Integer> blamed, int attempt, Map<Integer, Integer> wrapped) {
        List<Group> all = groups(mode);
        List<Integer> movable = IntStream.range(0, all.size())
                .filter(i ->
                        all.get(i).size() > 1 && (blamed.isEmpty() || all.get(i).contains(blamed)))
                .boxed()
                .toList();
        if (movable.isEmpty() || movable.stream().allMatch(i -> wrapped.getOrDefault(i, 0) >= movable.size())) {
            return false;
        }
        int group = movable.get((attempt * 7 + attempt / 3) % movable.size());
        chosen[group]++;
        if (chosen[group] >= all.get(group).size()) {
            chosen[group] = 0;
            wrapped.merge(group, 1, Integer::sum);
        }
        return true;
    }

    /** Why there is no row at all in this mode, for the user. */
    String whyNone(int mode) {
        for (int i = 0; i < keys.size(); i++) {
            Reference reference = references.get(i);
            if ((mode & (1 << i)) == 0
                    && nullable(reference).isEmpty()
                    && ownKeys.get(i).isEmpty()) {
                return "its foreign key ("
                        + String.join(", ", reference.declared().columns()) + ") refers to "
                        + reference.declared().parent() + ", where no row could be found that it may refer to";
            }
        }
        return "no values were found that fulfil "
                + conditions.stream()
                        .filter(condition -> !condition.ofTrigger())
                        .map(Condition::sql)
                        .collect(Collectors.joining(" and "));
    }

    private List<Group> groups(int mode) {
        return groups.computeIfAbsent(mode, this::makeGroups);
    }

    private List<Group> makeGroups(int mode) {
        List<Link> links = new ArrayList<>();
        Set<Integer> nulls = new HashSet<>();
        for (int i = 0; i < keys.size(); i++) {
            Reference reference = references.get(i);
            List<Integer> nullables = reference.columns().stream()
                    .filter(column -> plan.columns.get(column).nullable())
                    .toList();
            if ((mode & (1 << i)) != 0) {
                links.add(new Link(reference.columns(), keys.get(i)));
            } else if (isToItself(i, mode)) {
                // Filled in at the end; but a column that refers to itself has its value from elsewhere.
                List<Integer> own = ownKeys.get(i);
                IntStream.range(0, own.size())
                        .filter(k -> !own.get(k).equals(reference.columns().get(k)))
                        .forEach(k -> nulls.add(reference.columns().get(k)));
            } else {
                nulls.addAll(nullables);
                if (nullables.isEmpty()) {
                    links.add(new Link(reference.columns(), List.of()));
                }
            }
        }
        // A column that one foreign key wants to be NULL and another one does not is NULL: that satisfies both.
        links.removeIf(link -> link.columns().stream().anyMatch(nulls::contains));
        return connected(links, nulls);
    }

    /** Columns go together that a condition or a foreign key has in common. */
    private List<Group> connected(List<Link> links, Set<Integer> nulls) {
        int[] root = IntStream.range(0, plan.columns.size()).toArray();
        links.forEach(link -> join(root, link.columns()));
        conditions.forEach(condition -> join(root, List.copyOf(condition.columns())));
        Map<Integer, List<Integer>> members = new java.util.TreeMap<>();
        for (int column = 0; column < root.length; column++) {
            members.computeIfAbsent(find(root, column), first -> new ArrayList<>())
                    .add(column);
        }
        return members.values().stream()
                .map(columns -> new Group(
                        plan,
                        columns,
                        conditions.stream()
                                .filter(condition ->
                                        condition.columns().stream().anyMatch(columns::contains))
                                .toList(),
                        links.stream()
                                .filter(link -> columns.contains(link.columns().get(0)))
                                .toList(),
                        nulls,
                        database))
                .toList();
    }

    private static void join(int[] root, List<Integer> columns) {
        for (int column : columns) {
            root[find(root, column)] = find(root, columns.get(0));
        }
    }

    private static int find(int[] root, int column) {
        int at = column;
        while (root[at] != at) {
            at = root[at];
        }
        return at;
    }
}
