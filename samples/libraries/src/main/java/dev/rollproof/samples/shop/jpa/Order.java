package dev.rollproof.samples.shop.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code orders}. */
@Entity
@Table(name = "orders")
public class Order {
    /** As the migrations' CHECK has it. */
    public enum Status {
        OPEN,
        SHIPPED
    }

    /** SQLite calls a 64-bit number INTEGER, and Hibernate's validation would look for a bigint. */
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(columnDefinition = "integer")
    private Long id;

    private String product;
    private int quantity;

    @Enumerated(EnumType.STRING)
    private Status status = Status.OPEN;

    protected Order() {}

    public Order(String product, int quantity) {
        this.product = product;
        this.quantity = quantity;
    }

    public Long id() {
        return id;
    }

    public String product() {
        return product;
    }

    public int quantity() {
        return quantity;
    }

    public Status status() {
        return status;
    }

    public void ship() {
        status = Status.SHIPPED;
    }
}
