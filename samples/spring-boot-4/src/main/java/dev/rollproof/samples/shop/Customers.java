package dev.rollproof.samples.shop;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface Customers extends JpaRepository<Customer, Integer> {
    Optional<Customer> findByName(String name);
}
