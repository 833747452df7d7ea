package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.layout.FlywayPlaceholders.Missing;
import dev.rollproof.verifier.layout.FlywayPlaceholders.Replaced;
import dev.rollproof.verifier.layout.FlywayStatements.Parsed;
import dev.rollproof.verifier.layout.FlywayStatements.Statement;
import dev.rollproof.verifier.layout.FlywayStatements.Stop;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.ScriptRemark;
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.sql.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes of files what Flyway runs of them: with its placeholders, its statements and its transaction. */
final class FlywayScripts {
    private final FolderListing folder;
    private final FlywaySettings settings;
    private final FlywayPlaceholders placeholders;

    FlywayScripts(FolderListing folder, FlywaySettings settings) {
        this.folder = folder;
        this.settings = settings;
        this.placeholders = new FlywayPlaceholders(settings.placeholders());
    }

    /** A script that Flyway itself runs. */
    MigrationScript migration(String file, FlywayName name, FlywayScriptConf conf) {
        MigrationScript script = read(file, conf);
        if (conf.placeholderReplacement().orElse(settings.placeholderReplacement())) {
            Replaced replaced = placeholders.replace(script.text(), name.fileName(file));
            if (replaced.missing().isPresent()) {
                return withoutValue(script, replaced.missing().get());
            }
            script = script.withText(replaced.text());
        }
        Parsed parsed = FlywayStatements.of(script.text());
        if (parsed.stop().isPresent()) {
            return unparsable(script, parsed.stop().get());
        }
        return run(script, parsed.statements(), conf);
    }

    /** A rollback that Flyway never sees: run by hand, with the same placeholders. */
    MigrationScript rollback(String file, FlywayName migration) {
        MigrationScript script = folder.script(file);
        Replaced replaced = placeholders.replace(script.text(), migration.fileName(file));
        return settings.placeholderReplacement() && replaced.missing().isEmpty()
                ? script.withText(replaced.text())
                : script;
    }

    private MigrationScript read(String file, FlywayScriptConf conf) {
        return conf.charset()
                .or(settings::encoding)
                .map(charset -> new MigrationScript(file, folder.text(file, charset)))
                .orElseGet(() -> folder.script(file));
    }

    private static MigrationScript withoutValue(MigrationScript script, Missing missing) {
        SourcePosition position = SourcePosition.of(script.text(), missing.at());
        String name = missing.name().lines().findFirst().orElse("");
        if (missing.builtIn()) {
            return script.refused(
                    position,
                    "Flyway has no value for its own placeholder ${%s} on SQLite".formatted(name),
                    "It stops here. Write the value itself, or a placeholder of your own.");
        }
        return script.refused(
                position,
                "no value is given for the placeholder ${%s}".formatted(name),
                "Flyway stops where it knows none. Give the one that it has: --placeholder %s=VALUE, or \"placeholders\" in rollproof.json."
                                .formatted(name)
                        + " If it is no placeholder, put placeholderReplacement=false in " + script.file() + ".conf.");
    }

    private static MigrationScript unparsable(MigrationScript script, Stop stop) {
        SourcePosition position = SourcePosition.of(script.text(), stop.at());
        boolean begins = script.text().regionMatches(true, stop.at(), "BEGIN", 0, "BEGIN".length());
        return switch (stop.kind()) {
            case BLOCK_WITHOUT_END ->
                script.refused(
                        position,
                        "Flyway cannot parse this: to it, %s begins a block, and no END closes it"
                                .formatted(begins ? "BEGIN" : "CASE"),
                        begins
                                ? "Delete BEGIN and COMMIT: Flyway opens the transaction itself."
                                : "If it is a name, put it in double quotes; square brackets do not help.");
            case END_WITHOUT_BLOCK ->
                script.refused(
                        position,
                        "Flyway cannot parse this: to it, END closes a block, and none was begun",
                        "If it is a name, put it in double quotes; square brackets do not help. If it is to end a transaction,"
                                + " delete it: Flyway ends it itself.");
            case OPEN_PARENTHESIS ->
                script.refused(
                        position,
                        "Flyway cannot parse this: a parenthesis that is opened in this statement is never closed",
                        "Close it, or put the name that holds it in double quotes; square brackets do not help.");
        };
    }

    private MigrationScript run(MigrationScript script, List<Statement> statements, FlywayScriptConf conf) {
        Optional<Statement> pragma =
                statements.stream().filter(s -> !s.transactional()).findFirst();
        boolean others = statements.stream().anyMatch(Statement::transactional);
        boolean wrapped = conf.executeInTransaction().orElse(settings.executeInTransaction() && pragma.isEmpty());
        boolean decided = conf.executeInTransaction().isPresent() || !settings.executeInTransaction();
        if (pragma.isPresent() && others && !settings.mixed() && !decided) {
            return script.refused(
                    SourcePosition.of(script.text(), pragma.get().start()),
                    "Flyway refuses PRAGMA foreign_keys beside other statements: in a transaction it has no effect, and the others want one",
                    "Put executeInTransaction=false in %s.conf, or set mixed=true in Flyway's configuration: the whole file then runs without a transaction."
                            .formatted(script.file()));
        }
        return compared(script.in(wrapped ? ScriptTransaction.ALWAYS : ScriptTransaction.NEVER), statements);
    }

    /** What SQLite makes of Flyway's statements: sqlite-jdbc runs the first of each and drops what is behind it. */
    private static MigrationScript compared(MigrationScript script, List<Statement> statements) {
        String text = script.text();
        Optional<List<SqlStatement>> read = Statements.of(text);
        if (read.isEmpty()) {
            return script;
        }
        List<SqlStatement> sqlite = read.get();
        Optional<SqlStatement> own = sqlite.stream()
                .filter(statement -> managesTransaction(statement, script.transaction()))
                .findFirst();
        if (own.isPresent()) {
            return endsTransaction(script, own.get());
        }
        Optional<SqlStatement> cut = ToolCuts.cutInTwo(
                sqlite, statements.stream().map(Statement::end).toList());
        if (cut.isPresent()) {
            return script.refused(
                    cut.get().position(),
                    "Flyway cuts this statement in two at a ';' within it",
                    "SQLite gets half of it and fails. Put names that hold such characters in double quotes, and write no comment within a comment.");
        }
        return sqlite.size() == statements.size() ? script : withoutDropped(script, statements, sqlite);
    }

    private static boolean managesTransaction(SqlStatement statement, ScriptTransaction transaction) {
        boolean toSavepoint = statement.tokens().stream().limit(3).anyMatch(token -> token.is("TO"));
        return statement.tokens().get(0).is("BEGIN")
                || (transaction == ScriptTransaction.ALWAYS
                        && (statement.tokens().get(0).is("COMMIT")
                                || (statement.tokens().get(0).is("ROLLBACK") && !toSavepoint)));
    }

    private static MigrationScript endsTransaction(MigrationScript script, SqlStatement statement) {
        String word = statement.tokens().get(0).text();
        return script.refused(
                statement.position(),
                "%s interferes with the transaction that Flyway opens for the file: Flyway then fails".formatted(word),
                "Delete it; Flyway begins and commits by itself. To run the file without a transaction, put executeInTransaction=false in %s.conf."
                        .formatted(script.file()));
    }

    private static MigrationScript withoutDropped(
            MigrationScript script, List<Statement> statements, List<SqlStatement> sqlite) {
        String text = script.text();
        List<ScriptRemark> remarks = new ArrayList<>();
        int from = 0;
        for (Statement statement : statements) {
            // What Flyway takes for a comment before the statement goes with it.
            int start = from;
            List<SqlStatement> within = sqlite.stream()
                    .filter(s -> s.offset() >= start && s.offset() < statement.end())
                    .toList();
            from = statement.end();
            for (SqlStatement dropped : within.subList(Math.min(1, within.size()), within.size())) {
                text = TextPart.blanking(
                        text,
                        dropped.offset(),
                        dropped.offset() + dropped.text().length());
                remarks.add(
                        new ScriptRemark(
                                dropped.position(),
                                "Flyway takes this for the end of the statement before it, and SQLite's driver runs only the first of the two",
                                "It is dropped, and nothing says so. Look for a parenthesis too many, or a comment within a comment, before it."));
            }
        }
        return script.withText(text).misread(remarks);
    }
}
