package dev.rollproof.verifier.migration;

import java.util.List;

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
}
