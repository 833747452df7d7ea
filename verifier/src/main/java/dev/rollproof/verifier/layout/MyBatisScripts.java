package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.layout.MyBatisSections.Line;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.ScriptRemark;
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlToken;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes of the two sections of a file what MyBatis Migrations runs of them. */
final class MyBatisScripts {
    private final FolderListing folder;
    private final MyBatisEnvironment environment;

    MyBatisScripts(FolderListing folder, MyBatisEnvironment environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** What stands above the undo's tag. */
    MigrationScript up(String file) {
        String text = text(file);
        MyBatisSections sections = MyBatisSections.of(text);
        return sections.undoLine() < 0
                ? script(file, text)
                : script(
                        file,
                        TextPart.keeping(
                                text,
                                0,
                                sections.lines().get(sections.undoLine()).start()));
    }

    /** What stands below it, if it is there. */
    Optional<MigrationScript> undo(String file) {
        String text = text(file);
        MyBatisSections sections = MyBatisSections.of(text);
        if (sections.undoLine() < 0) {
            return Optional.empty();
        }
        Line tag = sections.lines().get(sections.undoLine());
        // The tag itself may begin with // and is no statement.
        return Optional.of(script(file, TextPart.keeping(text, tag.end(), text.length())));
    }

    /** The hooks that the environment names: they are not run. */
    Optional<ToolBehaviour> hooks() {
        return environment.hooks().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ToolBehaviour.of(
                                Kind.SCRIPT_LEFT_OUT,
                                "../environments/development.properties",
                                "MyBatis Migrations runs %s around the migrations, Rollproof does not"
                                        .formatted(String.join(", ", environment.hooks())),
                                "What is done there is in none of the schemas here. Changes to the schema belong into migrations."));
    }

    /** Whether a script holds nothing but comments. */
    boolean isEmpty(MigrationScript script) {
        return Statements.of(script.text()).filter(List::isEmpty).isPresent()
                && script.refusal().isEmpty();
    }

    private String text(String file) {
        return environment.charset().map(charset -> folder.text(file, charset)).orElseGet(() -> folder.text(file));
    }

    private MigrationScript script(String file, String section) {
        MigrationScript script = new MigrationScript(
                        file, MyBatisEnvironment.replaced(section, environment.variables()))
                .in(environment.autoCommit() ? ScriptTransaction.NEVER : ScriptTransaction.ALWAYS);
        Optional<SqlStatement> key = Statements.of(script.text()).stream()
                .flatMap(List::stream)
                .filter(MyBatisScripts::addsPrimaryKey)
                .findFirst();
        if (key.isPresent()) {
            return script.refused(
                    key.get().position(),
                    "SQLite has no ALTER TABLE ... ADD CONSTRAINT ... PRIMARY KEY, which MyBatis Migrations' own template has for its changelog",
                    "Write the key into CREATE TABLE (ID NUMERIC(20,0) NOT NULL PRIMARY KEY) and delete this statement.");
        }
        return environment.sendFullScript()
                ? onlyFirst(script)
                : new MyBatisCommands(script, environment.delimiter(), environment.fullLineDelimiter()).script();
    }

    private static boolean addsPrimaryKey(SqlStatement statement) {
        List<SqlToken> tokens = statement.tokens();
        int size = tokens.size();
        return size > 6
                && tokens.get(0).is("ALTER")
                && IntStream.range(2, size - 3)
                        .anyMatch(i -> tokens.get(i).is("ADD")
                                && tokens.get(i + 1).is("CONSTRAINT")
                                && tokens.get(i + 3).is("PRIMARY"));
    }

    private static MigrationScript onlyFirst(MigrationScript script) {
        List<SqlStatement> all = Statements.of(script.text()).orElse(List.of());
        if (all.size() < 2) {
            return script;
        }
        SqlStatement second = all.get(1);
        return script.withText(TextPart.keeping(script.text(), 0, second.offset()))
                .misread(
                        List.of(
                                new ScriptRemark(
                                        second.position(),
                                        "with send_full_script=true SQLite's driver gets the whole script at once and runs only its first statement",
                                        "This one and all behind it are dropped, and nothing says so. Take send_full_script out of the environment's file.")));
    }
}
