package dev.rollproof.extension;

import java.sql.Connection;

/**
 * Rows that are written in Java: {@code @Seed(with = DemoSchool.class)}.
 *
 * <p>A class that has a constructor without parameters is made with that one; else with its only constructor, whose
 * parameters JUnit's resolvers fill. A new one is made for each database. It must not be an inner class.
 */
@FunctionalInterface
public interface Seeder {
    /**
     * Writes the rows. It runs anew for every database, also where a test takes none, and so does what comes after it: no
     * template saves that.
     *
     * @param connection in a transaction, which is committed afterwards; foreign keys are as
     *     {@link MigratedDatabase#foreignKeys()} says. It is closed afterwards
     * @throws Exception to say that there can be no database; a {@link org.opentest4j.TestAbortedException} aborts the test
     *     unless it is a constructor's parameter that asks
     */
    void seed(Connection connection) throws Exception;
}
