package dev.rollproof.extension;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A bean of a Spring context; each connection that it opens is one to the test's database. */
record SpringDataSource(SpringDatabases databases, String name) implements PlainDataSource {

    @Override
    public Connection getConnection() throws SQLException {
        return databases.connect(name);
    }

    /** Beans are told apart by what they are, not by what is in them. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return name.isEmpty() ? "the test's database" : "the test's database " + name;
    }
}
