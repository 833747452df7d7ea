package dev.rollproof.samples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.extension.MigratedDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;

/** Hibernate validates its entities against the migrations when the context starts. */
@DataJpaTest(showSql = false)
@MigratedDatabase
class CustomersTest {
    @Autowired
    private Customers customers;

    @Test
    void areFoundByName() {
        Customer ada = customers.saveAndFlush(new Customer("Ada"));

        assertThat(customers.findByName("Ada")).contains(ada);
    }

    @Test
    void areNoneAtFirst() {
        assertThat(customers.findAll()).isEmpty();
    }
}
