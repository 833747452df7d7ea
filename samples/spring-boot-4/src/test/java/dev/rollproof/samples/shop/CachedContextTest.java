package dev.rollproof.samples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.extension.MigratedDatabase;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;

/** A database for each test costs no context for each test, of whatever versions they are. */
@SpringBootTest
@MigratedDatabase
class CachedContextTest {
    private static final Set<ApplicationContext> CONTEXTS = ConcurrentHashMap.newKeySet();

    @RepeatedTest(3)
    void atTheLatestVersion(@Autowired ApplicationContext context) {
        CONTEXTS.add(context);
    }

    @Test
    @MigratedDatabase(version = 1)
    void atTheFirst(@Autowired ApplicationContext context) {
        CONTEXTS.add(context);
    }

    @AfterAll
    static void oneServedAll() {
        assertThat(CONTEXTS).hasSize(1);
    }
}
