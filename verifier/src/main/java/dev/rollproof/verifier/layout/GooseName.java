package dev.rollproof.verifier.layout;

import java.util.Optional;

/**
 * What goose makes of a file's name: the version is what stands before the first underscore. As {@code NumericComponent} in
 * its migration.go.
 *
 * @param version from 1 to 2^63-1; 0 where there is a mistake
 * @param mistake why goose does not read it, if so, as the end of a sentence
 */
record GooseName(long version, Optional<String> mistake) {
    static GooseName of(String file) {
        int underscore = file.indexOf('_');
        if (underscore < 0) {
            return wrong("its name has no underscore behind a version, as in 00001_NAME.sql");
        }
        String digits = file.substring(0, underscore);
        // Go takes a sign here, and only ASCII digits; Java takes other digits too.
        if (!digits.matches("[+-]?[0-9]+")) {
            return wrong("\"%s\" before the underscore is no version, as in 00001_NAME.sql".formatted(digits));
        }
        try {
            long version = Long.parseLong(digits);
            return version < 1 ? wrong("versions begin at 1") : new GooseName(version, Optional.empty());
        } catch (NumberFormatException e) {
            return wrong("%s is beyond 9223372036854775807, the greatest version".formatted(digits));
        }
    }

    private static GooseName wrong(String why) {
        return new GooseName(0, Optional.of(why));
    }
}
