package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.DirectoryProblem.VersionGap;
import dev.rollproof.verifier.migration.MigrationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Where a number is missing in a row of numbered files. */
final class VersionGaps {
    /** Versions with more digits are dates or times, where gaps are the rule. */
    private static final int MOST_DIGITS_WITHOUT_GAPS = 6;

    private VersionGaps() {}

    /** The gaps between the versions of files. */
    static List<VersionGap> between(SortedMap<MigrationVersion, String> files) {
        List<VersionGap> gaps = new ArrayList<>();
        Optional<Map.Entry<MigrationVersion, String>> before = Optional.empty();
        for (Map.Entry<MigrationVersion, String> after : files.entrySet()) {
            before.filter(previous -> isGap(previous.getKey(), after.getKey()))
                    .ifPresent(previous -> gaps.add(
                            new VersionGap(previous.getKey(), after.getKey(), previous.getValue(), after.getValue())));
            before = Optional.of(after);
        }
        return gaps;
    }

    private static boolean isGap(MigrationVersion before, MigrationVersion after) {
        return isShortNumber(before)
                && isShortNumber(after)
                && Integer.parseInt(after.text()) > Integer.parseInt(before.text()) + 1;
    }

    private static boolean isShortNumber(MigrationVersion version) {
        return version.text().length() <= MOST_DIGITS_WITHOUT_GAPS
                && MigrationVersion.isVersion(version.text())
                && !version.text().contains(".");
    }
}
