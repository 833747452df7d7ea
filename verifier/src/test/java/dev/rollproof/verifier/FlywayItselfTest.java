package dev.rollproof.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollproof.verifier.diff.SchemaDiff;
import dev.rollproof.verifier.history.TrackingTables;
import dev.rollproof.verifier.layout.Layout;
import dev.rollproof.verifier.layout.MigrationDirectory;
import dev.rollproof.verifier.layout.ReadingOptions;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Flyway itself on the same folders: after each version the same schema, and where it stops or passes over, so do we. */
class FlywayItselfTest {
    private static final String A = "CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT);";
    private static final String B = "CREATE TABLE b (id INTEGER PRIMARY KEY, a_id REFERENCES a);";

    @TempDir
    private Path temporary;

    /** Files by name and text; {@code flyway.} settings go to both. */
    private static Map<String, String> files(String... namesAndTexts) {
        Map<String, String> files = new HashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return files;
    }

    @TestFactory
    Stream<DynamicTest> bothApplyTheSame() {
        return Map.<String, Map<String, String>>ofEntries(
                        Map.entry("one after the other", files("V1__a.sql", A, "V2__b.sql", B)),
                        Map.entry(
                                "dotted order",
                                files("V1.9__a.sql", A, "V1.10__b.sql", B, "V2_1__c.sql", "DROP TABLE b;")),
                        Map.entry("zeros", files("V001__a.sql", A, "V1.0.1__b.sql", B, "V02__c.sql", "DROP TABLE b;")),
                        Map.entry(
                                "version 0 and none below", files("V0__a.sql", A, "V-1__z.sql", "CREATE TABLE z (y);")),
                        Map.entry("without a description", files("V1.sql", A, "V2__.sql", B)),
                        Map.entry("three underscores", files("V1___a.sql", A, "V2__b__c.sql", B)),
                        Map.entry("ending in capitals", files("V1__a.SQL", A)),
                        Map.entry(
                                "sub-folders",
                                files("V1__a.sql", A, "later/on/V2__b.sql", B, ".hidden/V3__c.sql", "nonsense")),
                        Map.entry(
                                "repeatables last",
                                files(
                                        "V1__a.sql",
                                        A,
                                        "R__b.sql",
                                        "CREATE VIEW w AS SELECT * FROM v;",
                                        "R__a_x.sql",
                                        "CREATE VIEW v AS SELECT * FROM a;")),
                        Map.entry("undo", files("V1__a.sql", A, "U1__a.sql", "DROP TABLE a;")),
                        Map.entry("callbacks", files("V1__a.sql", A, "afterMigrate__x.sql", "SELECT 1;")),
                        Map.entry(
                                "passed over",
                                files(
                                        "V1__a.sql",
                                        A,
                                        "V4_x.sql",
                                        "nonsense",
                                        "v3__lower.sql",
                                        "nonsense",
                                        "V1a__x.sql",
                                        "nonsense",
                                        "V1.__a.sql",
                                        "nonsense",
                                        "notes.sql",
                                        "nonsense",
                                        "R_x.sql",
                                        "nonsense",
                                        "afterMigrateX.sql",
                                        "nonsense")),
                        Map.entry("baseline alone", files("B3__base.sql", A, "V4__b.sql", B)),
                        Map.entry(
                                "placeholders",
                                files(
                                        "flyway.placeholders.who",
                                        "me",
                                        "V1__a.sql",
                                        "-- ${WHO}\nCREATE TABLE a (x DEFAULT '${who} ${flyway:filename} ${flyway:table} ${flyway:defaultSchema}${flyway:user}');")),
                        Map.entry("two dollars", files("V1__a.sql", "CREATE TABLE a (x DEFAULT '$${nobody}');")),
                        Map.entry(
                                "no replacement",
                                files(
                                        "V1__a.sql",
                                        "CREATE TABLE a (x DEFAULT '${nobody}');",
                                        "V1__a.sql.conf",
                                        "placeholderReplacement=false")),
                        Map.entry(
                                "another encoding",
                                files(
                                        "V1__a.sql",
                                        "CREATE TABLE a (x DEFAULT '\u00e9');",
                                        "V1__a.sql.conf",
                                        "encoding=ISO-8859-1")),
                        Map.entry(
                                "a trigger with CASE",
                                files(
                                        "V1__a.sql",
                                        A
                                                + "\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\n UPDATE a SET x = CASE WHEN 1 THEN 'b' ELSE 'c' END;\n DELETE FROM a;\nEND;\nCREATE TABLE c (y)")),
                        Map.entry(
                                "names in quotes",
                                files("V1__a.sql", "CREATE TABLE \"begin\" (`end` TEXT, \"case;\" TEXT);\n" + A)),
                        Map.entry(
                                "a pragma alone",
                                files("V1__a.sql", A, "V2__off.sql", "PRAGMA foreign_keys = OFF;", "V3__b.sql", B)),
                        Map.entry(
                                "a pragma without a transaction",
                                files(
                                        "V1__a.sql",
                                        "pragma FOREIGN_KEYS=off;\n" + A,
                                        "V1__a.sql.conf",
                                        "executeInTransaction=false")),
                        Map.entry(
                                "mixed", files("flyway.mixed", "true", "V1__a.sql", "PRAGMA foreign_keys=off;\n" + A)),
                        Map.entry(
                                "another pragma",
                                files(
                                        "V1__a.sql",
                                        "PRAGMA main.foreign_keys=off;\nPRAGMA defer_foreign_keys=on;\n" + A)),
                        Map.entry(
                                "VACUUM",
                                files(
                                        "V1__a.sql",
                                        "VACUUM;",
                                        "V1__a.sql.conf",
                                        "executeInTransaction=false",
                                        "V2__a.sql",
                                        A)),
                        Map.entry(
                                "a comment within a comment",
                                files(
                                        "V1__a.sql",
                                        A + " /* one /* two */ CREATE TABLE c (y); -- */\n CREATE TABLE d (y);")),
                        Map.entry(
                                "SAVEPOINT",
                                files("V1__a.sql", "SAVEPOINT s;\n" + A + "\nROLLBACK TO s;\nRELEASE s;\n" + B)),
                        Map.entry("a byte order mark", files("V1__a.sql", "\uFEFF" + A)))
                .entrySet()
                .stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> compare(entry.getKey(), entry.getValue())));
    }

    private void compare(String name, Map<String, String> files) throws IOException {
        MigrationSet migrations = read(name, files);
        boolean repeats = files.keySet().stream().anyMatch(file -> file.startsWith("R__"));
        for (Migration migration : migrations.all()) {
            flyway(name, files, migration.version().text()).migrate();
            MigrationSet reached = repeats ? migrations : migrations.upTo(migration.version());
            // Whatever its target is, Flyway runs the repeatable ones too.
            assertThat(SchemaDiff.between(SchemaSource.read(reached), withoutHistory(SchemaSource.read(database(name))))
                            .changes())
                    .as(migration.name())
                    .isEmpty();
        }
        assertThat(flyway(name, files, "latest").migrate().migrationsExecuted).isZero();
        List<String> applied = Arrays.stream(
                        flyway(name, files, "latest").info().applied())
                .map(MigrationInfo::getScript)
                .toList();
        assertThat(migrations.all())
                .extracting(migration -> migration.up().file())
                .isEqualTo(applied);
    }

    private static SchemaSnapshot withoutHistory(SchemaSnapshot schema) {
        return TrackingTables.leftOutOf(schema, "flyway_schema_history");
    }

    @TestFactory
    Stream<DynamicTest> bothStopAtTheScript() {
        return Map.of(
                        "BEGIN", files("V1__a.sql", A, "V2__b.sql", "BEGIN;\n" + B + "\nCOMMIT;"),
                        "BEGIN and END",
                                files(
                                        "V1__a.sql",
                                        A,
                                        "V2__b.sql",
                                        "BEGIN;\n" + B + "\nEND;",
                                        "V2__b.sql.conf",
                                        "executeInTransaction=false"),
                        "COMMIT", files("V1__a.sql", A, "V2__b.sql", "CREATE TABLE c (x);\nCOMMIT;\n" + B),
                        "a column named end", files("V1__a.sql", A, "V2__b.sql", "ALTER TABLE a ADD COLUMN end TEXT;"),
                        "a name in brackets", files("V1__a.sql", A, "V2__b.sql", "CREATE TABLE [case] (x);\n" + B),
                        "a bracket that holds a ;", files("V1__a.sql", A, "V2__b.sql", "CREATE TABLE [c;d] (x);\n" + B),
                        "pragma and others", files("V1__a.sql", A, "V2__b.sql", "PRAGMA foreign_keys = OFF;\n" + B),
                        "unknown placeholder", files("V1__a.sql", A, "V2__b.sql", "-- ${nobody}\n" + B),
                        "VACUUM in a transaction", files("V1__a.sql", A, "V2__b.sql", "VACUUM;"),
                        "no database placeholder", files("V1__a.sql", A, "V2__b.sql", "-- ${flyway:database}\n" + B))
                .entrySet()
                .stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> stops(entry.getKey(), entry.getValue())));
    }

    private void stops(String name, Map<String, String> files) throws IOException {
        MigrationSet migrations = read(name, files);
        assertThat(SchemaSource.read(migrations.upTo("1")).tables()).hasSize(1);
        assertThatThrownBy(() -> SchemaSource.read(migrations)).isInstanceOf(InvalidInputException.class);

        flyway(name, files, "1").migrate();
        assertThatThrownBy(() -> flyway(name, files, "latest").migrate()).isInstanceOf(FlywayException.class);
    }

    @TestFactory
    Stream<DynamicTest> bothStopAtTheFolder() {
        return Map.of(
                        "one version twice", files("V1__a.sql", A, "V01.0__b.sql", B),
                        "a rollback among them", files("V1__a.sql", A, "V1__a.rollback.sql", "DROP TABLE a;"),
                        "one description twice", files("R__a.sql", A, "x/R__a.sql", B),
                        "a reserved word", files("V1__a.sql", A, "Vcurrent__b.sql", B),
                        "an unknown key", files("V1__a.sql", A, "V1__a.sql.conf", "transaction=false"),
                        "a paid key", files("V1__a.sql", A, "V1__a.sql.conf", "shouldExecute=true"),
                        "a key of another kind", files("V1__a.sql", A, "V1__a.sql.conf", "executeInTransaction=no"))
                .entrySet()
                .stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    MigrationSet migrations = read(entry.getKey(), entry.getValue());
                    assertThat(migrations.problems())
                            .filteredOn(problem -> problem instanceof ToolBehaviour behaviour
                                    && behaviour.kind() == Kind.FILE_STOPS_TOOL)
                            .hasSize(1);
                    assertThatThrownBy(() -> flyway(entry.getKey(), entry.getValue(), "latest")
                                    .migrate())
                            .isInstanceOf(FlywayException.class);
                }));
    }

    private Path folder(String name) {
        return temporary.resolve(name).resolve("sql");
    }

    private Path database(String name) {
        return temporary.resolve(name).resolve("x.db");
    }

    private MigrationSet read(String name, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (!file.getKey().startsWith("flyway.")) {
                Path path = folder(name).resolve(file.getKey());
                Files.createDirectories(Objects.requireNonNull(path.getParent()));
                boolean latin = files.getOrDefault(file.getKey() + ".conf", "").contains("8859");
                Files.writeString(
                        path,
                        file.getValue(),
                        latin ? java.nio.charset.StandardCharsets.ISO_8859_1 : java.nio.charset.StandardCharsets.UTF_8);
            }
        }
        StringBuilder settings = new StringBuilder();
        files.forEach((key, value) -> {
            if (key.startsWith("flyway.")) {
                settings.append(key).append('=').append(value).append('\n');
            }
        });
        Files.writeString(temporary.resolve(name).resolve("flyway.conf"), settings.toString());
        return MigrationDirectory.read(folder(name), ReadingOptions.of(Layout.FLYWAY));
    }

    /** Up to a version; a name stands for the repeatable migrations, which come after all of them. */
    private Flyway flyway(String name, Map<String, String> files, String target) {
        Map<String, String> settings = new HashMap<>(files);
        settings.keySet().removeIf(key -> !key.startsWith("flyway."));
        boolean number = MigrationVersion.isVersion(target) || target.startsWith("-");
        return Flyway.configure()
                .configuration(settings)
                .loggers("slf4j")
                .dataSource("jdbc:sqlite:" + database(name), "", "")
                .locations("filesystem:" + folder(name))
                .target(number ? target : "latest")
                .load();
    }
}
