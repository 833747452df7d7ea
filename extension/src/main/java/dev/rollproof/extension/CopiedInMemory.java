package dev.rollproof.extension;

import dev.rollproof.verifier.database.MemoryDatabase;
import dev.rollproof.verifier.database.MemoryTemplate;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A template that is copied in memory, in the root store. For the two interfaces see {@link ProvidedDatabase}. */
@SuppressWarnings("deprecation")
record CopiedInMemory(MemoryTemplate template) implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    static CopiedInMemory of(Template template) {
        try {
            return new CopiedInMemory(MemoryTemplate.of(template.image()));
        } catch (SQLException e) {
            throw noRoom(e);
        }
    }

    StoredDatabase copy(boolean foreignKeys) {
        try {
            MemoryDatabase copy = template.copy(foreignKeys);
            return new InMemoryDatabase(copy);
        } catch (SQLException e) {
            throw noRoom(e);
        }
    }

    private static IllegalStateException noRoom(SQLException e) {
        return new IllegalStateException("the test's database cannot be made in memory: " + e.getMessage(), e);
    }

    @Override
    public void close() throws SQLException {
        template.close();
    }
}
