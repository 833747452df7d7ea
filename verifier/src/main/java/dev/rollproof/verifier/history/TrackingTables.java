package dev.rollproof.verifier.history;

import static java.util.Map.entry;

import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tables in which migration tools keep what they applied: they are in the database and in no migration. Some of their
 * names are common words, so a table is one of them only when it has the tool's columns too.
 */
public final class TrackingTables {
    /** The usual names, folded, each with columns that every version of its tool has. */
    private static final Map<String, Set<String>> KNOWN = Map.ofEntries(
            entry("_migrations", Set.of("version", "name", "applied_at")),
            entry("d1_migrations", Set.of("id", "name", "applied_at")),
            entry("__drizzle_migrations", Set.of("id", "hash", "created_at")),
            entry("_prisma_migrations", Set.of("id", "checksum", "migration_name")),
            entry("flyway_schema_history", Set.of("installed_rank", "version", "checksum")),
            // golang-migrate's and dbmate's.
            entry("schema_migrations", Set.of("version")),
            entry("goose_db_version", Set.of("version_id", "is_applied")),
            entry("gorp_migrations", Set.of("id", "applied_at")),
            entry("__diesel_schema_migrations", Set.of("version", "run_on")),
            entry("_sqlx_migrations", Set.of("version", "checksum")),
            entry("changelog", Set.of("id", "applied_at", "description")),
            entry("databasechangelog", Set.of("id", "author", "filename")),
            entry("databasechangeloglock", Set.of("id", "locked")));

    /** Cloudflare's own, in D1. */
    private static final String CLOUDFLARE = "_cf_";

    private TrackingTables() {}

    /** Whether it is one of them, by its usual name. */
    public static boolean isOne(Table table) {
        String name = SqlName.fold(table.name());
        return name.startsWith(CLOUDFLARE)
                || (KNOWN.containsKey(name) && columns(table).containsAll(KNOWN.get(name)));
    }

    /** The names of those of a schema, as they are written there. */
    public static Set<String> in(SchemaSnapshot schema) {
        return schema.tables().stream()
                .filter(TrackingTables::isOne)
                .map(Table::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The schema without those that are in it by their usual names, and without a table of this name. */
    public static SchemaSnapshot leftOutOf(SchemaSnapshot schema, String table) {
        Set<String> kept = in(schema);
        return schema.without(name -> kept.contains(name) || SqlName.same(name, table));
    }

    private static Set<String> columns(Table table) {
        return table.columns().stream().map(Column::name).map(SqlName::fold).collect(Collectors.toSet());
    }
}
