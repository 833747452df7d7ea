package dev.rollproof.verifier.run;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.Target;
import java.util.List;
import java.util.Optional;

/**
 * What a script finds when it runs.
 *
 * @param foreignKeys whether {@code PRAGMA foreign_keys} is on
 * @param target whose rules hold
 * @param stubFunctions functions that return their first argument, in place of the application's
 */
public record Engine(boolean foreignKeys, Target target, List<String> stubFunctions) {
    /** Keeps its own copy of the list. */
    public Engine {
        stubFunctions = List.copyOf(stubFunctions);
    }

    /** SQLite as it is, with foreign keys on or off. */
    public static Engine sqlite(boolean foreignKeys) {
        return new Engine(foreignKeys, Target.SQLITE, List.of());
    }

    /**
     * What the scripts of {@code migrations} find.
     *
     * @param foreignKeys what the user says of foreign keys; empty: as the layout's own tool has it
     * @throws InvalidInputException when they are to be off on D1, or it is to have the application's functions
     */
    public static Engine of(MigrationSet migrations, Optional<Boolean> foreignKeys) {
        boolean on = foreignKeys.orElse(migrations.foreignKeys());
        if (migrations.target() == Target.D1 && !on) {
            throw new InvalidInputException(
                    "foreign keys cannot be off on D1: it has them on always; leave out --foreign-keys off");
        }
        if (migrations.target() == Target.D1 && !migrations.stubFunctions().isEmpty()) {
            throw new InvalidInputException("no application can register a function like "
                    + migrations.stubFunctions().get(0) + " on D1; leave it out of the functions that are stubbed");
        }
        return new Engine(on, migrations.target(), migrations.stubFunctions());
    }
}
