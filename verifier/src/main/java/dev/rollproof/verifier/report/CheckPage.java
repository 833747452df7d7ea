package dev.rollproof.verifier.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The page of a check, as it stands under {@code docs/checks}; the build puts the pages beside this class.
 *
 * @param check the check's id
 * @param markdown the page without its title
 */
record CheckPage(String check, String markdown) {
    /** <a href="https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning">Of a rule's description.</a> */
    static final int MOST_CHARACTERS = 1024;

    /** The page of the check {@code id}; an id of no check is a defect. */
    static CheckPage of(String id) {
        try (InputStream page = CheckPage.class.getResourceAsStream("checks/" + id + ".md")) {
            if (page == null) {
                throw new IllegalStateException("the page of the check " + id + " is not in the jar");
            }
            String text = new String(page.readAllBytes(), StandardCharsets.UTF_8);
            return new CheckPage(id, text.substring(text.indexOf('\n') + 1).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first sentence of what it sees. */
    String summary() {
        String sees = sees();
        int end = sees.indexOf(". ");
        return end < 0 ? sees : sees.substring(0, end + 1);
    }

    /** What it sees, without line ends; as many sentences as GitHub takes. */
    String sees() {
        String sees = section("What it sees");
        return sees.length() <= MOST_CHARACTERS
                ? sees
                : sees.substring(0, sees.lastIndexOf(". ", MOST_CHARACTERS - 1) + 1);
    }

    /** Why it matters and what to do, without line ends. */
    String remedy() {
        return section("Why it matters") + " " + section("What to do");
    }

    private String section(String title) {
        return sections().getOrDefault(title, "");
    }

    private Map<String, String> sections() {
        Map<String, List<String>> sections = new TreeMap<>();
        String title = "";
        for (String line : markdown.lines().toList()) {
            if (line.startsWith("## ")) {
                title = line.substring("## ".length());
            } else {
                sections.computeIfAbsent(title, t -> new ArrayList<>()).add(line);
            }
        }
        Map<String, String> texts = new TreeMap<>();
        sections.forEach((key, lines) ->
                texts.put(key, String.join(" ", lines).replaceAll(" +", " ").strip()));
        return texts;
    }
}
