package dev.rollproof.samples.shop.jpa;

import jakarta.persistence.EntityManager;
import java.util.List;

/** The orders of one entity manager. */
public final class OrderRepository {
    private final EntityManager entities;

    public OrderRepository(EntityManager entities) {
        this.entities = entities;
    }

    public Order place(String product, int quantity) {
        Order order = new Order(product, quantity);
        entities.persist(order);
        return order;
    }

    public List<Order> open() {
        return entities.createQuery("FROM Order WHERE status = OPEN ORDER BY id", Order.class)
                .getResultList();
    }
}
