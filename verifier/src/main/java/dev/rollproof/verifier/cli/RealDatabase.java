package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.project.Project;
import dev.rollproof.verifier.project.ProjectDatabase;
import dev.rollproof.verifier.report.RunnerSource;
import java.nio.file.Path;

/**
 * One database that a command works on.
 *
 * @param project what it is one database of
 * @param several whether the project has more of them
 * @param migrations those that make it
 * @param file absolute; it may not exist yet
 */
record RealDatabase(Project project, ProjectDatabase database, boolean several, MigrationSet migrations, Path file) {
    String name() {
        return database.name();
    }

    RunnerSource source(Surroundings surroundings) {
        return new RunnerSource(
                database.name(),
                several,
                surroundings.shown(database.directory()),
                surroundings.shown(file),
                migrations.layout(),
                migrations.target().id(),
                surroundings::shown);
    }
}
