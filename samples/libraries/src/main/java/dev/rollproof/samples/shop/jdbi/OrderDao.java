package dev.rollproof.samples.shop.jdbi;

import dev.rollproof.samples.shop.Order;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The orders as a SQL object of Jdbi's. */
public interface OrderDao {
    @SqlUpdate("INSERT INTO orders (product, quantity) VALUES (:product, :quantity)")
    @GetGeneratedKeys
    long place(String product, int quantity);

    @SqlUpdate("UPDATE orders SET status = 'SHIPPED' WHERE id = :id")
    void ship(long id);

    @SqlQuery("SELECT id, product, quantity FROM orders WHERE status = 'OPEN' ORDER BY id")
    @RegisterConstructorMapper(Order.class)
    List<Order> open();
}
