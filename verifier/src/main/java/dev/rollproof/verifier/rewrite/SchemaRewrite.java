package dev.rollproof.verifier.rewrite;

import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import java.util.List;

/**
 * The SQL that turns a database with one schema into a database with another and keeps the rows, as far as both have a
 * place for them.
 *
 * <p>It is to run in one transaction, with {@code foreign_keys} on or off: no row of another table goes or changes by a
 * foreign key's action, and no trigger fires. It needs SQLite 3.35 and nothing that Cloudflare D1 refuses: no
 * {@code PRAGMA foreign_keys}, no BEGIN or COMMIT, no temporary table, no {@code writable_schema}.
 *
 * <p><b>Tables that others refer to.</b> A table that ALTER TABLE cannot change is built anew, and DROP TABLE deletes its rows
 * first. Foreign keys cannot be switched off in a transaction, and {@code PRAGMA defer_foreign_keys} puts off only the
 * checks: ON DELETE CASCADE, SET NULL and SET DEFAULT act at once (https://www.sqlite.org/foreignkeys.html#fk_schemacommands).
 * So the rows of the tables on which they would act are copied into plain tables, deleted without their triggers, and put
 * back under the same rowids once the new table has its rows. Where nothing acts, the rows that refer to the table stay where
 * they are: with the checks put off until COMMIT, it is enough that the table has its rows again by then, under its own name.
 *
 * @param statements in their order, each with its semicolon, some of several lines; empty where the schemas are the same
 * @param losses what stands in the schema again but without what was in it, in the user's names:
 *     {@code users.nickname (its values)}, {@code orders (its rows)}
 */
public record SchemaRewrite(List<String> statements, List<String> losses) {
    /** Copies the lists. */
    public SchemaRewrite {
        statements = List.copyOf(statements);
        losses = List.copyOf(losses);
    }

    /**
     * Writes the statements that lead from one schema to the other.
     *
     * @throws UnwritableSchemaException where no way is found that SQLite accepts and that ends in exactly {@code to}
     */
    public static SchemaRewrite of(SchemaSnapshot from, SchemaSnapshot to) {
        return of(from, to, Renames.NONE);
    }

    /**
     * Writes the statements that lead from one schema to the other.
     *
     * @param renames what is to get another name, with its values; what does not fit the two schemas is passed over
     * @throws UnwritableSchemaException where no way is found that SQLite accepts and that ends in exactly {@code to}
     */
    public static SchemaRewrite of(SchemaSnapshot from, SchemaSnapshot to, Renames renames) {
        try (Rehearsal rehearsal = Rehearsal.of(from)) {
            return new RewriteWriter(rehearsal, to).write(renames);
        }
    }

    /** The statements as a script: each on lines of its own. Empty where there are none. */
    public String script() {
        return statements.isEmpty() ? "" : String.join("\n", statements) + "\n";
    }
}
