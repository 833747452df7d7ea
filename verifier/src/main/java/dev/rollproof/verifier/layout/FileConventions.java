package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;

/** What one layout knows about its files. A new layout is one such class, its line in {@link #ALL} and its name. */
interface FileConventions {

    List<FileConventions> ALL = List.of(
            new NumberedLayout(),
            new UpDownLayout(),
            new DrizzleLayout(),
            new WranglerLayout(),
            new PrismaLayout(),
            new FlywayLayout(),
            new DieselLayout(),
            new GooseLayout(),
            new DbmateLayout(),
            new SqlMigrateLayout(),
            new LiquibaseLayout(),
            new MyBatisLayout());

    /** How well a folder fits, in rising order. */
    enum Fit {
        NONE,
        /** Names that other tools use too. */
        POSSIBLE,
        /** Names, or directives in the text, that only this layout has. */
        CERTAIN,
        /** Files or folders beside the scripts that only this tool writes: a journal, a lock file. */
        WRITTEN_BY_TOOL,
        /** The tool's own configuration names this folder. */
        CONFIGURED
    }

    Layout layout();

    /** What a migration is called here, with its rollback: for people who look for the mistake in a name. */
    String example();

    Fit fit(FolderListing folder, ReadingOptions options);

    /** Reads the folder; no file's name and no missing pair is an error here, but a problem of the directory. */
    MigrationSet read(FolderListing folder, ReadingOptions options);
}
