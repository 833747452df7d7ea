package dev.rollproof.verifier.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.migration.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written by RFC 4180 is read back; nothing that can be written makes the reader stumble. */
class CsvReaderTest {
    private static final String CHARACTERS = "ab,\"\n\r é\uD83D\uDE00'\uFEFF";

    @Test
    void readsBackWhatIsWritten() {
        for (long seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            List<List<String>> lines = lines(random);

            List<List<String>> read = CsvReader.read(new SeedText("t.csv", written(lines, random))).stream()
                    .map(line -> line.fields().stream()
                            .map(field -> field.isEmpty() ? "NULL" : field.text())
                            .toList())
                    .toList();

            assertThat(read).as("seed %d", seed).isEqualTo(lines);
        }
    }

    @Test
    void everyFieldBeginsWhereItSays() {
        for (long seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            String text = written(lines(random), random);
            for (CsvReader.Line line : CsvReader.read(new SeedText("t.csv", text))) {
                assertThat(line.offset()).isEqualTo(line.fields().get(0).offset());
                for (CsvReader.Field field : line.fields()) {
                    String expected = field.quoted() ? "\"" + field.text().replace("\"", "\"\"") + "\"" : field.text();
                    assertThat(text.substring(field.offset()))
                            .as("seed %d", seed)
                            .startsWith(expected);
                }
            }
        }
    }

    /** Any text is read or refused, and always to its end. */
    @Test
    void endsOnNoise() {
        int refused = 0;
        for (long seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(20);
            for (int i = 0; i < length; i++) {
                text.append(character(random));
            }
            try {
                assertThat(CsvReader.read(new SeedText("t.csv", text.toString())))
                        .isNotNull();
            } catch (InvalidInputException e) {
                refused++;
                assertThat(e).as("seed %d", seed).hasMessageStartingWith("t.csv:");
            }
        }
        assertThat(refused).isBetween(500, 4_500);
    }

    private static List<List<String>> lines(Random random) {
        List<List<String>> lines = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            List<String> fields = new ArrayList<>();
            int width = 1 + random.nextInt(4);
            for (int j = 0; j < width; j++) {
                fields.add(field(random));
            }
            lines.add(fields);
        }
        return lines;
    }

    private static String field(Random random) {
        if (random.nextInt(4) == 0) {
            return "NULL";
        }
        StringBuilder field = new StringBuilder();
        int length = random.nextInt(6);
        for (int i = 0; i < length; i++) {
            field.append(character(random));
        }
        return field.toString();
    }

    private static char character(Random random) {
        return CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
    }

    private static String written(List<List<String>> lines, Random random) {
        String lineBreak = random.nextBoolean() ? "\n" : "\r\n";
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
        for (int i = 0; i < lines.size(); i++) {
            List<String> line = lines.get(i);
            text.append(line.stream()
                    .map(field -> written(field, random))
                    .reduce((a, b) -> a + "," + b)
                    .orElseThrow());
            // A last line without a break is a line only if it holds something.
            boolean mayEnd = i == lines.size() - 1 && !line.equals(List.of("NULL"));
            text.append(mayEnd && random.nextBoolean() ? "" : lineBreak);
        }
        return text.toString();
    }

    private static String written(String field, Random random) {
        if (field.equals("NULL")) {
            return "";
        }
        boolean plain = !field.isEmpty() && field.chars().noneMatch(c -> ",\"\n\r\uFEFF".indexOf(c) >= 0);
        return plain && random.nextBoolean() ? field : "\"" + field.replace("\"", "\"\"") + "\"";
    }
}
