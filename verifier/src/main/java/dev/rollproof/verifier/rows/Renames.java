package dev.rollproof.verifier.rows;

import dev.rollproof.verifier.rows.TableUse.Words;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.sql.SqlStatement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What tables and columns are called after a script, as far as its ALTER TABLE … RENAME say. A table that is dropped and made
 * again keeps its name.
 */
final class Renames {
    /** Folded, the name now to the name before; a table that is dropped is not in it until one of its name is made. */
    private final Map<String, String> tables = new HashMap<>();
    /** By the table's name before: of each renamed column the name now, and the name before; folded. */
    private final Map<String, Map<String, String>> columns = new HashMap<>();

    private Renames() {}

    /**
     * Follows a script.
     *
     * @param before the folded names of the tables before it
     */
    static Renames of(Iterable<String> before, List<SqlStatement> statements) {
        Renames renames = new Renames();
        before.forEach(table -> renames.tables.put(table, table));
        statements.forEach(statement -> renames.follow(new Words(statement.tokens())));
        return renames;
    }

    private void follow(Words words) {
        boolean drop = words.accept("DROP");
        if ((!drop && !words.accept("ALTER")) || !words.accept("TABLE")) {
            return;
        }
        String table = words.pastIfExists().objectName().map(SqlName::fold).orElse("");
        if (drop) {
            tables.remove(table);
        } else if (words.accept("RENAME")) {
            rename(table, words);
        }
    }

    private void rename(String table, Words words) {
        String before = tables.get(table);
        if (words.accept("TO")) {
            words.name().map(SqlName::fold).ifPresent(now -> {
                tables.remove(table);
                tables.put(now, before == null ? now : before);
            });
            return;
        }
        words.accept("COLUMN");
        String column = words.name().map(SqlName::fold).orElse("");
        words.accept("TO");
        String owner = before == null ? table : before;
        words.name().ifPresent(now -> {
            Map<String, String> names = columns.computeIfAbsent(owner, unseen -> new HashMap<>());
            String first = names.remove(column);
            names.put(SqlName.fold(now), first == null ? column : first);
        });
    }

    /** What the table that was called so is called now; the same where no statement renames it. */
    String table(String before) {
        String folded = SqlName.fold(before);
        return tables.entrySet().stream()
                .filter(names -> names.getValue().equals(folded))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(folded);
    }

    /** What that table's column is called now, when it was renamed; folded. */
    Optional<String> column(String tableBefore, String columnBefore) {
        String folded = SqlName.fold(columnBefore);
        return columns.getOrDefault(SqlName.fold(tableBefore), Map.of()).entrySet().stream()
                .filter(names -> names.getValue().equals(folded))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
