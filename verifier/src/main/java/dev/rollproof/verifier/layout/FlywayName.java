package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.MigrationVersion;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A file's name as Flyway takes it apart (ResourceNameParser, MigrationVersion): {@code V1_2__add_orders.sql} is {@code V},
 * the version 1.2 and {@code add_orders}.
 *
 * @param kind what its first letters make of it
 * @param version its parts, without parts of 0 at the end; empty where the kind has none
 * @param description what stands behind the first two underscores, as it is written; may be empty
 * @param stem the name without its ending
 */
record FlywayName(Kind kind, List<BigInteger> version, String description, String stem) {
    /** What Flyway does with a file. */
    enum Kind {
        VERSIONED("V"),
        UNDO("U"),
        REPEATABLE("R"),
        BASELINE("B"),
        /** An event's name instead of a letter: Flyway runs it around the migrations. */
        CALLBACK("");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /** By version, as Flyway orders them: part by part, as numbers; one that is not there counts as 0. */
    static final Comparator<FlywayName> BY_VERSION = (a, b) -> {
        int order = 0;
        for (int i = 0; order == 0 && i < Math.max(a.version.size(), b.version.size()); i++) {
            order = a.part(i).compareTo(b.part(i));
        }
        return order;
    };

    private static final String ENDING = ".sql";
    private static final String SEPARATOR = "__";
    private static final List<String> RESERVED = List.of("current", "next", "latest");

    /** The ids of Flyway 13.12's {@code Event}, the longer ones before those that they begin with. */
    private static final List<String> EVENTS = List.of(
                    "beforeClean afterClean afterCleanError beforeMigrate beforeEachMigrate beforeEachMigrateStatement",
                    "afterEachMigrateStatement afterEachMigrateStatementError afterEachMigrate afterEachMigrateError",
                    "beforeRepeatables afterVersioned afterMigrateApplied afterMigrate afterMigrateError beforeUndo",
                    "beforeEachUndo beforeEachUndoStatement afterEachUndoStatement afterEachUndoStatementError",
                    "afterEachUndo afterEachUndoError afterUndo afterUndoError beforeValidate afterValidate",
                    "afterValidateError beforeBaseline afterBaseline afterBaselineError beforeRepair afterRepair",
                    "afterRepairError beforeInfo afterInfo afterInfoError afterMigrateOperationFinish",
                    "afterInfoOperationFinish afterCleanOperationFinish afterValidateOperationFinish",
                    "afterUndoOperationFinish afterRepairOperationFinish afterBaselineOperationFinish",
                    "afterReportGenerated createSchema beforeCreateSchema beforeConnect afterConnect")
            .stream()
            .flatMap(line -> List.of(line.split(" ")).stream())
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();

    /** Takes the name of an SQL file apart; empty where Flyway passes over the file, or stops at its version. */
    static Optional<FlywayName> of(String file) {
        return ofStem(file.substring(0, file.length() - ENDING.length()));
    }

    /** Takes a name without its ending apart. */
    static Optional<FlywayName> ofStem(String stem) {
        Optional<String> event = EVENTS.stream().filter(stem::startsWith).findFirst();
        if (event.isPresent()) {
            String rest = stem.substring(event.get().length());
            return rest.isEmpty() || rest.startsWith(SEPARATOR)
                    ? Optional.of(new FlywayName(Kind.CALLBACK, List.of(), "", stem))
                    : Optional.empty();
        }
        for (Kind kind : List.of(Kind.VERSIONED, Kind.UNDO, Kind.REPEATABLE, Kind.BASELINE)) {
            if (stem.startsWith(kind.prefix)) {
                return of(kind, stem);
            }
        }
        return Optional.empty();
    }

    private static Optional<FlywayName> of(Kind kind, String stem) {
        String version = version(stem);
        int behind = 1 + version.length() + SEPARATOR.length();
        String description = behind <= stem.length() ? stem.substring(behind) : "";
        if (kind == Kind.REPEATABLE) {
            return version.isEmpty()
                    ? Optional.of(new FlywayName(kind, List.of(), description, stem))
                    : Optional.empty();
        }
        return parts(version).map(parts -> new FlywayName(kind, parts, description, stem));
    }

    /** What stands between the first letter and the first two underscores. */
    private static String version(String stem) {
        int end = stem.indexOf(SEPARATOR, 1);
        return stem.substring(1, end < 0 ? stem.length() : end);
    }

    private static Optional<List<BigInteger>> parts(String version) {
        List<BigInteger> parts = new ArrayList<>();
        try {
            for (String part : version.replace('_', '.').split("\\.(?=\\d)", -1)) {
                parts.add(new BigInteger(part));
            }
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
        while (parts.size() > 1 && parts.get(parts.size() - 1).signum() == 0) {
            parts.remove(parts.size() - 1);
        }
        return Optional.of(List.copyOf(parts));
    }

    /** The word that Flyway keeps for itself, where one stands for the version: it stops at it. */
    static Optional<String> reservedWord(String file) {
        String stem = file.substring(0, file.length() - ENDING.length());
        return stem.startsWith(Kind.VERSIONED.prefix)
                ? Optional.of(version(stem)).filter(word -> RESERVED.contains(word.toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    /** Whether a name that Flyway passes over looks like a migration's: a letter of theirs, then a digit or an underscore. */
    static boolean looksLikeAMigration(String file) {
        return file.length() > 1
                && "VURB".indexOf(Character.toUpperCase(file.charAt(0))) >= 0
                && (isDigit(file.charAt(1)) || file.charAt(1) == '_' || file.charAt(1) == '.');
    }

    /** Why Flyway passes over such a name, as part of a sentence, and the name that would be right. */
    static Mistake mistake(String file) {
        String stem = file.substring(0, file.length() - ENDING.length());
        String ending = file.substring(stem.length());
        String upper = stem.substring(0, 1).toUpperCase(Locale.ROOT) + stem.substring(1);
        if (!upper.equals(stem)) {
            String right = ofStem(upper).isPresent() ? upper : repaired(upper);
            return new Mistake("its first letter is a small one", right + ending);
        }
        if (stem.startsWith(Kind.REPEATABLE.prefix)) {
            return new Mistake(
                    "behind the R of a repeatable migration come two underscores",
                    "R__" + title(stem.substring(1)) + ending);
        }
        String why = stem.contains(SEPARATOR)
                ? "\"%s\" is no version; a version is numbers with single dots or underscores between them"
                        .formatted(version(stem))
                : "a version ends at two underscores, and there is only one";
        return new Mistake(why, repaired(stem) + ending);
    }

    private static String repaired(String stem) {
        int end = 1;
        while (end < stem.length() && (isDigit(stem.charAt(end)) || isDotBetween(stem, end))) {
            end++;
        }
        return stem.substring(0, 1)
                + (end == 1 ? "1" : stem.substring(1, end))
                + SEPARATOR
                + title(stem.substring(end));
    }

    private static boolean isDotBetween(String stem, int at) {
        return stem.charAt(at) == '.' && at + 1 < stem.length() && isDigit(stem.charAt(at + 1));
    }

    /** The name's words: what is left without the separators before them. */
    private static String title(String stem) {
        int start = 0;
        while (start < stem.length() && "_.-".indexOf(stem.charAt(start)) >= 0) {
            start++;
        }
        return start == stem.length() ? "description" : stem.substring(start);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private BigInteger part(int index) {
        return index < version.size() ? version.get(index) : BigInteger.ZERO;
    }

    /** The version in the one way of writing it; the whole name where there is none. */
    MigrationVersion migrationVersion() {
        return MigrationVersion.of(
                version.isEmpty()
                        ? stem
                        : version.stream().map(BigInteger::toString).collect(Collectors.joining(".")));
    }

    /** What Flyway calls it: the letter and the version, or the whole name of one without. */
    String label() {
        return version.isEmpty() ? stem : kind.prefix + migrationVersion();
    }

    /** The name that the built-in placeholder {@code flyway:filename} stands for. */
    String fileName(String file) {
        return stem + file.substring(file.length() - ENDING.length());
    }

    /**
     * What is wrong with a name.
     *
     * @param why as part of a sentence
     * @param right the name that Flyway would run
     */
    record Mistake(String why, String right) {}
}
