package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.MigrationVersion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file's name, taken apart: {@code 0003_add_orders.up.sql} is {@code 0003}, {@code _}, {@code add_orders},
 * {@code .up.sql}.
 *
 * @param digits the ASCII digits it begins with; may be empty
 * @param separated whether an underscore follows the digits
 * @param title what follows, without that underscore and without the ending; may be empty
 * @param ending the first of the given endings that the name has in any letter case; as written
 */
record VersionedName(String digits, boolean separated, String title, String ending) {

    /** Takes a name apart that has no ending. */
    static VersionedName of(String name) {
        return of(name, List.of(""));
    }

    /** Takes a file's name apart. The last of the endings is one that every name has. */
    static VersionedName of(String file, List<String> endings) {
        String lower = file.toLowerCase(Locale.ROOT);
        int length = endings.stream()
                .filter(lower::endsWith)
                .findFirst()
                .map(String::length)
                .orElseThrow();
        String stem = file.substring(0, file.length() - length);
        int end = 0;
        while (end < stem.length() && stem.charAt(end) >= '0' && stem.charAt(end) <= '9') {
            end++;
        }
        boolean separated = stem.startsWith("_", end);
        return new VersionedName(
                stem.substring(0, end),
                separated,
                stem.substring(separated ? end + 1 : end),
                file.substring(stem.length()));
    }

    MigrationVersion version() {
        return MigrationVersion.of(digits);
    }

    /** The name without its ending. */
    String stem() {
        return digits + (separated ? "_" : "") + title;
    }

    String lowerCaseEnding() {
        return ending.toLowerCase(Locale.ROOT);
    }

    /** What is wrong before the ending or with its letter case, if anything is, and the name that would be right. */
    Optional<String> mistake(String rightEnding) {
        if (digits.isEmpty()) {
            return Optional.of("a version is missing at the beginning: " + withEnding(rightEnding));
        }
        if (!separated) {
            return Optional.of("an underscore is missing after the version: " + withEnding(rightEnding));
        }
        if (!ending.equals(lowerCaseEnding())) {
            return Optional.of("the ending is not in lower case: " + withEnding(rightEnding));
        }
        return Optional.empty();
    }

    /** The right name for this file, if the given ending is the right one. */
    String withEnding(String rightEnding) {
        boolean otherSeparator = !separated && !title.isEmpty() && "-. ".indexOf(title.charAt(0)) >= 0;
        return (digits.isEmpty() ? "0001" : digits) + "_" + (otherSeparator ? title.substring(1) : title) + rightEnding;
    }
}
