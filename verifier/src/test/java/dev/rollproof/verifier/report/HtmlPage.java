package dev.rollproof.verifier.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollproof.verifier.RollbackVerifier;
import dev.rollproof.verifier.TestMigrations;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.migration.MigrationSet;
import java.io.UncheckedIOException;
import java.util.List;

/** Pages to look at, and what stands in them. */
final class HtmlPage {
    private static final String DATA = "<script type=\"application/json\" id=\"data\">";

    private HtmlPage() {}

    /** A shop that grows: parents and children, an index, a rebuild, a rollback that forgets, a declaration, one without rollback. */
    static TestMigrations shop() {
        return TestMigrations.of(
                        "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, phone TEXT);\n"
                                + "CREATE TABLE orders (\n  id INTEGER PRIMARY KEY,\n  customer_id INTEGER REFERENCES customers (id),\n  total INTEGER\n);",
                        "DROP TABLE orders;\nDROP TABLE customers;")
                .then(
                        "-- Who ordered?\nALTER TABLE orders ADD COLUMN note TEXT;\nCREATE INDEX orders_by_note ON orders (note);",
                        "DROP INDEX orders_by_note;\nSELECT note FROM orders;")
                .then(
                        "CREATE TABLE payments (id INTEGER PRIMARY KEY, order_id INTEGER REFERENCES orders (id), \"<script>\" TEXT)",
                        "DROP TABLE payments")
                .then("ALTER TABLE customers DROP COLUMN phone", "ALTER TABLE customers ADD COLUMN phone TEXT")
                .then("CREATE VIEW open_orders AS SELECT id FROM orders WHERE total > 0", null);
    }

    /** The page of the shop. */
    static String ofShop() {
        return of(verified(shop().set()));
    }

    static ReportSource verified(MigrationSet migrations) {
        return verified("main", migrations);
    }

    static ReportSource verified(String database, MigrationSet migrations) {
        return new ReportSource(
                database, "db/migrations", new RollbackVerifier(VerificationOptions.DEFAULT).verify(migrations));
    }

    static String of(ReportSource... sources) {
        return HtmlReport.of(List.of(sources), "9.9");
    }

    /** What the page's script reads, as a browser cuts it out: up to the first end of a script element. */
    static JsonNode data(String page) {
        int start = page.indexOf(DATA) + DATA.length();
        try {
            return new ObjectMapper().readTree(page.substring(start, page.indexOf("</script>", start)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode database(String page) {
        return data(page).get("databases").get(0);
    }
}
