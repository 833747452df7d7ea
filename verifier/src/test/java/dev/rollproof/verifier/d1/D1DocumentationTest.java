package dev.rollproof.verifier.d1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code docs/d1.md} lists is what the code holds. */
class D1DocumentationTest {
    private static final Path PAGE = Path.of("docs/d1.md");

    @Test
    void functionsAreTheCodes() throws IOException {
        assertThat(listBehind("A statement may use these:"))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(D1Functions.ALLOWED);
        assertThat(listBehind("and are refused,"))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(D1Functions.REFUSED);
    }

    @Test
    void pragmasAreTheCodes() throws IOException {
        Map<String, String> inCode = D1Pragmas.ALLOWED.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> D1Pragmas.inWords(entry.getValue())));
        Map<String, String> onPage = section("## PRAGMAs")
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> List.of(line.split("\\|")))
                .collect(Collectors.toMap(
                        cells -> cells.get(1).replace("`", "").strip(),
                        cells -> cells.get(2).strip()));
        assertThat(onPage).isEqualTo(inCode);
    }

    @Test
    void modulesAndLimitsAreTheCodes() throws IOException {
        String row = section("## Statements")
                .lines()
                .filter(line -> line.startsWith("| `CREATE VIRTUAL TABLE`"))
                .findFirst()
                .orElseThrow();
        String modules = row.substring(row.indexOf("than") + 4, row.lastIndexOf("| `not authorized`"));
        assertThat(Arrays.stream(modules.split(",")).map(name -> name.replaceAll("[` |]", "")))
                .containsExactlyInAnyOrderElementsOf(Shape.MODULES);

        assertThat(section("## Limits"))
                .contains("| 100,000 bytes of UTF-8 |")
                .contains("| 2,000,000 bytes,")
                .contains("| 50 bytes |")
                .contains("| 127 |");
        assertThat(D1Limits.STATEMENT_BYTES).isEqualTo(100_000);
        assertThat(D1Limits.STATEMENT.toString())
                .isEqualTo("StatementLimits[valueBytes=2000000, columns=100, expressionDepth=100, compoundTerms=5,"
                        + " functionArguments=127, likePatternBytes=50, variables=100, triggerDepth=10]");
    }

    private static List<String> listBehind(String words) throws IOException {
        String rest = section("## Functions");
        rest = rest.substring(rest.indexOf(words));
        String block = rest.substring(rest.indexOf("```text\n") + 8);
        return List.of(block.substring(0, block.indexOf("```")).split("\\s+"));
    }

    private static String section(String heading) throws IOException {
        String page = Files.readString(PAGE);
        String rest = page.substring(page.indexOf(heading + "\n") + heading.length());
        int end = rest.indexOf("\n## ");
        return end < 0 ? rest : rest.substring(0, end);
    }
}
