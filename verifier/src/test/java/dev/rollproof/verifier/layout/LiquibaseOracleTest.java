package dev.rollproof.verifier.layout;

import static dev.rollproof.verifier.layout.LiquibaseOracleTest.Case.changelog;
import static dev.rollproof.verifier.layout.LiquibaseOracleTest.Case.files;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollproof.verifier.database.DatabaseLimits;
import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.run.Engine;
import dev.rollproof.verifier.run.ScriptRunner;
import dev.rollproof.verifier.sql.SqlToken;
import dev.rollproof.verifier.sql.SqlTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.changelog.FastCheckService;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Liquibase itself on the same files: the same schema after each changeset and each rollback, and the same refusals. */
class LiquibaseOracleTest {
    private static final String HEADER = "--liquibase formatted sql\n";
    private static final String T = "create table t(a);\n";
    private static final String U = "create table u(a);\n";

    @TempDir
    private Path folder;

    @BeforeAll
    static void beSilent() {
        LogManager.getLogManager().getLogger("").setLevel(Level.OFF);
        System.setProperty("liquibase.analytics.enabled", "false");
    }

    /** The first file is the changelog that Liquibase is given. */
    record Case(String name, List<String> files) {
        static Case changelog(String name, String... lines) {
            return new Case(name, List.of("changelog.sql", HEADER + String.join("\n", lines) + "\n"));
        }

        static Case files(String name, String... files) {
            return new Case(name, List.of(files));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(splitting(), attributes(), rollbacks(), directives(), changelogs())
                .flatMap(List::stream);
    }

    private static List<Case> splitting() {
        String trigger = "create trigger x after insert on t begin delete from t; delete from t; end;";
        String withCase = "create trigger x after insert on t begin update t set a = case when a then 1 end; end;";
        return List.of(
                changelog(
                        "two statements",
                        "--changeset a:1",
                        T,
                        U,
                        "--rollback drop table u;",
                        "--rollback drop table t;"),
                changelog("no final semicolon", "--changeset a:1", "create table t(a);", "create table u(a)"),
                changelog("a trigger", "--changeset a:1", T, trigger, "--rollback drop trigger x;"),
                changelog("CASE … END in a trigger", "--changeset a:1", T, withCase),
                changelog(
                        "CASE … END, unsplit", "--changeset a:1", T, "--changeset a:2 splitStatements:false", withCase),
                changelog("CASE … END, endDelimiter", "--changeset a:1 endDelimiter://", T + "//", withCase, "//"),
                changelog(
                        "CASE … END in a view",
                        "--changeset a:1",
                        "create view v as select case 1 when 1 then 2 end a;"),
                changelog("unsplit", "--changeset a:1 splitStatements:false", T, U),
                changelog(
                        "rollbackSplitStatements counts for both",
                        "--changeset a:1 rollbackSplitStatements:false",
                        T,
                        U),
                changelog("GO", "--changeset a:1", "create table t(a)", "GO", "create table u(a)", "go"),
                changelog("a slash on its line", "--changeset a:1", "create table t(a)", "/", "create table u(a)", "/"),
                changelog(
                        "a slash at the end of the file",
                        "--changeset a:1",
                        "create table t(a); create table u(a)",
                        "/"),
                changelog(
                        "endDelimiter //",
                        "--changeset a:1 endDelimiter://",
                        "create table t(a);//",
                        "create table u(a)//"),
                changelog("endDelimiter // forgotten", "--changeset a:1 endDelimiter://", T, U),
                changelog("endDelimiter \\nGO", "--changeset a:1 endDelimiter:\\nGO", T + "GO", U + "GO"),
                changelog(
                        "endDelimiter @", "--changeset a:1 endDelimiter:@", "create table t(a)@", "create table u(a)@"),
                changelog(
                        "endDelimiter /",
                        "--changeset a:1 endDelimiter:/",
                        "create table t(a default (4/2))",
                        "/",
                        U + "/"),
                changelog("a backslash in a string", "--changeset a:1", "create table t(a default '\\');", U),
                changelog("BEGIN of a transaction", "--changeset a:1", "BEGIN;", T, "COMMIT;"),
                changelog("comments in a body", "--changeset a:1", "create table t(a /* x */ int, -- note", "b);"),
                changelog("a comment between words", "--changeset a:1", "create table t(a int/*x*/default 1);"),
                changelog(
                        "a comment kept",
                        "--changeset a:1 stripComments:false",
                        "create table t(a int/*x*/default 1);"),
                changelog("a comment at the end", "--changeset a:1 stripComments:false", T, "-- done"));
    }

    private static List<Case> attributes() {
        return List.of(
                changelog("a transaction", "--changeset a:1", T, "insert into nowhere values(1);"),
                changelog("VACUUM in a transaction", "--changeset a:1", "vacuum;"),
                changelog("VACUUM in none", "--changeset a:1 runInTransaction:false", T, "vacuum;"),
                changelog("its own transaction", "--changeset a:1", "begin transaction;", T, "commit;"),
                changelog("dbms", "--changeset a:1 dbms:mysql", T, "--changeset a:2 dbms:!mysql", U),
                changelog("dbms list", "--changeset a:1 dbms:h2,sqlite", T, "--changeset a:2 dbms:!sqlite", U),
                changelog("ignore", "--changeset a:1 ignore:true", T, "--changeset a:2", U),
                changelog("context and labels", "--changeset a:1 context:test labels:x", T),
                changelog("runWith", "--changeset a:1 runWith:sqlplus", T),
                changelog("author and id in quotes", "--changeset \"a b\":\"1 x\"", T, "--rollback drop table t;"),
                changelog("author with a blank", "--changeset a b:1", T, "--rollback drop table t;"),
                changelog("duplicate", "--changeset a:1", T, "--changeset a:1", U),
                changelog("logicalFilePath", "--changeset a:1", T, "--changeset a:1 logicalFilePath:other.sql", U),
                changelog(
                        "properties",
                        "--property name:type value:int",
                        "--property name:TYPE value:text",
                        "--property name:my value:x dbms:mysql",
                        "--changeset a:1",
                        "create table t(a ${Type}, b default '${my} ${database.typeName}');"));
    }

    private static List<Case> rollbacks() {
        return List.of(
                changelog("none", "--changeset a:1", T),
                changelog("with a colon", "--changeset a:1", T, "--rollback: drop table t;"),
                changelog("bare", "--changeset a:1", T, "--rollback", "drop table t;"),
                changelog("empty", "--changeset a:1", T, "--rollback empty"),
                changelog("not required", "--changeset a:1", T, "--rollback not required here"),
                changelog("empty and more", "--changeset a:1", T, "--rollback empty", "--rollback drop table t;"),
                changelog(
                        "a block",
                        "--changeset a:1",
                        T,
                        U,
                        "/* liquibase rollback",
                        "drop table u;",
                        "drop table t;",
                        "*/"),
                changelog(
                        "a block that grows together",
                        "--changeset a:1",
                        T,
                        "/* liquibase rollback",
                        "drop table",
                        "t;*/"),
                changelog(
                        "a block with a comment",
                        "--changeset a:1",
                        T,
                        U,
                        "/* liquibase rollback",
                        "drop table u; -- note",
                        "drop table t;",
                        "*/"),
                changelog("a block on one line", "--changeset a:1", T, "/* liquibase rollback drop table t; */"),
                changelog("a comment before", "--changeset a:1", T, "--rollback -- why", "--rollback drop table t;"),
                changelog(
                        "a comment at the end", "--changeset a:1", T, "--rollback drop table t;", "--rollback -- done"),
                changelog(
                        "another changeset",
                        "--changeset a:1",
                        "create view v as select 1 a;",
                        "--rollback drop view v;",
                        "--changeset a:2",
                        "drop view v;",
                        "--rollback changesetId:1 changesetAuthor:a"),
                changelog("an unknown changeset", "--changeset a:1", T, "--rollback changesetId:7 changesetAuthor:a"),
                changelog("in the middle", "--changeset a:1", T, "--rollback drop table u; drop table t;", U),
                changelog(
                        "rollbackEndDelimiter",
                        "--changeset a:1 rollbackEndDelimiter:@",
                        T,
                        U,
                        "--rollback drop table u@",
                        "--rollback drop table t@"),
                changelog(
                        "rolls back in order",
                        "--changeset a:1",
                        T,
                        "--rollback drop table t;",
                        "--changeset b:2",
                        U,
                        "--rollback drop table u;"));
    }

    private static List<Case> directives() {
        return List.of(
                changelog("text before the first changeset", "drop table nothing;", "--changeset a:1", T),
                changelog("one dash", "-changeset a:1", T),
                changelog("a blank after the colon", "--changeset a: 1", T),
                changelog("no id", "--changeset a", T),
                changelog("a changeset without SQL", "--changeset a:1", "--changeset a:2", T),
                changelog(
                        "the last changeset without SQL",
                        "--changeset a:1",
                        "insert into s values(1);",
                        "--changeset a:2"),
                changelog("a rollback with one dash", "--changeset a:1", T, "-rollback drop table t;"),
                changelog("comments", "--changeset a:1", "--comments x", T),
                changelog(
                        "ignored lines",
                        "--changeset a:1",
                        "--ignoreLines:1",
                        "nonsense",
                        T,
                        "--ignoreLines:start",
                        "more",
                        "--ignoreLines:end",
                        U),
                changelog("ignore for ignoreLines", "--changeset a:1", "--ignore:1", T),
                changelog(
                        "preconditions",
                        "--changeset a:1",
                        "--preconditions onFail:HALT onError:HALT",
                        "--precondition-sql-check expectedResult:0 select count(*) from sqlite_schema where name = 't'",
                        T),
                changelog("an unknown precondition", "--changeset a:1", "--precondition-row-count x", T),
                changelog("an open block", "--changeset a:1", T, "/* liquibase rollback", "drop table t;"),
                changelog("an include", "--include file:x.sql"),
                files(
                        "Windows line ends",
                        "changelog.sql",
                        (HEADER + "--changeset a:1\ncreate table t(a,\nb);\n--rollback drop table t;\n")
                                .replace("\n", "\r\n")));
    }

    private static List<Case> changelogs() {
        String include = "databaseChangeLog:\n- include:\n    file: %s\n    relativeToChangelogFile: true\n";
        String all = "databaseChangeLog:\n- includeAll:\n    path: c\n    relativeToChangelogFile: true\n";
        String xml = "<databaseChangeLog xmlns='http://www.liquibase.org/xml/ns/dbchangelog'"
                + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='"
                + "http://www.liquibase.org/xml/ns/dbchangelog"
                + " http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd'>%s</databaseChangeLog>";
        return List.of(
                files(
                        "YAML include",
                        "db.yaml",
                        include.formatted("c/1.sql"),
                        "c/1.sql",
                        HEADER + "--changeset a:1\n" + T + "--rollback drop table t;\n"),
                files("an include that is not there", "db.yaml", include.formatted("c/1.sql")),
                files(
                        "includeAll in string order",
                        "db.yaml",
                        all,
                        "c/10.sql",
                        HEADER + "--changeset a:10\n" + T,
                        "c/2.sql",
                        HEADER + "--changeset a:2\ndrop table t;\n",
                        "c/B.sql",
                        HEADER + "--changeset a:B\n" + T,
                        "c/a/1.sql",
                        HEADER + "--changeset a:a\ndrop table t;\n",
                        "c/readme.md",
                        "x"),
                files("no header", "db.yaml", all, "c/1.sql", T + U),
                files(
                        "XML",
                        "db.xml",
                        xml.formatted(
                                "<include file=\"a.sql\"/><changeSet id=\"2\" author=\"b\"><sql>create table"
                                        + " u(a); create view v as select 1</sql><rollback>drop view v; drop table u</rollback></changeSet>"),
                        "a.sql",
                        HEADER + "--changeset a:1\n" + T + "--rollback drop table t;\n"),
                files(
                        "JSON",
                        "db.json",
                        "{\"databaseChangeLog\": [{\"include\": {\"file\": \"a.sql\"}}]}",
                        "a.sql",
                        HEADER + "--changeset a:1\n" + T),
                files("sqlFile", "db.yaml", """
                        databaseChangeLog:
                        - changeSet:
                            id: 1
                            author: a
                            changes:
                            - sqlFile:
                                path: up.sql
                            rollback:
                            - sqlFile:
                                path: down.sql
                        """, "up.sql", T + U, "down.sql", "drop table t; drop table u;"),
                files("sqlFile, unsplit", "db.yaml", """
                        databaseChangeLog:
                        - changeSet:
                            id: 1
                            author: a
                            changes:
                            - sqlFile:
                                path: up.sql
                                splitStatements: false
                        """, "up.sql", T + U),
                files("two changes", "db.yaml", """
                        databaseChangeLog:
                        - changeSet:
                            id: 1
                            author: a
                            changes:
                            - sql: create table t(a)
                            - sql:
                                sql: create table u(a)
                            rollback: drop table u; drop table t
                        """));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void runsEachChangesetAsLiquibaseDoes(Case example) throws Exception {
        for (int i = 0; i < example.files().size(); i += 2) {
            Path file = folder.resolve(example.files().get(i));
            Files.createDirectories(file.getParent());
            Files.writeString(file, example.files().get(i + 1));
        }

        assertThat(rollproof()).isEqualTo(liquibase(example.files().get(0)));
    }

    private List<String> rollproof() {
        MigrationSet read;
        try {
            read = MigrationDirectory.read(folder, ReadingOptions.of(Layout.AUTO));
        } catch (InvalidInputException e) {
            return List.of("stops");
        }
        Set<Kind> stopping = Set.of(Kind.FILE_STOPS_TOOL, Kind.MIGRATION_FILE_MISSING);
        if (read.problems().stream().anyMatch(p -> p instanceof ToolBehaviour b && stopping.contains(b.kind()))) {
            return List.of("stops");
        }
        try (SqliteDatabase database = SqliteDatabase.inMemory(DatabaseLimits.DEFAULT)) {
            ScriptRunner runner = ScriptRunner.on(database, Engine.of(read, Optional.empty()));
            List<String> seen = new ArrayList<>();
            for (Migration migration : read.migrations()) {
                seen.add(after(database, runner, migration.up()));
            }
            List<Migration> backwards = new ArrayList<>(read.migrations());
            Collections.reverse(backwards);
            for (Migration migration : backwards) {
                seen.add(migration
                        .rollback()
                        .map(script -> after(database, runner, script))
                        .orElse("fails"));
            }
            return upToFailure(seen);
        }
    }

    private static String after(SqliteDatabase database, ScriptRunner runner, MigrationScript script) {
        return runner.run(script).succeeded()
                ? database.query(
                                "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name",
                                row -> words(Objects.requireNonNull(row.text(1))))
                        .toString()
                : "fails";
    }

    /** What comes after a failure is not asked for. */
    private static List<String> upToFailure(List<String> seen) {
        int failure = seen.indexOf("fails");
        return failure < 0 ? seen : List.copyOf(seen.subList(0, failure + 1));
    }

    private List<String> liquibase(String changelog) throws Exception {
        Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
        List<String> seen = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Liquibase liquibase = new Liquibase(
                        changelog, new DirectoryResourceAccessor(folder), new JdbcConnection(connection))) {
            Scope.child(Map.of(Scope.Attr.ui.name(), new LoggerUIService()), () -> run(liquibase, connection, seen));
        }
        return seen;
    }

    private static void run(Liquibase liquibase, Connection connection, List<String> seen) throws SQLException {
        Contexts all = new Contexts();
        LabelExpression any = new LabelExpression();
        int changesets;
        try {
            changesets = liquibase.listUnrunChangeSets(all, any).size();
        } catch (LiquibaseException e) {
            seen.add("stops");
            return;
        }
        try {
            for (int i = 0; i < changesets; i++) {
                liquibase.update(1, all, any);
                seen.add(schema(connection));
            }
            for (int i = 0; i < changesets; i++) {
                liquibase.rollback(1, (String) null, all, any);
                seen.add(schema(connection));
            }
        } catch (LiquibaseException e) {
            seen.add("fails");
        }
    }

    private static String schema(Connection connection) throws SQLException {
        List<String> schema = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"
                        + " AND tbl_name NOT LIKE 'DATABASECHANGELOG%' ORDER BY name")) {
            while (rows.next()) {
                schema.add(words(rows.getString(1)));
            }
        }
        return schema.toString();
    }

    /** Liquibase takes comments out; Rollproof leaves blanks where they were. */
    private static String words(String sql) {
        return SqlTokens.read(sql).stream().map(SqlToken::text).collect(Collectors.joining(" "));
    }
}
