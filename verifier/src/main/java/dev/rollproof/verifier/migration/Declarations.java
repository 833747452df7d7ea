package dev.rollproof.verifier.migration;

import dev.rollproof.verifier.migration.Declaration.Irreversible;
import dev.rollproof.verifier.sql.SqlComment;
import dev.rollproof.verifier.sql.SqlSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is declared of a migration.
 *
 * @param all those of the rollback first, in the order of the text; last what needs no comment
 */
public record Declarations(List<Declaration> all) {
    /** Keeps its own copy of the list. */
    public Declarations {
        all = List.copyOf(all);
    }

    /** What the two scripts of {@code migration} declare, and that it needs no rollback where that is so. */
    public static Declarations of(Migration migration) {
        List<Declaration> all = new ArrayList<>();
        migration.rollback().ifPresent(rollback -> all.addAll(of(rollback).all()));
        all.addAll(of(migration.up()).all());
        migration
                .whyNoRollback()
                .ifPresent(why -> all.add(new Irreversible(migration.up().file(), Optional.empty(), Optional.of(why))));
        return new Declarations(all);
    }

    /** What {@code script} declares; nothing where it cannot be read, because it then fails when it runs. */
    public static Declarations of(MigrationScript script) {
        // Most scripts declare nothing, and reading all their tokens for that would cost more than this.
        if (!script.text().toLowerCase(Locale.ROOT).contains(DeclarationReader.MARK)) {
            return new Declarations(List.of());
        }
        try {
            return new Declarations(SqlComment.read(script.text()).stream()
                    .map(comment -> DeclarationReader.read(script.file(), comment))
                    .flatMap(Optional::stream)
                    .toList());
        } catch (SqlSyntaxException e) {
            return new Declarations(List.of());
        }
    }

    /** Whether the migration is declared irreversible, with a reason or without. */
    public boolean irreversible() {
        return all.stream().anyMatch(Irreversible.class::isInstance);
    }
}
