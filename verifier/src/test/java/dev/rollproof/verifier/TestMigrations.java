package dev.rollproof.verifier;

import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Migrations written down in a test: {@code 1.sql} with {@code 1.rollback.sql}, and so on. */
public final class TestMigrations {
    private final List<Migration> migrations = new ArrayList<>();

    private TestMigrations() {}

    /** The first migration; a rollback that is null is missing. */
    public static TestMigrations of(String up, @Nullable String rollback) {
        return new TestMigrations().then(up, rollback);
    }

    /** One more. */
    public TestMigrations then(String up, @Nullable String rollback) {
        String version = String.valueOf(migrations.size() + 1);
        migrations.add(new Migration(
                MigrationVersion.of(version),
                version,
                "",
                new MigrationScript(version + ".sql", up),
                Optional.ofNullable(rollback).map(text -> new MigrationScript(version + ".rollback.sql", text)),
                RollbackPlace.file(version + ".rollback.sql")));
        return this;
    }

    /** All of them, as of a folder where nothing is wrong. */
    public MigrationSet set() {
        return new MigrationSet(Path.of("migrations"), "numbered", true, migrations, List.of());
    }
}
