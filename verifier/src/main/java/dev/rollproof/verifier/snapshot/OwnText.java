package dev.rollproof.verifier.snapshot;

import dev.rollproof.verifier.migration.Declaration;
import dev.rollproof.verifier.migration.Declarations;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.Sha256;
import dev.rollproof.verifier.migration.TextFile;
import dev.rollproof.verifier.sql.SourcePosition;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The text of up scripts as their authors wrote it. What a layout hands on is not that: the other direction's part of the
 * file is blank in it, and placeholders are replaced, whose values may change without anybody's editing the migration.
 */
final class OwnText {
    private static final String PREFIX = "sha256:";
    private static final String MARK = "\uFEFF";

    private final MigrationSet migrations;
    /** A file may hold hundreds of changesets. */
    private final Map<String, Optional<List<String>>> files = new HashMap<>();

    OwnText(MigrationSet migrations) {
        this.migrations = migrations;
    }

    Map<MigrationVersion, MigrationLock> locks() {
        Map<MigrationVersion, MigrationLock> locks = new LinkedHashMap<>();
        for (Migration migration : migrations.migrations()) {
            if (!isRepeatable(migration)) {
                locks.put(
                        migration.version(),
                        new MigrationLock(migration.up().file(), PREFIX + Sha256.of(of(migration.up()))));
            }
        }
        return locks;
    }

    /** Flyway runs them again whenever they change; they are the ones that it knows by no number. */
    private boolean isRepeatable(Migration migration) {
        return migrations.layout().equals("flyway")
                && !MigrationVersion.isVersion(migration.version().text());
    }

    /** The script's own lines, without line ends after them. */
    private String of(MigrationScript script) {
        List<String> run = lines(script.text());
        List<String> written = files.computeIfAbsent(script.file(), this::read)
                .filter(file -> isTextOf(file, run))
                .orElse(run);
        return own(written, run, declarations(script));
    }

    /** Empty where it is in another encoding than UTF-8, or no file that can be read. */
    private Optional<List<String>> read(String file) {
        try {
            return Optional.of(lines(TextFile.read(migrations.directory().resolve(file))));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    /** Whether what is run stands line by line in the file; SQL in a changelog of YAML or XML may not. */
    private static boolean isTextOf(List<String> file, List<String> run) {
        for (int i = 0; i < run.size(); i++) {
            String line = run.get(i).strip();
            boolean stands = line.isEmpty()
                    || (i < file.size()
                            && (file.get(i).contains(line) || file.get(i).indexOf('$') >= 0));
            if (!stands) {
                return false;
            }
        }
        return true;
    }

    private static Set<Integer> declarations(MigrationScript script) {
        return Declarations.of(script).all().stream()
                .map(Declaration::position)
                .flatMap(Optional::stream)
                .map(SourcePosition::line)
                .collect(Collectors.toSet());
    }

    /**
     * The lines of {@code written} that {@code run} does not leave blank. Blank ones count between two of these: there they may
     * be in a string.
     */
    private static String own(List<String> written, List<String> run, Set<Integer> declarations) {
        StringBuilder own = new StringBuilder();
        int blanks = 0;
        boolean follows = false;
        for (int i = 0; i < written.size(); i++) {
            String line = written.get(i);
            if (line.isBlank()) {
                blanks++;
            } else if (i >= run.size() || run.get(i).isBlank()) {
                follows = false;
            } else if (!declarations.contains(i + 1) || !line.strip().startsWith("--")) {
                own.append("\n".repeat(follows ? blanks : 0)).append(line).append('\n');
                blanks = 0;
                follows = true;
            }
            blanks = follows ? blanks : 0;
        }
        return own.toString();
    }

    private static List<String> lines(String text) {
        return (text.startsWith(MARK) ? text.substring(1) : text).lines().toList();
    }
}
