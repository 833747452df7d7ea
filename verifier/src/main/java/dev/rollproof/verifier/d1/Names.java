package dev.rollproof.verifier.d1;

import dev.rollproof.verifier.sql.SqlToken;
import java.util.Locale;

/** The names that mean something to D1. Source: isAllowedName in src/workerd/api/sql.c++ of cloudflare/workerd. */
final class Names {
    private static final String CLOUDFLARE = "_cf_";

    private Names() {}

    /** Whether the name is kept for Cloudflare's own tables. */
    static boolean isCloudflares(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith(CLOUDFLARE);
    }

    static boolean isTemporarySchema(SqlToken schema) {
        return schema.name().equalsIgnoreCase("temp");
    }
}
