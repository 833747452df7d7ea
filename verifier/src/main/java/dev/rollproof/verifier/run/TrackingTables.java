package dev.rollproof.verifier.run;

import java.util.Locale;
import java.util.Set;

/** The tables in which migration tools keep what they applied: they are in the database and in no migration. */
public final class TrackingTables {
    private static final Set<String> NAMES = Set.of(
            "_migrations",
            "d1_migrations",
            "__drizzle_migrations",
            "_prisma_migrations",
            "flyway_schema_history",
            "schema_migrations",
            "goose_db_version",
            "gorp_migrations",
            "__diesel_schema_migrations",
            "_sqlx_migrations",
            "changelog",
            "databasechangelog",
            "databasechangeloglock");
    /** Cloudflare's own, in D1. */
    private static final String CLOUDFLARE = "_cf_";

    private TrackingTables() {}

    /** Whether a table with this name is one of them. */
    public static boolean isOne(String table) {
        String name = table.toLowerCase(Locale.ROOT);
        return NAMES.contains(name) || name.startsWith(CLOUDFLARE);
    }
}
