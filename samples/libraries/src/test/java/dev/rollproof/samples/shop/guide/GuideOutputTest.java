package dev.rollproof.samples.shop.guide;

import static dev.rollproof.extension.DatabaseAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.rollproof.extension.MigratedDatabase;
import dev.rollproof.extension.TestDatabase;
import dev.rollproof.samples.shop.jdbc.OrderRepository;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** What the guide shows as output is what these tests say. They fail, and so are run here and not by the build. */
@Isolated("takes standard error")
class GuideOutputTest {
    private static final Path GUIDE = Path.of("../../extension/docs/guide.md");
    private static final Pattern OUTPUT = Pattern.compile("\n```text\n(.*?)\n```\n", Pattern.DOTALL);

    @Test
    void theGuideShowsWhatIsPrinted() throws IOException {
        String printed = asInAShop(run(UnknownVersion.class, WrongCount.class, LeftOpen.class, OtherSchema.class));
        List<String> shown = OUTPUT.matcher(Files.readString(GUIDE))
                .results()
                .map(block -> block.group(1))
                .toList();

        assertThat(shown).hasSize(4).allSatisfy(block -> assertThat(printed).contains(block));
    }

    /** The same in a project whose path and class names are shorter. */
    private static String asInAShop(String printed) {
        return printed.replace(Path.of("").toAbsolutePath().toString(), "/home/ada/shop")
                .replaceAll("dev\\.rollproof\\.samples\\.shop\\.guide\\.GuideOutputTest[$_]", "shop.")
                .replaceAll("GuideOutputTest\\.java:\\d+", "LeftOpen.java:14");
    }

    private static String run(Class<?>... tests) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream standardError = System.err;
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            for (Class<?> test : tests) {
                LauncherFactory.create()
                        .execute(
                                LauncherDiscoveryRequestBuilder.request()
                                        .selectors(selectClass(test))
                                        .build(),
                                summary);
                for (Failure failure : summary.getSummary().getFailures()) {
                    System.err.println(failure.getException().getMessage());
                }
            }
        } finally {
            System.setErr(standardError);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @MigratedDatabase(version = 7)
    static class UnknownVersion {
        @Test
        void isTold() {}
    }

    @MigratedDatabase
    static class WrongCount {
        @Test
        void twoOrders(TestDatabase database) throws SQLException {
            new OrderRepository(database.connection()).place("tea", 2);

            assertThat(database).hasRowCount("orders", 2);
        }
    }

    @MigratedDatabase
    static class LeftOpen {
        @Test
        void readsOrders(DataSource dataSource) throws SQLException {
            Connection connection = dataSource.getConnection();
            assertThat(new OrderRepository(connection).open()).isEmpty();
        }
    }

    @MigratedDatabase
    static class OtherSchema {
        @Test
        void isTheSameAfterARollback(TestDatabase database, SchemaSnapshot before) {
            database.rollbackTo(4);

            assertThat(database).isEqualTo(before);
        }
    }
}
