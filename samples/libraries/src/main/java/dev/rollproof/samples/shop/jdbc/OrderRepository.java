package dev.rollproof.samples.shop.jdbc;

import dev.rollproof.samples.shop.Order;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The orders on plain JDBC, in the transaction of the connection. */
public final class OrderRepository {
    private final Connection connection;

    public OrderRepository(Connection connection) {
        this.connection = connection;
    }

    public long place(String product, int quantity) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO orders (product, quantity) VALUES (?, ?) RETURNING id")) {
            insert.setString(1, product);
            insert.setInt(2, quantity);
            try (ResultSet id = insert.executeQuery()) {
                id.next();
                return id.getLong(1);
            }
        }
    }

    public void ship(long id) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE orders SET status = 'SHIPPED' WHERE id = ?")) {
            update.setLong(1, id);
            update.executeUpdate();
        }
    }

    public List<Order> open() throws SQLException {
        List<Order> orders = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                        "SELECT id, product, quantity FROM orders WHERE status = 'OPEN' ORDER BY id");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                orders.add(new Order(rows.getLong("id"), rows.getString("product"), rows.getInt("quantity")));
            }
        }
        return orders;
    }
}
