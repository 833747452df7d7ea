package dev.rollproof.verifier;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.TextFile;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.sql.SqlScript;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlSyntaxException;
import dev.rollproof.verifier.sql.SqlToken;
import java.nio.file.Path;
import java.util.List;

/**
 * The script that a database was written down in: {@code sqlite3 FILE .dump} or {@code .schema}, {@code wrangler d1 export},
 * dbmate's {@code schema.sql}.
 */
final class DumpScript {
    private DumpScript() {}

    /**
     * Reads a dump without what it says of SQLite's own tables: those are no part of a schema, {@code .schema} prints a CREATE
     * TABLE for them that SQLite refuses, and where nothing counts up there is no {@code sqlite_sequence} to fill.
     *
     * @throws InvalidInputException when the file cannot be read, or holds no statement
     */
    static MigrationScript read(Path file) {
        String name = String.valueOf(file.getFileName());
        String text = TextFile.read(file);
        SqlScript script;
        try {
            script = SqlScript.read(text);
        } catch (SqlSyntaxException e) {
            // Running it says the same, with the place.
            return new MigrationScript(name, text);
        }
        if (script.statements().isEmpty()) {
            throw new InvalidInputException(file + " holds no statement, so there is no schema in it");
        }
        StringBuilder kept = new StringBuilder(text);
        for (SqlStatement statement : script.statements()) {
            if (isAboutSqlitesOwn(statement.tokens())) {
                for (int i = 0; i < statement.text().length(); i++) {
                    int at = statement.offset() + i;
                    kept.setCharAt(at, text.charAt(at) == '\n' ? '\n' : ' ');
                }
            }
        }
        return new MigrationScript(name, kept.toString());
    }

    private static boolean isAboutSqlitesOwn(List<SqlToken> tokens) {
        return isOwn(tokens, "INSERT", "INTO")
                || isOwn(tokens, "DELETE", "FROM")
                || isOwn(tokens, "CREATE", "TABLE")
                || isOwn(tokens, "CREATE", "TABLE", "IF", "NOT", "EXISTS");
    }

    /** Whether the words stand before the name of a table that SQLite keeps for itself; sqlite_schema is the schema. */
    private static boolean isOwn(List<SqlToken> tokens, String... words) {
        if (tokens.size() <= words.length) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (!tokens.get(i).is(words[i])) {
                return false;
            }
        }
        String table = SqlName.fold(tokens.get(words.length).name());
        return table.startsWith("sqlite_") && !table.equals("sqlite_schema") && !table.equals("sqlite_master");
    }
}
