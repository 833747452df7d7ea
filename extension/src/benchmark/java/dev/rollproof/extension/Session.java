package dev.rollproof.extension;

import java.io.IOException;
import java.sql.SQLException;

/** What the extension keeps for a whole test run. */
record Session(DatabasePlan plan, Template template, Workspace workspace, CopiedInMemory inMemory) {

    static Session of(DatabasePlan plan) {
        Template template = Template.of(plan);
        return new Session(plan, template, Workspace.create(), CopiedInMemory.of(template));
    }

    StoredDatabase newFile() {
        return workspace.newDatabase(template, true);
    }

    StoredDatabase newInMemory() {
        return inMemory.copy(true);
    }

    /** As a test has it from beginning to end. */
    void use(StoredDatabase stored, boolean withInsert) throws IOException, SQLException {
        TestDatabase database = new TestDatabase(plan, stored);
        History.query(database.connection());
        if (withInsert) {
            History.insert(database.connection());
        }
        stored.forget();
        database.close(false);
        stored.delete();
    }

    void close() throws IOException, SQLException {
        inMemory.close();
        workspace.close();
    }
}
