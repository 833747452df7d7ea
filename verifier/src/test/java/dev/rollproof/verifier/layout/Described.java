package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.ScriptRemark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Says in short what a tool makes of its files. */
final class Described {
    private Described() {}

    /** Reads a folder with one file in it. */
    static MigrationSet oneFile(Path folder, Layout layout, String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
        return MigrationDirectory.read(folder, ReadingOptions.of(layout));
    }

    /** What runs of a script, one line for each line that is not blank, with its number. */
    static List<String> lines(MigrationScript script) {
        List<String> lines = script.text().lines().toList();
        return IntStream.range(0, lines.size())
                .filter(i -> !lines.get(i).isBlank())
                .mapToObj(i -> (i + 1) + ": " + lines.get(i).stripTrailing())
                .toList();
    }

    static String refusal(MigrationScript script) {
        return script.refusal().map(Described::remark).orElse("none");
    }

    static List<String> misreadings(MigrationScript script) {
        return script.misreadings().stream().map(Described::remark).toList();
    }

    static List<String> problems(MigrationSet migrations) {
        return migrations.problems().stream().map(Described::problem).toList();
    }

    private static String problem(DirectoryProblem problem) {
        return problem instanceof ToolBehaviour tool
                ? "%s %s: %s. %s".formatted(tool.kind(), tool.file(), tool.message(), tool.help())
                : problem.toString();
    }

    private static String remark(ScriptRemark remark) {
        return "%d:%d %s. %s"
                .formatted(remark.position().line(), remark.position().column(), remark.message(), remark.help());
    }
}
