package dev.rollproof.verifier.snapshot;

import dev.rollproof.verifier.sql.SqlToken;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A virtual table. The shadow tables in which its module keeps the rows are no part of a snapshot.
 *
 * @param module the name after USING
 * @param arguments what stands in the parentheses after it; the module alone knows what it means
 * @param columns the names of its columns, hidden ones too, as SQLite says them; empty where the module is not there
 */
public record VirtualTable(String name, String module, SqlFragment arguments, List<String> columns, String sql)
        implements SchemaObject {
    private static final Set<String> FULL_TEXT = Set.of("fts3", "fts4", "fts5");

    /** Copies the list. */
    public VirtualTable {
        columns = List.copyOf(columns);
    }

    /** On one line: {@code fts5(title, body)}. */
    public String definition() {
        return module + "(" + arguments.text() + ")";
    }

    /** Whether it is a full-text index. */
    public boolean isFullText() {
        return FULL_TEXT.contains(SqlName.fold(module));
    }

    /**
     * What a full-text index says of its content: the name of the table or view whose rows it is over; an empty name where it
     * keeps none; nothing where it keeps its rows itself, and of any other module
     * (https://www.sqlite.org/fts5.html#external_content_and_contentless_tables).
     */
    public Optional<String> content() {
        List<SqlToken> tokens = arguments.tokens();
        for (int i = 0; isFullText() && i + 2 < tokens.size(); i++) {
            if (tokens.get(i).is("content") && tokens.get(i + 1).text().equals("=")) {
                return Optional.of(tokens.get(i + 2).name());
            }
        }
        return Optional.empty();
    }

    /** The table or view whose rows a full-text index is over; nothing where it keeps its rows itself or none at all. */
    public Optional<String> indexed() {
        return content().filter(name -> !name.isEmpty());
    }
}
