package dev.rollproof.verifier.report;

import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migrator.SeedResult;
import dev.rollproof.verifier.seed.SeedAt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which rows went into a database, for people. */
public final class SeedText {
    private SeedText() {}

    /** Whatever became of them. */
    public static String of(RunnerSource source, SeedResult result) {
        List<String> lines = new ArrayList<>();
        lines.add("%s: %s went in, %s"
                .formatted(
                        source.heading(),
                        Figures.count(result.applied().size(), "seed"),
                        Figures.count(result.rows(), "row")));
        result.failure().ifPresent(why -> {
            lines.add("  " + why);
            lines.add(
                    result.applied().isEmpty()
                            ? "  -> Nothing went in. Mend the file and run seed again."
                            : "  -> Nothing of it went in, nor of the seeds after it; those before it stayed: name the rest with --seed once it is mended.");
        });
        for (SeedAt seed : result.passedOver()) {
            lines.add("  %s did not: it is for version %s, and the database stands at another"
                    .formatted(
                            source.shown().apply(Path.of(seed.seed().name())),
                            seed.version().map(MigrationVersion::text).orElse("")));
        }
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(Printable.of(line)).append('\n'));
        return text.toString();
    }
}
