package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.Declaration.Ignore;
import dev.rollproof.verifier.migration.Declarations;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;

/** There is no rollback: said of each migration, or once where none of them has one. */
final class RollbackMissing implements Check {
    static final String ID = "rollback-missing";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(MigrationSet migrations) {
        List<Migration> all = migrations.migrations();
        List<Migration> undeclared =
                all.stream().filter(migration -> !isDeclared(migration)).toList();
        if (!isMissingEverywhere(migrations) || undeclared.isEmpty()) {
            return List.of();
        }
        Migration first = undeclared.get(0);
        int declared = all.size() - undeclared.size();
        return List.of(finding(
                Location.of(first.up().file()),
                "none of the " + all.size() + " migrations has a rollback"
                        + switch (declared) {
                            case 0 -> "";
                            case 1 -> "; 1 is declared to need none";
                            default -> "; " + declared + " are declared to need none";
                        },
                "Nothing here can be taken back. The first would stand in "
                        + first.rollbackPlace().inWords() + "; --allow-missing accepts it as it is."));
    }

    @Override
    public List<Finding> examine(Step step) {
        Migration migration = step.migration();
        if (!step.up().succeeded()
                || migration.rollback().isPresent()
                || Declarations.of(migration).irreversible()
                || (isMissingEverywhere(step.source()) && !isDeclared(migration))) {
            return List.of();
        }
        return List.of(finding(
                Location.of(migration.up().file()),
                migration.name() + " has no rollback",
                "It cannot be taken back. Write " + migration.rollbackPlace().inWords()
                        + "; --allow-missing accepts it as it is."));
    }

    /** Whether the migration says that it needs no rollback. */
    private static boolean isDeclared(Migration migration) {
        Declarations declarations = Declarations.of(migration);
        return declarations.irreversible()
                || declarations.all().stream()
                        .anyMatch(d ->
                                d instanceof Ignore ignore && ignore.check().equals(ID));
    }

    private static boolean isMissingEverywhere(MigrationSet migrations) {
        List<Migration> all = migrations.migrations();
        return all.size() > 1 && all.stream().allMatch(m -> m.rollback().isEmpty());
    }
}
