package dev.rollproof.samples.shop.jooq;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.rollproof.samples.shop.Order;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Records;
import org.jooq.Table;

/** The orders on jOOQ, without generated classes. */
public final class OrderRepository {
    private static final Table<Record> ORDERS = table(name("orders"));
    private static final Field<Long> ID = field(name("id"), Long.class);
    private static final Field<String> PRODUCT = field(name("product"), String.class);
    private static final Field<Integer> QUANTITY = field(name("quantity"), Integer.class);
    private static final Field<String> STATUS = field(name("status"), String.class);

    private final DSLContext database;

    public OrderRepository(DSLContext database) {
        this.database = database;
    }

    public long place(String product, int quantity) {
        return database.insertInto(ORDERS, PRODUCT, QUANTITY)
                .values(product, quantity)
                .returningResult(ID)
                .fetchSingle(ID);
    }

    public void ship(long id) {
        database.update(ORDERS).set(STATUS, "SHIPPED").where(ID.eq(id)).execute();
    }

    public List<Order> open() {
        return database.select(ID, PRODUCT, QUANTITY)
                .from(ORDERS)
                .where(STATUS.eq("OPEN"))
                .orderBy(ID)
                .fetch(Records.mapping(Order::new));
    }
}
