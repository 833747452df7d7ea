package dev.rollproof.extension;

import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.verdict.VerificationReport;

/**
 * AssertJ's assertions on schemas, databases and what was proven of rollbacks. They need {@code assertj-core} on the class path, which no other class here
 * does. Imported statically, these stand beside AssertJ's own:
 *
 * <pre>{@code
 * import static dev.rollproof.extension.DatabaseAssertions.assertThat;
 * import static org.assertj.core.api.Assertions.assertThat;
 * }</pre>
 *
 * <p>Names are compared as SQLite compares them: the letters A to Z have no case.
 */
public final class DatabaseAssertions {
    private DatabaseAssertions() {}

    /** Begins assertions on a schema as it was when it was read. */
    public static SchemaSnapshotAssert assertThat(SchemaSnapshot actual) {
        return new SchemaSnapshotAssert(actual);
    }

    /** Begins assertions on a test's database: each looks at it anew, as a connection of its own sees it. */
    public static TestDatabaseAssert assertThat(TestDatabase actual) {
        return new TestDatabaseAssert(actual);
    }

    /** Begins assertions on what {@link TestDatabase#verifyRollbacks()} or the verifier found. */
    public static VerificationReportAssert assertThat(VerificationReport actual) {
        return new VerificationReportAssert(actual);
    }
}
