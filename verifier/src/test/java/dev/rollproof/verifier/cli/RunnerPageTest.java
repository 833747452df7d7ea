package dev.rollproof.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollproof.verifier.migrator.MigratorEvent;
import dev.rollproof.verifier.report.LogLine;
import dev.rollproof.verifier.report.RunnerSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/runner.md describes every event and every key, and none that is not there. */
class RunnerPageTest extends RunnerFolder {
    private static final Path PAGE = Path.of("docs/runner.md");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Set<String> EVERYWHERE = Set.of("time", "level", "event", "message");

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void describesTheLog() throws IOException {
        Map<String, Set<String>> described = new HashMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 5 && List.of("info", "warning", "error").contains(cells[2].strip())) {
                Set<String> keys = codes(cells[3]);
                if (!codes(cells[1]).contains("refused")) {
                    keys.add("database");
                }
                described.put(codes(cells[1]).iterator().next() + " " + cells[2].strip(), keys);
            }
        }

        assertThat(described).isEqualTo(told());
        assertThat(described).hasSize(MigratorEvent.class.getPermittedSubclasses().length + 1);
    }

    /** What the events of two runs tell, besides what each tells. */
    private Map<String, Set<String>> told() throws IOException {
        Map<String, Set<String>> told = new HashMap<>();
        run("up", "m", "--db", "app.db", "--log-format", "json");
        tell(told, err());
        execute("app.db", "INSERT INTO _migrations VALUES (9, '0009_gone', 0)");
        writeOneThatStopsHalfway();
        run("up", "m", "--db", "app.db", "--out-of-order", "--backup", "--log-format", "json");
        tell(told, err());
        run("up", "m", "--db", "app.db", "--log-format", "json", "--quiet");
        tell(told, err());
        RunnerSource source = new RunnerSource("main", false, "m", "app.db", "numbered", "sqlite", Path::toString);
        tell(told, LogLine.of(source, new MigratorEvent.Waiting("another run")).json(Instant.EPOCH));
        return told;
    }

    private void tell(Map<String, Set<String>> told, String log) throws IOException {
        for (String line : log.lines().toList()) {
            JsonNode node = json.readTree(line);
            Set<String> keys = new HashSet<>();
            node.fieldNames().forEachRemaining(keys::add);
            assertThat(keys).containsAll(EVERYWHERE);
            keys.removeAll(EVERYWHERE);
            told.put(node.path("event").textValue() + " " + node.path("level").textValue(), keys);
        }
    }

    @Test
    void describesTheReports() throws IOException {
        Set<String> keys = new TreeSet<>();
        run("up", "m", "--db", "app.db", "--format", "json", "--dry-run");
        collect(json.readTree(out()), keys);
        writeOneThatStopsHalfway();
        run("up", "m", "--db", "app.db", "--format", "json");
        collect(json.readTree(out()), keys);
        run("status", "m", "--db", "app.db", "--format", "json");
        collect(json.readTree(out()), keys);
        writeTwoDatabases("");
        run("up", "p", "--db", "first=a.db", "--db", "second=m", "--format", "json");
        collect(json.readTree(out()), keys);

        assertThat(keys).contains("refused", "rowCounts", "resolve", "appliedAt");
        String page = Files.readString(PAGE);
        assertThat(codes(page))
                .containsAll(
                        keys.stream().filter(key -> !key.equals("databases")).collect(Collectors.toSet()));
    }

    private static void collect(JsonNode node, Set<String> keys) {
        node.fieldNames().forEachRemaining(keys::add);
        node.forEach(child -> collect(child, keys));
    }

    private static Set<String> codes(String text) {
        return CODE.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toCollection(HashSet::new));
    }
}
