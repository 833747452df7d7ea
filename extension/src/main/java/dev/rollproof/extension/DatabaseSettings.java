package dev.rollproof.extension;

import java.util.List;

/**
 * What a {@link MigratedDatabase} says.
 *
 * @param seeds files that go in after the last migration
 */
record DatabaseSettings(
        MigrationChoice migrations,
        VersionChoice stop,
        List<String> seeds,
        Storage storage,
        boolean foreignKeys,
        Scope scope) {

    static DatabaseSettings of(MigratedDatabase annotation) {
        return new DatabaseSettings(
                MigrationChoice.of(annotation),
                new VersionChoice(annotation.version(), annotation.upTo()),
                List.of(annotation.seeds()),
                annotation.storage(),
                annotation.foreignKeys(),
                annotation.scope());
    }

    /** What a {@code @MigratedDatabase} says that gives nothing but this choice. */
    static DatabaseSettings of(MigrationChoice migrations) {
        return new DatabaseSettings(
                migrations, VersionChoice.of(MigratedDatabase.LATEST), List.of(), Storage.FILE, true, Scope.TEST);
    }

    String database() {
        return migrations.database();
    }

    /** The same for each test, of other migrations. */
    DatabaseSettings forTest(MigrationChoice others) {
        return new DatabaseSettings(others, stop, seeds, storage, foreignKeys, Scope.TEST);
    }

    /** The same up to another version. */
    DatabaseSettings upTo(VersionChoice last) {
        return new DatabaseSettings(migrations, last, seeds, storage, foreignKeys, scope);
    }
}
