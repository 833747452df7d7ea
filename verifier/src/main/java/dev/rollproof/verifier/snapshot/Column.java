package dev.rollproof.verifier.snapshot;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A column of a table. Its keys, checks and references are {@link Constraint}s of the table.
 *
 * @param name as it is declared: {@code SELECT *} returns it in this letter case
 * @param type the declared type; empty where there is none
 * @param notNull NOT NULL, where it is declared
 * @param defaultValue what follows DEFAULT, without the parentheses around the whole of it; a lone word or quoted word is a
 *     string unless it is TRUE, FALSE, NULL or CURRENT_something
 * @param collation the name after COLLATE
 * @param generated how it is computed, for a generated column
 * @param clauseNames the names that CONSTRAINT gives to other clauses: of {@code a CONSTRAINT df_a DEFAULT 1} the entry
 *     {@code DEFAULT=df_a}
 */
public record Column(
        String name,
        SqlFragment type,
        Optional<NotNull> notNull,
        Optional<SqlFragment> defaultValue,
        Optional<String> collation,
        Optional<Generated> generated,
        SortedMap<String, String> clauseNames) {
    /** Copies the map. */
    public Column {
        clauseNames = Collections.unmodifiableSortedMap(new TreeMap<>(clauseNames));
    }

    /**
     * NOT NULL.
     *
     * @param onConflict the word after ON CONFLICT, in upper case
     */
    public record NotNull(Optional<String> onConflict) {}

    /** How a generated column is computed, and whether it is stored or, else, computed when it is read. */
    public record Generated(SqlFragment expression, boolean stored) {}

    /** Its definition without the name, on one line: {@code TEXT NOT NULL DEFAULT 'open' COLLATE NOCASE}. */
    public String definition() {
        StringBuilder definition = new StringBuilder(type.text());
        notNull.ifPresent(clause -> {
            append(definition, "NOT NULL", "NOT NULL");
            clause.onConflict()
                    .ifPresent(word -> definition.append(" ON CONFLICT ").append(word));
        });
        defaultValue.ifPresent(value -> append(definition, "DEFAULT", "DEFAULT " + defaultText(value)));
        collation.ifPresent(collationName -> append(definition, "COLLATE", "COLLATE " + collationName));
        generated.ifPresent(how -> append(
                definition, "AS", "AS (" + how.expression().text() + ") " + (how.stored() ? "STORED" : "VIRTUAL")));
        return definition.toString();
    }

    private void append(StringBuilder definition, String clause, String text) {
        if (definition.length() > 0) {
            definition.append(' ');
        }
        String clauseName = clauseNames.get(clause);
        if (clauseName != null) {
            definition.append("CONSTRAINT ").append(clauseName).append(' ');
        }
        definition.append(text);
    }

    private static String defaultText(SqlFragment value) {
        return value.tokens().size() > 2 ? "(" + value.text() + ")" : value.text();
    }
}
