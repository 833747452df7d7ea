package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.InvalidInputException;
import java.util.Arrays;
import java.util.List;

/** The file conventions of one tool, as a user names them. */
public enum Layout {
    /** Whichever the files in the folder fit. */
    AUTO("auto"),
    /** {@code 0003_add_orders.sql} with {@code 0003_add_orders.rollback.sql}. */
    NUMBERED("numbered"),
    /** {@code 000003_add_orders.up.sql} with {@code 000003_add_orders.down.sql}: golang-migrate and sqlx. */
    UP_DOWN("up-down"),
    /** What Drizzle Kit writes: files with {@code meta/_journal.json}, or from 1.0 on a folder for each migration. */
    DRIZZLE("drizzle"),
    /** {@code 0003_add_orders.sql} with {@code rollback/0003_add_orders.rollback.sql}: what Wrangler applies to D1. */
    WRANGLER("wrangler"),
    /** {@code 20260101120000_init/migration.sql} with {@code down.sql} beside it: Prisma Migrate. */
    PRISMA("prisma"),
    /** {@code V1_2__add_orders.sql} with {@code U1_2__add_orders.sql}: Flyway. */
    FLYWAY("flyway"),
    /** {@code 2026-01-01-120000_init/up.sql} with {@code down.sql} beside it. */
    DIESEL("diesel"),
    /** {@code 00003_add_orders.sql} with {@code -- +goose Up} and {@code -- +goose Down} in it. */
    GOOSE("goose"),
    /** {@code 20240101120000_add_orders.sql} with {@code -- migrate:up} and {@code -- migrate:down} in it. */
    DBMATE("dbmate"),
    /** {@code 0003_add_orders.sql} with {@code -- +migrate Up} and {@code -- +migrate Down} in it. */
    SQL_MIGRATE("sql-migrate"),
    /** Changesets in files that begin with {@code --liquibase formatted sql}, and the changelogs that include them. */
    LIQUIBASE("liquibase"),
    /** {@code 20260101120000_add_orders.sql} with its rollback below {@code -- //@UNDO}: MyBatis Migrations. */
    MYBATIS("mybatis");

    private final String id;

    Layout(String id) {
        this.id = id;
    }

    /** Gives the name on the command line and in reports. */
    public String id() {
        return id;
    }

    /**
     * Finds the layout with this id.
     *
     * @throws InvalidInputException when there is none; the message names all
     */
    public static Layout of(String id) {
        List<String> known = Arrays.stream(values()).map(Layout::id).toList();
        return Arrays.stream(values())
                .filter(layout -> layout.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "there is no layout \"%s\"; there are %s".formatted(id, String.join(", ", known))));
    }
}
