package dev.rollproof.verifier.check;

import dev.rollproof.verifier.check.Release.Text;
import java.util.List;

/** A released migration has another name or version. */
final class MigrationRenamed implements Check {
    @Override
    public String id() {
        return "migration-renamed";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(SnapshotComparison comparison) {
        return comparison.releases().stream()
                .filter(release -> release.text() == Text.MOVED || (release.text() == Text.SAME && release.isRenamed()))
                .map(release -> finding(
                        Location.of(release.file()),
                        message(release),
                        "Databases that have it know it by its old name or version, and tools apply it to them a second time,"
                                + " or stop. Give it back what it was called; if no database has it yet, %s takes the new name."
                                        .formatted(comparison.command())))
                .toList();
    }

    private static String message(Release release) {
        String was = release.releasedFile().orElseThrow();
        return release.text() == Text.SAME
                ? "%s was called %s when %s was written".formatted(release.file(), was, release.snapshot())
                : "%s is version %s now; it was released as %s, of which %s is the snapshot"
                        .formatted(release.file(), release.migration().version(), was, release.snapshot());
    }
}
