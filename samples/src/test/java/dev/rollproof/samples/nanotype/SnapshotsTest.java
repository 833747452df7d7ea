package dev.rollproof.samples.nanotype;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.SnapshotCheck;
import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.project.Project;
import dev.rollproof.verifier.project.ProjectDatabase;
import dev.rollproof.verifier.verdict.SnapshotReport;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The snapshots in {@code schema} are those of the migrations: what {@code rollproof check nanotype} says. */
class SnapshotsTest {
    @ParameterizedTest
    @ValueSource(strings = {"read_replica", "auth"})
    void releasedMigrationsAreAsTheyWereReleased(String name) {
        Project project = Project.read(Path.of("nanotype"), ReadingOptions.of(Layout.AUTO));
        ProjectDatabase database = project.database(name);
        MigrationSet migrations = database.migrations(project.reading());

        SnapshotReport report = new SnapshotCheck(Map.of(), "rollproof snapshot nanotype")
                .compare(
                        migrations,
                        migrations,
                        project.snapshotsOf(database, project.snapshots().orElseThrow()));

        assertThat(report.findings()).isEmpty();
        assertThat(report.asReleased()).isEqualTo(3);
    }
}
