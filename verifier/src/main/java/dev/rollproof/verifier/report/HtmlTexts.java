package dev.rollproof.verifier.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The scripts and the stored SQL of an HTML report, each once: the page refers to them by their number. */
final class HtmlTexts {
    /** Of all scripts together, in UTF-16 code units: with the schemas the page stays under five megabytes. */
    private static final long ALL_SCRIPTS = 2_000_000;

    private static final int LONGEST = 200_000;
    private static final int SHORTEST = 1_000;

    private final int longest;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    private HtmlTexts(int longest) {
        this.longest = longest;
    }

    /** Long scripts are cut where all together would make the page slow. */
    static HtmlTexts of(List<ReportSource> sources) {
        List<Integer> lengths = sources.stream()
                .flatMap(source -> source.report().source().migrations().stream())
                .flatMap(HtmlTexts::scripts)
                .map(MigrationScript::text)
                .distinct()
                .map(String::length)
                .toList();
        int longest = LONGEST;
        while (longest > SHORTEST && sum(lengths, longest) > ALL_SCRIPTS) {
            longest /= 2;
        }
        return new HtmlTexts(longest);
    }

    private static Stream<MigrationScript> scripts(Migration migration) {
        return Stream.concat(Stream.of(migration.up()), migration.rollback().stream());
    }

    private static long sum(List<Integer> lengths, int longest) {
        return lengths.stream().mapToLong(length -> Math.min(length, longest)).sum();
    }

    /** The number of a text, cut where it is too long. */
    int number(String text) {
        String shown = text.length() <= longest ? text : text.substring(0, end(text));
        Integer known = numbers.putIfAbsent(shown, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    /** How much of a text is not shown, in UTF-16 code units. */
    int cut(String text) {
        return text.length() <= longest ? 0 : text.length() - end(text);
    }

    /** After a line, or else not between the halves of a character. */
    private int end(String text) {
        int line = text.lastIndexOf('\n', longest - 1) + 1;
        if (line > longest / 2) {
            return line;
        }
        return Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    }

    ArrayNode array() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(numbers.size());
        numbers.keySet().forEach(array::add);
        return array;
    }
}
