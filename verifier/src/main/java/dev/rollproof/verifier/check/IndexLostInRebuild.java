package dev.rollproof.verifier.check;

import dev.rollproof.verifier.snapshot.Index;
import dev.rollproof.verifier.snapshot.IndexedColumn;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A table is dropped and built anew, and its indexes are not. */
final class IndexLostInRebuild implements LintCheck {
    @Override
    public String id() {
        return "index-lost-in-rebuild";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> lint(Step step) {
        Reshaping up = Reshaping.of(step);
        Map<String, List<Index>> byTable = up.gone(Index.class)
                .filter(index -> up.isRebuilt(index.table()))
                .filter(index -> !up.drops("INDEX", index.name()))
                .filter(index -> isLost(up, index))
                .collect(Collectors.groupingBy(
                        index -> SqlName.fold(index.table()), LinkedHashMap::new, Collectors.toList()));
        return byTable.values().stream().map(lost -> finding(up, lost)).toList();
    }

    /** Not where nothing takes its place that it could not stay without. */
    private static boolean isLost(Reshaping up, Index index) {
        boolean couldStay =
                index.columns().stream().map(IndexedColumn::expression).noneMatch(up::speaksOfGone)
                        && index.where().filter(up::speaksOfGone).isEmpty();
        Table was = Reshaping.table(up.step().before(), index.table()).orElseThrow();
        return couldStay
                && Reshaping.table(up.after(), index.table())
                        .filter(now -> TableKey.of(now, up.after()).stream()
                                .noneMatch(key -> key.replaces(TableKey.of(index, was))))
                        .isPresent();
    }

    private Finding finding(Reshaping up, List<Index> lost) {
        String table = lost.get(0).table();
        boolean one = lost.size() == 1;
        String names = lost.stream()
                .map(index -> index.name() + " (" + (index.unique() ? "unique, on " : "on ") + index.definition() + ")")
                .collect(Collectors.joining(", "));
        String effect = lost.stream().anyMatch(Index::unique)
                ? "what was unique may come twice, and queries read the whole table"
                : "queries that used " + (one ? "it" : "them") + " read the whole table";
        return finding(
                        up.atDrop(table),
                        "the rebuild of %s loses the %s %s".formatted(table, one ? "index" : "indexes", names),
                        "DROP TABLE takes the indexes along, and nothing fails without them: %s. Make %s again after the rebuild, or say DROP INDEX if that is meant."
                                .formatted(effect, one ? "it" : "them"))
                .about(table);
    }
}
