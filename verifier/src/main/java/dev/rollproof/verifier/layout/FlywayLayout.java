package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.layout.FlywayName.Kind;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.List;

/**
 * {@code V1_2__add_orders.sql} with {@code U1_2__add_orders.sql}, or with {@code V1_2__add_orders.rollback.sql} in the folder
 * {@code rollback} beside the migrations' own: Flyway, as its open-source edition runs them on SQLite. Seen on 9.22, 11.20
 * and 13.12.
 */
final class FlywayLayout implements FileConventions {
    /** The last part of Flyway's own default location, db/migration: only there are sub-folders alone a sign of it. */
    private static final String DEFAULT_FOLDER = "migration";

    @Override
    public Layout layout() {
        return Layout.FLYWAY;
    }

    @Override
    public String example() {
        return "V1__create_users.sql with U1__create_users.sql";
    }

    @Override
    public Fit fit(FolderListing folder, ReadingOptions options) {
        Fit fit = fit(folder.sqlFiles());
        boolean nested = fit == Fit.NONE
                && !folder.folders().isEmpty()
                && String.valueOf(folder.directory().getFileName()).equals(DEFAULT_FOLDER);
        return nested ? fit(FlywayFolder.read(folder).sqlFiles()) : fit;
    }

    private static Fit fit(List<String> files) {
        List<FlywayName> names = files.stream()
                .map(file -> file.substring(file.lastIndexOf('/') + 1))
                .flatMap(file -> FlywayName.of(file).stream())
                .filter(name -> name.kind() != Kind.CALLBACK && name.kind() != Kind.UNDO)
                .toList();
        if (names.isEmpty()) {
            return Fit.NONE;
        }
        // V2.sql may be anything.
        return names.stream().anyMatch(name -> name.stem().contains("__")) ? Fit.CERTAIN : Fit.POSSIBLE;
    }

    /** Flyway leaves {@code PRAGMA foreign_keys} as sqlite-jdbc has it: off. */
    @Override
    public MigrationSet read(FolderListing folder, ReadingOptions options) {
        FlywayChain chain = FlywayChain.read(folder, FlywaySettings.of(folder.directory(), options));
        return new MigrationSet(folder.directory(), layout().id(), false, chain.migrations(), chain.problems());
    }
}
