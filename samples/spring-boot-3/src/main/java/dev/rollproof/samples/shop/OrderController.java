package dev.rollproof.samples.shop;

import java.util.List;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/orders")
class OrderController {
    private final Customers customers;
    private final Orders orders;

    OrderController(Customers customers, Orders orders) {
        this.customers = customers;
        this.orders = orders;
    }

    @PostMapping
    @Transactional
    public void place(@RequestParam String customer, @RequestParam String item) {
        orders.place(customers.idOf(customer), item);
    }

    @GetMapping
    public List<String> open() {
        return orders.open();
    }
}
