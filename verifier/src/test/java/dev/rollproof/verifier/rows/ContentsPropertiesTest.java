package dev.rollproof.verifier.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.database.SqliteDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Random scripts over random rows, judged a second time by maps in memory. */
class ContentsPropertiesTest {
    private static final List<String> TABLES = List.of(
            "CREATE TABLE t(id INTEGER PRIMARY KEY, a, b)",
            "CREATE TABLE t(id TEXT PRIMARY KEY, a, b)",
            "CREATE TABLE t(id TEXT COLLATE NOCASE PRIMARY KEY DESC, a, b) WITHOUT ROWID",
            "CREATE TABLE t(id, a, b, PRIMARY KEY (id))");

    /** None of them is telling: where they stand by chance must prove nothing. */
    private static final List<String> VALUES = List.of("NULL", "''", "0", "1", "-1");

    @TestFactory
    List<DynamicTest> countsAsMapsDo() {
        return TABLES.stream()
                .map(table -> DynamicTest.dynamicTest(table, () -> countsAsMapsDo(table)))
                .toList();
    }

    private static void countsAsMapsDo(String table) {
        Random random = new Random(11);
        for (int round = 0; round < 150; round++) {
            try (Proof proof = new Proof()) {
                proof.setUp(table + ";" + inserts(random, 8));
                Map<String, List<String>> before = rows(proof.database());
                String up = script(random);
                String rollback = script(random);
                List<Map<String, List<String>>> then = new ArrayList<>();
                List<RowChange> changes = proof.of(up, rollback, () -> then.add(rows(proof.database())));
                Map<String, List<String>> after = rows(proof.database());
                assertThat(counts(changes))
                        .as("%s | %s | %s", before, up, rollback)
                        .isEqualTo(expected(before, then.get(0), after));
            }
        }
    }

    /** Says of a table without a key only whether all rows are there. */
    @Test
    void seesEveryDifferenceOfATableWithoutAKey() {
        Random random = new Random(12);
        for (int round = 0; round < 300; round++) {
            try (Proof proof = new Proof()) {
                proof.setUp("CREATE TABLE t(id, a, b);" + inserts(random, 4));
                List<String> before = GeneratedValue.dump(proof.database(), "t", 3);
                List<RowChange> changes = proof.of(script(random), script(random), () -> {});
                List<String> after = GeneratedValue.dump(proof.database(), "t", 3);
                assertThat(changes.isEmpty()).as("%s, %s", before, after).isEqualTo(before.equals(after));
                assertThat(gone(changes) - added(changes)).isEqualTo(before.size() - after.size());
            }
        }
    }

    private static String inserts(Random random, int count) {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < count; i++) {
            script.append("INSERT OR IGNORE INTO t VALUES (%d, %s, %s);"
                    .formatted(random.nextInt(12), value(random), value(random)));
        }
        return script.toString();
    }

    private static String value(Random random) {
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    private static String script(Random random) {
        StringBuilder script = new StringBuilder("SELECT 1;");
        for (int statements = random.nextInt(4); statements > 0; statements--) {
            int id = random.nextInt(12);
            script.append(
                    switch (random.nextInt(4)) {
                        case 0 -> "DELETE FROM t WHERE id = %d;".formatted(id);
                        case 1 -> "UPDATE t SET a = %s WHERE id < %d;".formatted(value(random), id);
                        case 2 -> "UPDATE t SET b = %s WHERE id >= %d;".formatted(value(random), id);
                        default -> inserts(random, 1);
                    });
        }
        return script.toString();
    }

    private static Map<String, List<String>> rows(SqliteDatabase database) {
        Map<String, List<String>> rows = new TreeMap<>();
        database.query(
                "SELECT id, a, b FROM t",
                row -> rows.put(
                        GeneratedValue.text(row.value(1)),
                        List.of(GeneratedValue.text(row.value(2)), GeneratedValue.text(row.value(3)))));
        return rows;
    }

    private static Map<String, Long> counts(List<RowChange> changes) {
        Map<String, Long> counts = new TreeMap<>();
        changes.forEach(change -> counts.merge(
                change.kind() + " " + change.effect()
                        + change.column().map(" "::concat).orElse(""),
                change.rows(),
                Long::sum));
        return counts;
    }

    private static long gone(List<RowChange> changes) {
        return sum(changes, RowChange.Effect.GONE);
    }

    private static long added(List<RowChange> changes) {
        return sum(changes, RowChange.Effect.ADDED);
    }

    private static long sum(List<RowChange> changes, RowChange.Effect effect) {
        return changes.stream()
                .filter(change -> change.effect() == effect)
                .mapToLong(RowChange::rows)
                .sum();
    }

    private static Map<String, Long> expected(
            Map<String, List<String>> before, Map<String, List<String>> up, Map<String, List<String>> after) {
        Map<String, Long> counts = new TreeMap<>();
        List<String> goneContents = new ArrayList<>();
        List<String> addedContents = new ArrayList<>();
        long[] lost = new long[4];
        Set<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (String key : keys) {
            List<String> was = before.get(key);
            List<String> is = after.get(key);
            if (was == null) {
                addedContents.add(String.valueOf(is));
                counts.merge("LEFT_BEHIND ADDED", 1L, Long::sum);
            } else if (is == null) {
                goneContents.add(was.toString());
                counts.merge(up.containsKey(key) ? "NOT_RESTORED GONE" : "LOST GONE", 1L, Long::sum);
            } else {
                boolean byRollback = false;
                for (int i = 0; i < 2; i++) {
                    boolean kept = up.containsKey(key) && up.get(key).get(i).equals(was.get(i));
                    boolean differs = !was.get(i).equals(is.get(i));
                    byRollback |= differs && kept;
                    if (differs && !kept) {
                        lost[2 * i + (was.get(i).equals("NULL") ? 1 : 0)]++;
                    }
                }
                if (byRollback) {
                    counts.merge("NOT_RESTORED CHANGED", 1L, Long::sum);
                }
            }
        }
        for (int i = 0; i < 2; i++) {
            long counted = lost[2 * i] > 0 ? lost[2 * i] : lost[2 * i + 1];
            if (counted > 0) {
                counts.put("LOST CHANGED " + (i == 0 ? "a" : "b"), counted);
            }
        }
        goneContents.sort(null);
        addedContents.sort(null);
        if (!addedContents.isEmpty() && goneContents.equals(addedContents)) {
            Long byRollback = counts.remove("NOT_RESTORED GONE");
            counts.remove("LOST GONE");
            counts.put(
                    (byRollback == null ? "LOST" : "NOT_RESTORED") + " RENUMBERED", counts.remove("LEFT_BEHIND ADDED"));
        }
        return counts;
    }
}
