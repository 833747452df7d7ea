package dev.rollproof.verifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.migration.RollbackPlace;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final String ERASE = "\r\u001b[K";

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Instant now = Instant.parse("2026-11-02T09:14:00Z");

    @Test
    void nothingIsShownInTheFirstSecond() {
        try (ProgressLine line = ProgressLine.of(on(new Screened(true, 80)), "proving")) {
            line.begins(4);
            line.enters(migration("0001_a"));
            wait(999);
            line.tick();
        }

        assertThat(shown()).isEmpty();
    }

    @Test
    void thenItSaysHowFarItIsAndHowLongItWillTakeAndIsGoneAtTheEnd() {
        try (ProgressLine line = ProgressLine.of(on(new Screened(true, 80)), "proving")) {
            line.begins(4);
            line.enters(migration("0001_a"));
            wait(1_000);
            line.tick();
            assertThat(shown()).isEqualTo(ERASE + "proving 1 of 4: 0001_a");
            wait(4_000);
            line.leaves(migration("0001_a"));
            line.enters(migration("0002_\u001b[31mb"));
            line.tick();
            assertThat(shown()).isEqualTo(ERASE + "proving 2 of 4, about 15 s left: 0002_\\u001b[31mb");
            for (int i = 0; i < 3; i++) {
                line.leaves(migration("0002_b"));
            }
            line.tick();
            assertThat(shown()).isEqualTo(ERASE + "proving 4 of 4: finishing");
        }

        assertThat(shown()).isEqualTo(ERASE);
    }

    @Test
    void itNeverTakesASecondLine() {
        try (ProgressLine line = ProgressLine.of(on(new Screened(true, 60)), "proving")) {
            line.begins(4);
            line.enters(migration("0001_" + "a_long_name_".repeat(10)));
            wait(2_000);
            line.tick();
        }

        assertThat(shown()).isEqualTo(ERASE + "proving 1 of 4: 0001_a_long_name_a_long_name_a_long_name..." + ERASE);
    }

    @Test
    void whereNobodyLooksOnNothingIsShown() {
        try (ProgressLine line = ProgressLine.of(on(new Screened(false, 80)), "proving")) {
            line.begins(4);
            wait(2_000);
            line.tick();
        }

        assertThat(shown()).isEmpty();
    }

    private void wait(int milliseconds) {
        now = now.plus(Duration.ofMillis(milliseconds));
    }

    /** What was shown since this was asked last. */
    private String shown() {
        String shown = err.toString(StandardCharsets.UTF_8);
        err.reset();
        return shown;
    }

    private Surroundings on(Terminal terminal) {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Surroundings(
                stream, stream, Path.of("").toAbsolutePath(), Map.of(), terminal, new Moved(), Optional.empty());
    }

    private static Migration migration(String name) {
        return new Migration(
                MigrationVersion.of("1"),
                name,
                name,
                new MigrationScript(name + ".sql", ""),
                Optional.empty(),
                RollbackPlace.file(name + ".rollback.sql"));
    }

    private record Screened(boolean error, int columns) implements Terminal {
        @Override
        public boolean output() {
            return error;
        }
    }

    /** A clock that a test moves. */
    private final class Moved extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
