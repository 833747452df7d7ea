package dev.rollproof.verifier.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What holds for any text. SQLite itself, through plain JDBC, says what is right. */
class SqlPropertiesTest {
    /** White space, comments and ';', told by other means than the tokenizer's; nothing is taken back once matched. */
    private static final Pattern GAP =
            Pattern.compile("(?>[ \\t\\n\\f\\r\\x0B\\uFEFF;]|--[^\\n]*+|/\\*(?>(?s:.)*?\\*/))*+");

    @Test
    void statementsAndGapsPutBackTogetherAreTheFile() {
        int statements = 0;
        for (long seed = 0; seed < 8_000; seed++) {
            GeneratedSql generated = new GeneratedSql(new Random(seed));
            String text = seed % 4 == 0 ? generated.script() : generated.noise();
            Optional<SqlScript> script = readIfClosed(text);
            if (script.isPresent()) {
                statements += script.get().statements().size();
                assertCoversItsText(script.get(), "seed " + seed);
            }
        }
        assertThat(statements).as("statements seen").isGreaterThan(20_000);
    }

    private static void assertCoversItsText(SqlScript script, String seed) {
        String text = script.text();
        int end = 0;
        for (SqlStatement statement : script.statements()) {
            assertThat(text.substring(end, statement.offset())).as(seed).matches(GAP);
            end = statement.offset() + statement.text().length();
            assertThat(text.substring(statement.offset(), end)).as(seed).isEqualTo(statement.text());
            assertThat(statement.position()).as(seed).isEqualTo(SourcePosition.of(text, statement.offset()));
            assertCoversItsText(statement, seed);
        }
        assertThat(text.substring(end)).as(seed).matches(GAP);
    }

    private static void assertCoversItsText(SqlStatement statement, String seed) {
        String text = statement.text();
        assertThat(statement.tokens()).as(seed).isNotEmpty();
        assertThat(statement.tokens().get(0).offset()).as(seed).isZero();
        int end = 0;
        for (SqlToken token : statement.tokens()) {
            assertThat(text.substring(end, token.offset()))
                    .as(seed)
                    .matches(GAP)
                    .doesNotContainPattern("^;|[^-/*];$");
            end = token.offset() + token.text().length();
            assertThat(text.substring(token.offset(), end)).as(seed).isEqualTo(token.text());
        }
        String rest = text.substring(end);
        if (!rest.isEmpty()) {
            assertThat(rest).as(seed).endsWith(";").matches(GAP);
        }
    }

    @Test
    void throwsNothingButItsOwnErrorAtAPlaceInTheText() {
        int refused = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            String text = seed % 2 == 0 ? new GeneratedSql(random).noise() : anyCharacters(random);
            try {
                SqlScript.read(text);
            } catch (SqlSyntaxException e) {
                refused++;
                assertThat(offsetOf(text, e.position())).as("seed %d", seed).isBetween(0, text.length() - 1);
            }
        }
        assertThat(refused).as("texts refused").isBetween(2_000, 18_000);
    }

    private static String anyCharacters(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append((char) random.nextInt(random.nextInt(4) == 0 ? 0x10000 : 0x80));
        }
        return text.toString();
    }

    /**
     * After {@code PRAGMA a=[x]} SQLite can only take a ';' or the end. Whatever else follows it names in its error, so it
     * tells each next token of any text.
     */
    @Test
    void readsTheTokensThatSqliteReads() throws SQLException {
        int tokens = 0;
        try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            for (long seed = 0; seed < 4_000; seed++) {
                // The blank keeps a last slash and star from being two symbols, where SQLite sees no comment yet.
                String text = new GeneratedSql(new Random(seed)).noise() + " ";
                int open = offsetWhereOpen(text);
                int end = 0;
                for (SqlToken token : SqlTokens.read(text.substring(0, open))) {
                    assertThat(errorAfterPragma(sqlite, text.substring(end)))
                            .as("seed %d, behind %s", seed, text.substring(0, end))
                            .isEqualTo(errorFor(token));
                    end = token.offset() + token.text().length();
                    tokens++;
                }
                assertThat(errorAfterPragma(sqlite, text.substring(end)))
                        .as("seed %d, at the end", seed)
                        .isEqualTo(open == text.length() ? "" : "unrecognized token: \"" + text.substring(open) + "\"");
            }
        }
        assertThat(tokens).as("tokens compared").isGreaterThan(15_000);
    }

    /** Where a string or quoted name begins that never ends, or the end of the text. */
    private static int offsetWhereOpen(String text) {
        try {
            SqlTokens.read(text);
            return text.length();
        } catch (SqlSyntaxException e) {
            return offsetOf(text, e.position());
        }
    }

    private static String errorFor(SqlToken token) {
        if (token.text().equals(";")) {
            return "";
        }
        return token.kind() == SqlToken.Kind.ILLEGAL
                ? "unrecognized token: \"" + token.text() + "\""
                : "near \"" + token.text() + "\": syntax error";
    }

    private static String errorAfterPragma(Connection sqlite, String text) {
        return prepareError(sqlite, "PRAGMA a=[x]" + text);
    }

    /**
     * A script has the same effect, up to its first error, when SQLite cuts it and when we do; and each of our statements
     * is one to SQLite: it ends there and not before.
     */
    @Test
    void whatWeCallOneStatementSqlitePreparesAsOne() throws SQLException {
        int ran = 0;
        int failed = 0;
        for (long seed = 0; seed < 1_000; seed++) {
            String text = new GeneratedSql(new Random(seed)).script();
            try (Connection whole = DriverManager.getConnection("jdbc:sqlite::memory:");
                    Connection cut = DriverManager.getConnection("jdbc:sqlite::memory:")) {
                String expected = runWhole(whole, text);
                String error = "";
                for (SqlStatement statement : SqlScript.read(text).statements()) {
                    error = runOne(cut, statement.text(), "seed " + seed);
                    if (!error.isEmpty()) {
                        failed++;
                        break;
                    }
                    ran++;
                }
                assertThat(error).as("seed %d: %s", seed, text).isEqualTo(expected);
                assertThat(contents(cut)).as("seed %d: %s", seed, text).isEqualTo(contents(whole));
            }
        }
        assertThat(ran).as("statements that ran").isGreaterThan(7_000);
        assertThat(failed).as("statements that SQLite refused").isGreaterThan(150);
    }

    /** The driver gives {@code executeUpdate} to {@code sqlite3_exec}, which runs all statements. */
    private static String runWhole(Connection sqlite, String text) {
        try (Statement statement = sqlite.createStatement()) {
            statement.executeUpdate(text);
            return "";
        } catch (SQLException e) {
            return sqliteMessage(e);
        }
    }

    /** {@code execute} runs only the first statement of a text. */
    private static String runOne(Connection sqlite, String text, String seed) {
        String error = prepareError(sqlite, text);
        if (!error.isEmpty()) {
            return error;
        }
        boolean closed = text.endsWith(";");
        if (closed) {
            assertThat(prepareError(sqlite, text + ")"))
                    .as("%s: ends here: %s", seed, text)
                    .isEmpty();
        }
        assertThat(prepareError(sqlite, (closed ? text.substring(0, text.length() - 1) : text) + "\n)"))
                .as("%s: ends not before: %s", seed, text)
                .isEqualTo("near \")\": syntax error");
        try (Statement statement = sqlite.createStatement()) {
            if (statement.execute(text)) {
                readToTheEnd(statement.getResultSet());
            }
            return "";
        } catch (SQLException e) {
            return sqliteMessage(e);
        }
    }

    /** An error of a later row shows only there. */
    private static void readToTheEnd(ResultSet result) throws SQLException {
        while (result.next()) {
            assertThat(result.getMetaData().getColumnCount()).isPositive();
        }
    }

    /** What SQLite says against the first statement of {@code text}; empty if nothing. */
    private static String prepareError(Connection sqlite, String text) {
        try (PreparedStatement prepared = sqlite.prepareStatement(text)) {
            assertThat(prepared).isNotNull();
            return "";
        } catch (SQLException e) {
            return sqliteMessage(e);
        }
    }

    /** SQLite's own words, which the driver puts in brackets behind the error's code. */
    private static String sqliteMessage(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return message.substring(message.indexOf('(') + 1, message.length() - 1);
    }

    /** The stored texts and all rows. */
    private static List<String> contents(Connection sqlite) throws SQLException {
        List<String> schema = rows(
                sqlite,
                "SELECT type, name, tbl_name, sql FROM main.sqlite_schema UNION ALL"
                        + " SELECT type, name, tbl_name, sql FROM temp.sqlite_schema");
        List<String> contents = new ArrayList<>(schema);
        for (String table : rows(
                sqlite, "SELECT '\"' || replace(name, '\"', '\"\"') || '\"' FROM sqlite_schema WHERE type='table'")) {
            contents.add(table);
            contents.addAll(rows(sqlite, "SELECT quote(a), quote(b) FROM " + table));
        }
        return contents;
    }

    private static List<String> rows(Connection sqlite, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = sqlite.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }

    private static Optional<SqlScript> readIfClosed(String text) {
        try {
            return Optional.of(SqlScript.read(text));
        } catch (SqlSyntaxException e) {
            return Optional.empty();
        }
    }

    private static int offsetOf(String text, SourcePosition position) {
        for (int offset = text.length(); offset >= 0; offset--) {
            if (SourcePosition.of(text, offset).equals(position)) {
                return offset;
            }
        }
        return fail("no such place: %s", position);
    }
}
