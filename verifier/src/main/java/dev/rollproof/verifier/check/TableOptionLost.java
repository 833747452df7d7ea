package dev.rollproof.verifier.check;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A rebuild that is about something else leaves out AUTOINCREMENT, STRICT or WITHOUT ROWID. */
final class TableOptionLost implements LintCheck {
    private static final Map<String, String> EFFECTS = Map.of(
            "AUTOINCREMENT", "ids of deleted rows are given to new ones",
            "STRICT", "SQLite takes values of any type again",
            "WITHOUT ROWID", "the rows are stored by a hidden rowid, and the primary key takes NULL");

    @Override
    public String id() {
        return "table-option-lost";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> lint(Step step) {
        Reshaping up = Reshaping.of(step);
        return Rebuild.of(up).stream()
                .filter(rebuild -> !rebuild.lostOptions().isEmpty())
                .map(rebuild -> finding(rebuild))
                .toList();
    }

    private Finding finding(Rebuild rebuild) {
        List<String> lost = rebuild.lostOptions();
        String table = rebuild.now().name();
        return finding(
                        rebuild.up().at(table),
                        "the rebuild of %s loses %s".formatted(table, String.join(" and ", lost)),
                        "Nothing fails: %s. Write %s into the new CREATE TABLE too."
                                .formatted(
                                        lost.stream().map(EFFECTS::get).collect(Collectors.joining("; ")),
                                        lost.size() == 1 ? "it" : "them"))
                .about(table);
    }
}
