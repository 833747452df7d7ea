package dev.rollproof.samples.shop.hikari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.extension.MigratedDatabase;
import dev.rollproof.extension.TestDatabase;
import dev.rollproof.samples.shop.Order;
import dev.rollproof.samples.shop.jdbc.OrderRepository;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@MigratedDatabase
class ShopTest {
    @AutoClose
    private final Shop shop;

    ShopTest(TestDatabase database) {
        shop = new Shop(database.jdbcUrl());
    }

    @Test
    void eachOrderIsShippedOnceHoweverManyPackers() throws Exception {
        List<Long> placed = inFourThreads(100, () -> shop.inTransaction(orders -> orders.place("tea", 1)));

        List<Long> shipped = inFourThreads(100, () -> shop.inTransaction(ShopTest::shipNext));

        assertThat(shipped).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(placed);
    }

    /** Each test has a database of its own, and a pool that knows no other. */
    @Test
    void theFirstOrderIsNumberOne() throws SQLException {
        shop.inTransaction(orders -> orders.place("coffee", 3));

        assertThat(shop.inTransaction(OrderRepository::open)).containsExactly(new Order(1, "coffee", 3));
    }

    @Test
    void whereOneOrderFailsNoneIsPlaced() throws SQLException {
        assertThatThrownBy(() -> shop.inTransaction(orders -> {
                    orders.place("tea", 1);
                    return orders.place("cocoa", 1);
                }))
                .hasMessageContaining("FOREIGN KEY constraint failed");

        assertThat(shop.inTransaction(OrderRepository::open)).isEmpty();
    }

    private static long shipNext(OrderRepository orders) throws SQLException {
        long next = orders.open().get(0).id();
        orders.ship(next);
        return next;
    }

    private static <T> List<T> inFourThreads(int times, Callable<T> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(Collections.nCopies(times, task))) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }
}
