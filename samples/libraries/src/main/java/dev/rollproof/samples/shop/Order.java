package dev.rollproof.samples.shop;

/** An order as JDBC, jOOQ and Jdbi read it; Hibernate has an entity of its own. */
public record Order(long id, String product, int quantity) {}
