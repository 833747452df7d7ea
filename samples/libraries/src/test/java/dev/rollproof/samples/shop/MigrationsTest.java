package dev.rollproof.samples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.extension.RollbackTest;
import dev.rollproof.verifier.verdict.MigrationVerdict;

class MigrationsTest {
    @RollbackTest
    void rollbacks(MigrationVerdict verdict) {
        assertThat(verdict.findings()).isEmpty();
    }
}
