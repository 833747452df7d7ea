package dev.rollproof.samples.shop.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.extension.MigratedDatabase;
import dev.rollproof.samples.shop.Order;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

@MigratedDatabase
class OrderRepositoryTest {
    private final OrderRepository orders;

    OrderRepositoryTest(DataSource dataSource) {
        orders = new OrderRepository(DSL.using(dataSource, SQLDialect.SQLITE));
    }

    @Test
    void anOrderIsOpenUntilItIsShipped() {
        long tea = orders.place("tea", 2);
        long coffee = orders.place("coffee", 1);

        orders.ship(tea);

        assertThat(orders.open()).containsExactly(new Order(coffee, "coffee", 1));
    }

    /** Each test has a database of its own: the orders of the other tests are not here. */
    @Test
    void theFirstOrderIsNumberOne() {
        orders.place("coffee", 3);

        assertThat(orders.open()).containsExactly(new Order(1, "coffee", 3));
    }

    @Test
    void whatTheShopDoesNotSellCannotBeOrdered() {
        assertThatThrownBy(() -> orders.place("cocoa", 1)).hasMessageContaining("FOREIGN KEY constraint failed");
    }
}
