package dev.rollproof.samples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.extension.MigratedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A slice: the repository and what it needs, on a database of the test's own. */
@JdbcTest
@Import(Orders.class)
@MigratedDatabase
class OrdersTest {
    @Autowired
    private Orders orders;

    @BeforeEach
    void addACustomer(@Autowired JdbcClient jdbc) {
        jdbc.sql("INSERT INTO customers (id, name) VALUES (1, 'Ada')").update();
    }

    @Test
    void aNewOrderIsOpen() {
        orders.place(1, "tea");

        assertThat(orders.open()).containsExactly("tea");
    }

    @Test
    void noOrderIsThereYet() {
        assertThat(orders.open()).isEmpty();
    }
}
