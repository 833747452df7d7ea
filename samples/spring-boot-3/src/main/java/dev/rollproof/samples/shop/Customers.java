package dev.rollproof.samples.shop;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Customers {
    private final JdbcClient jdbc;

    Customers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The id of a customer, who becomes one by it. */
    int idOf(String name) {
        return jdbc.sql("SELECT id FROM customers WHERE name = ?")
                .param(name)
                .query(Integer.class)
                .optional()
                .orElseGet(() -> jdbc.sql("INSERT INTO customers (name) VALUES (?) RETURNING id")
                        .param(name)
                        .query(Integer.class)
                        .single());
    }
}
