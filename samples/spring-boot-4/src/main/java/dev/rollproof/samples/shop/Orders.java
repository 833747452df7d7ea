package dev.rollproof.samples.shop;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Orders {
    private final JdbcClient jdbc;

    Orders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void place(long customer, String item) {
        jdbc.sql("INSERT INTO orders (customer_id, item) VALUES (?, ?)")
                .params(customer, item)
                .update();
    }

    List<String> open() {
        return jdbc.sql("SELECT item FROM orders WHERE status = 'open' ORDER BY id")
                .query(String.class)
                .list();
    }
}
