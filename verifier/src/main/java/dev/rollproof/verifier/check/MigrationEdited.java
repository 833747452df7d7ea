package dev.rollproof.verifier.check;

import dev.rollproof.verifier.check.Release.Text;
import java.util.List;

/** A released migration has another text, though it makes the same schema. */
final class MigrationEdited implements Check {
    @Override
    public String id() {
        return "migration-edited";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(SnapshotComparison comparison) {
        return comparison.releases().stream()
                .filter(release ->
                        release.text() == Text.EDITED && release.changes().isEmpty())
                .map(release -> finding(
                        Location.of(release.file()),
                        message(release),
                        "Databases that have it ran the old text: their rows may differ from those of new ones, and tools that"
                                + " keep checksums stop at it. Restore the file; if no database has it yet, %s writes its"
                                        .formatted(comparison.command())
                                + " checksum anew."))
                .toList();
    }

    private static String message(Release release) {
        String name = release.isRenamed()
                ? ", when it was called " + release.releasedFile().orElseThrow()
                : "";
        return "%s was edited after %s was written%s%s"
                .formatted(
                        release.file(),
                        release.snapshot(),
                        name,
                        release.made().isPresent() ? "; it makes the same schema" : "");
    }
}
