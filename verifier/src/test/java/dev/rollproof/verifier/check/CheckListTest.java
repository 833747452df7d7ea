package dev.rollproof.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The list of all checks is what the code has, each with the first sentence of its page. {@code -Drollproof.update-page=true}
 * writes it anew, to be read and committed.
 */
class CheckListTest {
    private static final Path LIST = Path.of("docs", "checks.md");

    @Test
    void theListIsThatOfTheCode() throws IOException {
        String list = list();
        if (Boolean.getBoolean("rollproof.update-page")) {
            Files.writeString(LIST, list);
        }
        assertThat(Files.readString(LIST)).isEqualTo(list);
    }

    private static String list() {
        return """
                # Checks

                Each finding names its check. Its page says what it sees, why that matters and what to do, with a bad and a good example,
                which tests run. `"severity": {"CHECK-ID": "note"}` in `rollproof.json` makes it weigh otherwise;
                `-- rollproof: ignore CHECK-ID REASON` in a migration or, better, in its rollback file excuses it there, and stays visible.

                ## Of `verify`

                What a migration or its rollback did, proven on real SQLite.

                %s
                ## Of the folder

                What `verify` and `lint` say of the directory as a whole.

                %s
                ## Of `lint`

                What is unsafe or does not belong in a migration, whatever its rollback does. `lint` says these of `verify` too: %s.

                %s
                ## Of `check`

                What differs from the committed snapshots.

                %s""".formatted(
                        table(CheckListTest::isOfVerify),
                        table(CheckListTest::isOfTheFolder),
                        Checks.ALL.stream()
                                .map(Check::id)
                                .filter(Checks.OF_LINT_TOO::contains)
                                .map(CheckListTest::link)
                                .collect(Collectors.joining(", ")),
                        table(CheckListTest::isOfLint),
                        table(CheckListTest::isOfTheSnapshots));
    }

    private static boolean isOfVerify(Check check) {
        return !isOfTheFolder(check) && !isOfLint(check) && !isOfTheSnapshots(check);
    }

    private static boolean isOfTheFolder(Check check) {
        return Checks.OF_THE_DIRECTORY.contains(check.id());
    }

    private static boolean isOfLint(Check check) {
        return Checks.OF_LINT.contains(check.id());
    }

    private static boolean isOfTheSnapshots(Check check) {
        return Checks.OF_THE_SNAPSHOTS.contains(check.id());
    }

    private static String table(Predicate<Check> which) {
        return "| check | severity | what it sees |\n| --- | --- | --- |\n"
                + Checks.ALL.stream()
                        .filter(which)
                        .map(check -> "| %s | %s | %s |\n"
                                .formatted(link(check.id()), check.severity().id(), firstSentence(check)))
                        .collect(Collectors.joining());
    }

    private static String link(String id) {
        return "[`%s`](checks/%s.md)".formatted(id, id);
    }

    private static String firstSentence(Check check) {
        try {
            List<String> lines = Files.readAllLines(Path.of("docs", "checks", check.id() + ".md"));
            int begin = lines.indexOf("## What it sees") + 2;
            String paragraph = lines.subList(begin, lines.size()).stream()
                    .takeWhile(line -> !line.isEmpty())
                    .collect(Collectors.joining(" "));
            int end = paragraph.indexOf(". ");
            return (end < 0 ? paragraph : paragraph.substring(0, end + 1)).replace("|", "\\|");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
