package dev.rollproof.samples.nanotype;

import static dev.rollproof.extension.DatabaseAssertions.assertThat;

import dev.rollproof.extension.Database;
import dev.rollproof.extension.MigratedDatabase;
import dev.rollproof.extension.TestDatabase;
import org.junit.jupiter.api.Test;

@MigratedDatabase(migrations = "nanotype", database = "auth")
@MigratedDatabase(migrations = "nanotype", database = "read_replica")
class BothDatabasesTest {
    @Test
    void accountsAndTasksAreKeptApart(
            @Database("auth") TestDatabase auth, @Database("read_replica") TestDatabase replica) {
        assertThat(auth).hasTable("accounts").doesNotHaveTable("tasks");
        assertThat(replica).hasTable("tasks").doesNotHaveTable("accounts");
    }
}
