package dev.rollproof.verifier.rewrite;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.database.StatementException;
import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What ALTER TABLE can do for a table that lacks columns or has too many. Whether the result is the right one is for the
 * rehearsal to say.
 *
 * @param statements to run in their order
 * @param losses what comes back without its values
 */
record TableAlteration(List<String> statements, List<String> losses) {
    /** Empty where a column cannot be added to a table that holds rows. */
    static Optional<TableAlteration> between(Table from, Table to) {
        TableAlteration alteration = new TableAlteration(new ArrayList<>(), new ArrayList<>());
        String alter = "ALTER TABLE " + Identifier.of(from.name());
        for (Column column : from.columns()) {
            if (to.column(column.name()).isEmpty()) {
                alteration.statements.add(alter + " DROP COLUMN " + Identifier.of(column.name()) + ";");
            }
        }
        for (Column column : to.columns()) {
            if (from.column(column.name()).isEmpty()) {
                String text = StoredText.column(to, column.name()).orElseThrow();
                if (!canBeAddedToRows(from, text)) {
                    return Optional.empty();
                }
                alteration.statements.add(alter + " ADD COLUMN " + text + ";");
                if (column.generated().isEmpty()) {
                    alteration.losses.add(to.name() + "." + column.name() + " (its values)");
                }
            }
        }
        return Optional.of(alteration);
    }

    /**
     * SQLite refuses some columns only where the table holds rows (https://www.sqlite.org/lang_altertable.html#altertabaddcol),
     * and the rehearsal has none; so a table with the same columns and one row is asked.
     */
    private static boolean canBeAddedToRows(Table table, String column) {
        String name = Identifier.of(table.name());
        String columns = table.columns().stream()
                .map(other -> Identifier.of(other.name()) + " " + other.type().text())
                .collect(Collectors.joining(", ", "(", ")"));
        try (SqliteDatabase trial = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
            trial.command("CREATE TABLE " + name + columns + (table.strict() ? " STRICT" : ""));
            trial.command("INSERT INTO " + name + " DEFAULT VALUES");
            trial.foreignKeys(true);
            trial.command("ALTER TABLE " + name + " ADD COLUMN " + column);
            return true;
        } catch (StatementException refused) {
            return false;
        }
    }
}
