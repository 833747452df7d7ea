package dev.rollproof.verifier.migration;

import dev.rollproof.verifier.sql.SourcePosition;
import java.util.List;
import java.util.Optional;

/** What is wrong with a migrations directory as a whole. All files are relative to it, with {@code /}. */
public sealed interface DirectoryProblem {

    /**
     * Several up scripts, or several rollback scripts, have one version. The first of them is the one that is used.
     *
     * @param version the version they share
     * @param files all of them, two or more, ordered by name
     */
    record DuplicateVersion(MigrationVersion version, List<String> files) implements DirectoryProblem {
        /** Keeps its own copy of the list. */
        public DuplicateVersion {
            files = List.copyOf(files);
        }
    }

    /**
     * Between two neighbours at least one version has no file.
     *
     * @param from the last version before the gap
     * @param to the first version after the gap
     * @param fileBefore the file of {@code from}
     * @param fileAfter the file of {@code to}
     */
    record VersionGap(MigrationVersion from, MigrationVersion to, String fileBefore, String fileAfter)
            implements DirectoryProblem {}

    /**
     * A rollback script has no up script of its version.
     *
     * @param version the version of the rollback
     * @param file the rollback script
     */
    record RollbackWithoutMigration(MigrationVersion version, String file) implements DirectoryProblem {}

    /**
     * A file ends in {@code .sql} and fits no rule of the layout, so it is never run.
     *
     * @param file the file
     * @param why what does not fit and which name would, as part of a sentence: {@code a dot is missing: 0007_x.up.sql}
     */
    record UnrecognisedFile(String file, String why) implements DirectoryProblem {}

    /**
     * The tool does something else with the folder than a person sees in it.
     *
     * @param kind what
     * @param file the file or the folder that is concerned
     * @param position where in the file; empty when it is about the whole
     * @param message what happens and why, as a whole sentence without a full stop at its end
     * @param help what follows and what to do, as sentences
     */
    record ToolBehaviour(Kind kind, String file, Optional<SourcePosition> position, String message, String help)
            implements DirectoryProblem {
        /** The ways in which a tool surprises. */
        public enum Kind {
            /** The tool never runs what a person takes for a migration. */
            MIGRATION_SKIPPED,
            /** Something names a file that is not there. */
            MIGRATION_FILE_MISSING,
            /** The tool stops at this file before it applies anything, or when its turn comes. */
            FILE_STOPS_TOOL,
            /** The tool applies migrations in another order than their names suggest. */
            ORDER_DIFFERS,
            /** The tool applies a rollback as if it were a migration. */
            ROLLBACK_RUN_AS_MIGRATION,
            /** A migration in another language than SQL, which the tool runs and Rollproof cannot. */
            MIGRATION_NOT_SQL,
            /** A script around the migrations, which the tool runs and Rollproof does not. */
            SCRIPT_LEFT_OUT
        }

        /** Makes one about a file as a whole. */
        public static ToolBehaviour of(Kind kind, String file, String message, String help) {
            return new ToolBehaviour(kind, file, Optional.empty(), message, help);
        }

        /** Makes one about a place in a file. */
        public static ToolBehaviour at(Kind kind, String file, SourcePosition position, String message, String help) {
            return new ToolBehaviour(kind, file, Optional.of(position), message, help);
        }
    }
}
