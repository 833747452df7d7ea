package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.Declaration;
import dev.rollproof.verifier.migration.Declarations;
import dev.rollproof.verifier.migration.Migration;
import java.util.List;

/**
 * One thing that a migration declares, and what was found because of it.
 *
 * @param declaration never a malformed one
 * @param excused the findings that do not count for its sake; each belongs to one declaration
 */
public record Declared(Declaration declaration, List<Finding> excused) {
    public Declared {
        excused = List.copyOf(excused);
    }

    /** What {@code migration} declares and can be read, before anything is found. */
    public static List<Declared> of(Migration migration) {
        return Declarations.of(migration).all().stream()
                .filter(declaration -> DeclarationMalformed.fault(declaration).isEmpty())
                .map(declaration -> new Declared(declaration, List.of()))
                .toList();
    }
}
