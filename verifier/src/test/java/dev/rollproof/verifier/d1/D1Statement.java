package dev.rollproof.verifier.d1;

import dev.rollproof.verifier.sql.SqlScript;
import dev.rollproof.verifier.sql.SqlStatement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A line of {@code statements.txt}.
 *
 * @param heading what it is an example of
 * @param expected {@code ok}, or how D1's message begins
 * @param line as it stands in the file
 * @param before the statements that prepare for it
 * @param sql the statement
 */
record D1Statement(String heading, String expected, String line, List<String> before, String sql) {
    private static final Pattern REPEATED = Pattern.compile("\\{(\\d+)\\|([^|]*)\\|([^}]*)}");

    /** What every statement finds. */
    static String schema() {
        return lines().stream()
                .dropWhile(line -> !line.startsWith("CREATE"))
                .takeWhile(line -> !line.startsWith("##"))
                .collect(Collectors.joining("\n"));
    }

    static List<D1Statement> all() {
        List<D1Statement> all = new ArrayList<>();
        String heading = "";
        for (String line : lines()) {
            if (line.startsWith("## ")) {
                heading = line.substring(3);
            } else if (!heading.isEmpty() && !line.isEmpty()) {
                all.add(read(heading, line));
            }
        }
        return all;
    }

    private static D1Statement read(String heading, String line) {
        int bar = line.indexOf(" | ");
        String text = expanded(line.substring(bar + 3).replace("\\r", "\r").replace("\\n", "\n"));
        List<SqlStatement> statements = SqlScript.read(text).statements();
        SqlStatement last = statements.get(statements.size() - 1);
        List<String> before = statements.subList(0, statements.size() - 1).stream()
                .map(SqlStatement::text)
                .toList();
        String sql = before.isEmpty() ? text : text.substring(last.offset());
        return new D1Statement(heading, line.substring(0, bar), line.substring(bar + 3), before, sql);
    }

    private static String expanded(String text) {
        Matcher matcher = REPEATED.matcher(text);
        return matcher.replaceAll(match -> Matcher.quoteReplacement(IntStream.rangeClosed(
                        1, Integer.parseInt(match.group(1)))
                .mapToObj(i -> match.group(2).replace("#", String.valueOf(i)).replace("@", String.valueOf(i + 1)))
                .collect(Collectors.joining(match.group(3)))));
    }

    private static List<String> lines() {
        try (InputStream in = D1Statement.class.getResourceAsStream("statements.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return line;
    }
}
