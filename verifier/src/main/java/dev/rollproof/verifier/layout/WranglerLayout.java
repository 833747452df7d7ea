package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.Target;
import dev.rollproof.verifier.migration.Tracking;
import java.util.List;
import java.util.Optional;

/**
 * A folder that {@code wrangler d1 migrations apply} reads: {@code 0003_add_orders.sql}, with its rollback in the folder
 * {@code rollback}. Whatever tool wrote the files, Drizzle Kit and Prisma among them, Wrangler orders and runs them by its own
 * rules. Seen on Wrangler 4.164.0.
 */
final class WranglerLayout implements FileConventions {

    @Override
    public Layout layout() {
        return Layout.WRANGLER;
    }

    @Override
    public String example() {
        return "0001_create_users.sql with rollback/0001_create_users.rollback.sql";
    }

    @Override
    public Fit fit(FolderListing folder, ReadingOptions options) {
        if (folder.sqlFiles().isEmpty() && !holdsFolders(folder)) {
            return Fit.NONE;
        }
        if (options.mayBeD1() && !WranglerDatabase.naming(folder.directory()).isEmpty()) {
            return Fit.CONFIGURED;
        }
        boolean d1 = options.target().filter(Target.D1::equals).isPresent();
        // Neither Drizzle nor Prisma applies migrations to D1: where the user says D1, Wrangler does.
        if (d1 && (holdsFolders(folder) || folder.holds(DrizzleJournal.FILE))) {
            return Fit.CONFIGURED;
        }
        return options.layout() == Layout.WRANGLER ? Fit.POSSIBLE : Fit.NONE;
    }

    /** {@code 20260102030405_init/migration.sql}, as Drizzle Kit 1.x and Prisma write it. */
    private static boolean holdsFolders(FolderListing folder) {
        return folder.folders().stream().anyMatch(name -> folder.holds(name + "/migration.sql"));
    }

    @Override
    public MigrationSet read(FolderListing folder, ReadingOptions options) {
        Optional<WranglerDatabase> database = options.d1Database().or(() -> configured(folder));
        MigrationSet read = WranglerMigrations.read(folder, database)
                .trackedIn(new Tracking(
                        Tracking.Tool.WRANGLER,
                        database.map(WranglerDatabase::table).orElse(WranglerDatabase.DEFAULT_TABLE)));
        return options.mayBeD1() ? read.onD1() : read;
    }

    /** Several that name the folder are one where they apply the same files of it. */
    private static Optional<WranglerDatabase> configured(FolderListing folder) {
        List<WranglerDatabase> naming = WranglerDatabase.naming(folder.directory());
        Optional<WranglerDatabase> other = naming.stream()
                .filter(database -> !database.pattern().equals(naming.get(0).pattern()))
                .findFirst();
        if (other.isPresent()) {
            throw new InvalidInputException(
                    "%s holds the migrations of the D1 databases %s and %s, by different migrations_pattern in %s; give the folder %s, and say which with --database"
                            .formatted(
                                    folder.directory(),
                                    naming.get(0).name(),
                                    other.get().name(),
                                    other.get().configuration(),
                                    other.get().configuration().getParent()));
        }
        return naming.stream().findFirst();
    }
}
