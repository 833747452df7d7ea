package dev.rollproof.verifier.migration;

import java.util.Arrays;

/**
 * Where a migration tool keeps, in the database itself, what it applied.
 *
 * @param tool whose way of keeping it is
 * @param table the table's name: the tool's own unless its configuration gives another
 */
public record Tracking(Tool tool, String table) {

    /** Whose way of keeping what was applied. */
    public enum Tool {
        /** Ours: version, name and time. */
        NUMBERED("numbered", "_migrations"),
        /** golang-migrate: one row, the version that the database stands at. */
        GOLANG_MIGRATE("up-down", "schema_migrations"),
        /** sqlx: a row and a checksum for each migration. */
        SQLX("up-down", "_sqlx_migrations"),
        /** Drizzle up to 0.x: the time at which the newest applied migration was made. */
        DRIZZLE("drizzle", "__drizzle_migrations"),
        /** Drizzle from 1.0 on: a row for each folder, in a table of the same name. */
        DRIZZLE_FOLDERS("drizzle", "__drizzle_migrations"),
        /** Wrangler: a row for each file. */
        WRANGLER("wrangler", "d1_migrations"),
        /** Prisma Migrate: a row for each attempt. */
        PRISMA("prisma", "_prisma_migrations"),
        /** Flyway. */
        FLYWAY("flyway", "flyway_schema_history"),
        /** diesel: a row for each version. */
        DIESEL("diesel", "__diesel_schema_migrations"),
        /** goose: a row for each version, the first for version 0. */
        GOOSE("goose", "goose_db_version"),
        /** dbmate: a row for each version, as text. */
        DBMATE("dbmate", "schema_migrations"),
        /** sql-migrate: a row for each file. */
        SQL_MIGRATE("sql-migrate", "gorp_migrations"),
        /** Liquibase. */
        LIQUIBASE("liquibase", "DATABASECHANGELOG"),
        /** MyBatis Migrations. */
        MYBATIS("mybatis", "CHANGELOG");

        private final String layout;
        private final String table;

        Tool(String layout, String table) {
            this.layout = layout;
            this.table = table;
        }

        /** Where the tool keeps it unless it is told otherwise. */
        public Tracking tracking() {
            return new Tracking(this, table);
        }
    }

    /** How the tool of a layout keeps it, the first where there are several. */
    static Tracking ofLayout(String layout) {
        return Arrays.stream(Tool.values())
                .filter(tool -> tool.layout.equals(layout))
                .findFirst()
                .orElse(Tool.NUMBERED)
                .tracking();
    }
}
