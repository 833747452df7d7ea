package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A folder with two migrations, {@code m}, for commands that run them on a real database. */
class RunnerFolder extends CommandLineFolder {
    @BeforeEach
    void writeMigrations() throws IOException {
        write("m/0001_tasks.sql", "CREATE TABLE tasks (id INTEGER PRIMARY KEY, title TEXT);");
        write("m/0001_tasks.rollback.sql", "DROP TABLE tasks;");
        write("m/0002_status.sql", """
                ALTER TABLE tasks ADD COLUMN status TEXT;
                INSERT INTO tasks (title) VALUES ('a'), ('b');
                """);
        write("m/0002_status.rollback.sql", "DELETE FROM tasks; ALTER TABLE tasks DROP COLUMN status;");
    }

    /** A third one, which is not one transaction and fails after its first. */
    void writeOneThatStopsHalfway() throws IOException {
        write("m/0003_notes.sql", """
                BEGIN;
                CREATE TABLE notes (text TEXT);
                COMMIT;
                BEGIN;
                INSERT INTO nowhere
                  VALUES (1);
                COMMIT;
                """);
    }

    /** Two databases in one folder, {@code p}. */
    void writeTwoDatabases(String more) throws IOException {
        write("p/migrations/0001_a.sql", "CREATE TABLE a (x);");
        write("p/migrations/0002_b.sql", "CREATE TABLE b (x);");
        write("p/rollproof.json", """
                {%s"databases": {
                  "first": {"migrations": "migrations", "include": ["*_a*"]},
                  "second": {"migrations": "migrations", "include": ["*_b*"]}
                }}
                """.formatted(more));
    }

    /** What was printed, where only the times differ from run to run. */
    String outWithoutTimes() {
        return withoutTimes(out());
    }

    static String withoutTimes(String text) {
        return text.replaceAll("\\d+(\\.\\d)? (ms|s)\\b", "N ms");
    }

    List<String> rows(String file, String query) {
        try (SqliteDatabase database = SqliteDatabase.file(folder.resolve(file), DatabaseLimits.DEFAULT)) {
            return database.query(query, row -> String.valueOf(row.text(1)));
        }
    }

    void execute(String file, String sql) {
        try (SqliteDatabase database = SqliteDatabase.file(folder.resolve(file), DatabaseLimits.DEFAULT)) {
            database.command(sql);
        }
    }
}
