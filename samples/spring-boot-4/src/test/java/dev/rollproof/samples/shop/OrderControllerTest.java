package dev.rollproof.samples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.extension.MigratedDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.RestClient;

/** Over HTTP: the server's threads reach the database of the test that runs. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@MigratedDatabase
@Execution(ExecutionMode.SAME_THREAD)
class OrderControllerTest {
    private final RestClient client;

    OrderControllerTest(@LocalServerPort int port) {
        this.client = RestClient.create("http://localhost:" + port);
    }

    @Test
    void anOrderIsPlaced(Connection connection) throws SQLException {
        client.post().uri("/orders?customer=Ada&item=tea").retrieve().toBodilessEntity();

        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT item FROM orders")) {
            assertThat(row.getString(1)).isEqualTo("tea");
        }
        assertThat(open()).isEqualTo("[\"tea\"]");
    }

    @Test
    void noOrderIsOpenAtFirst() {
        assertThat(open()).isEqualTo("[]");
    }

    private String open() {
        return client.get().uri("/orders").retrieve().body(String.class);
    }
}
