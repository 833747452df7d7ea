package dev.rollproof.samples.shop.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.extension.MigratedDatabase;
import dev.rollproof.samples.shop.Order;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.Test;

@MigratedDatabase
class OrderDaoTest {
    private final OrderDao orders;

    OrderDaoTest(DataSource dataSource) {
        orders = Jdbi.create(dataSource).installPlugin(new SqlObjectPlugin()).onDemand(OrderDao.class);
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
