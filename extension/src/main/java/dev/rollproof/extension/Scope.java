package dev.rollproof.extension;

/** How long a database lives. */
public enum Scope {
    /**
     * For one test: each test, repetition and parameter set has a fresh one, in parallel too. The dynamic tests of one
     * {@code @TestFactory} share one.
     */
    TEST,

    /**
     * For one class: its tests, its {@code @BeforeAll} and {@code @AfterAll} methods, its {@code @Nested} classes that name
     * no other, and all invocations of a class template share one. What one test writes the next one finds.
     */
    CLASS
}
