package dev.rollproof.verifier.check;

import java.util.List;

/** A rebuild that is about something else leaves out what guarded or made the values of columns that are still there. */
final class ConstraintLostInRebuild implements LintCheck {
    @Override
    public String id() {
        return "constraint-lost-in-rebuild";
    }

    @Override
    public Severity severity() {
        return Severity.NOTE;
    }

    @Override
    public List<Finding> lint(Step step) {
        Reshaping up = Reshaping.of(step);
        return Rebuild.of(up).stream()
                .filter(rebuild -> !rebuild.lostConstraints().isEmpty())
                .map(this::finding)
                .toList();
    }

    private Finding finding(Rebuild rebuild) {
        String table = rebuild.now().name();
        return finding(
                        rebuild.up().at(table),
                        "the rebuild of %s loses %s".formatted(table, String.join("; ", rebuild.lostConstraints())),
                        "Nothing fails: what was refused, or kept up by SQLite itself, no longer is. Write it into the new"
                                + " CREATE TABLE too, or take it away in a migration that does nothing else.")
                .about(table);
    }
}
