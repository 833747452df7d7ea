package dev.rollproof.samples.shop;

import dev.rollproof.extension.RollbackTest;

class RollbacksTest {
    @RollbackTest
    void everyMigrationCanBeUndone() {}
}
