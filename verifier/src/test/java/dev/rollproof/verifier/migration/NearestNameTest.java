package dev.rollproof.verifier.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNameTest {

    @ParameterizedTest
    @CsvSource({
        "migration, migrations",
        "MIGRATIONS, migrations",
        "seed, seeds",
        "dbs, db",
        "exlude, exclude",
        "inlude, include"
    })
    void findsWhatWasMistyped(String given, String meant) {
        assertThat(NearestName.of(given, List.of("migrations", "include", "exclude", "seeds", "db")))
                .isEqualTo(meant);
    }

    @Test
    void takesTheFirstOfEquals() {
        assertThat(NearestName.of("b", List.of("a", "c"))).isEqualTo("a");
    }

    @Test
    void needsSomethingThatIsKnown() {
        assertThatThrownBy(() -> NearestName.of("a", List.of())).isInstanceOf(NoSuchElementException.class);
    }

    @ParameterizedTest
    @CsvSource({"order, orders", "ORDER, orders", "stat, status", "odrers, orders", "stauts, status", "ids, id"})
    void takesForASlipWhatIsClose(String given, String meant) {
        assertThat(NearestName.closeTo(given, List.of("customers", "orders", "status", "id")))
                .contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"invoices", "x", "", "ordering"})
    void takesNothingForASlipOfAnotherWord(String given) {
        assertThat(NearestName.closeTo(given, List.of("customers", "orders", "status", "id")))
                .isEmpty();
        assertThat(NearestName.closeTo(given, List.of())).isEmpty();
    }
}
