package dev.rollproof.extension;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** What an application has, whose own database must not be touched. */
@Configuration
class SpringShop {
    @Bean
    DataSource dataSource() {
        throw new AssertionError("the application's own database");
    }

    @Bean
    JdbcTemplate jdbcTemplate(DataSource dataSource) {
        return new JdbcTemplate(dataSource);
    }

    @Bean
    DataSourceTransactionManager transactionManager(DataSource dataSource) {
        return new DataSourceTransactionManager(dataSource);
    }

    static int customers(JdbcTemplate jdbc) {
        Integer count = jdbc.queryForObject("SELECT count(*) FROM customers", Integer.class);
        return count == null ? -1 : count;
    }

    static void addAda(JdbcTemplate jdbc) {
        jdbc.update("INSERT INTO customers (name) VALUES ('Ada')");
    }
}
