package dev.rollproof.samples.shop.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.extension.MigratedDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import javax.sql.DataSource;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@MigratedDatabase
class OrderRepositoryTest {
    @AutoClose
    private final EntityManagerFactory factory;

    OrderRepositoryTest(DataSource dataSource) {
        factory = new HibernatePersistenceConfiguration("shop")
                .managedClass(Order.class)
                .property("jakarta.persistence.nonJtaDataSource", dataSource)
                .property("hibernate.hbm2ddl.auto", "validate")
                .createEntityManagerFactory();
    }

    @Test
    void anOrderIsOpenUntilItIsShipped() {
        factory.runInTransaction(entities -> {
            OrderRepository orders = new OrderRepository(entities);
            orders.place("tea", 2).ship();
            orders.place("coffee", 1);
        });

        assertThat(open()).extracting(Order::product).containsExactly("coffee");
    }

    /** Each test has a database of its own: the orders of the other test are not here. */
    @Test
    void theFirstOrderIsNumberOne() {
        factory.runInTransaction(entities -> new OrderRepository(entities).place("coffee", 3));

        assertThat(open()).extracting(Order::id).containsExactly(1L);
    }

    private List<Order> open() {
        return factory.callInTransaction(entities -> new OrderRepository(entities).open());
    }
}
