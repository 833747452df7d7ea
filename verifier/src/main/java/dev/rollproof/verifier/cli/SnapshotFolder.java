package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.project.Project;
import dev.rollproof.verifier.project.ProjectDatabase;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the committed snapshots of a project are: what an option says, else {@code rollproof.json}. */
record SnapshotFolder(Project project, Path folder) {
    /**
     * Finds it.
     *
     * @param option the option, for the message
     * @param given what the user gave for it
     */
    static SnapshotFolder of(String option, @Nullable Path given, Project project, Surroundings surroundings) {
        if (given != null) {
            return new SnapshotFolder(
                    project, surroundings.workingDirectory().resolve(given).normalize());
        }
        return new SnapshotFolder(
                project,
                project.snapshots()
                        .orElseThrow(() -> new InvalidInputException(
                                "where are the snapshots? Give %s FOLDER, or \"snapshots\": \"FOLDER\" in rollproof.json"
                                        .formatted(option))));
    }

    /** Where those of one database are. */
    Path of(ProjectDatabase database) {
        return project.snapshotsOf(database, folder);
    }
}
