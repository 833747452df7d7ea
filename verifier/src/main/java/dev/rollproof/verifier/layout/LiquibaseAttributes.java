package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.layout.LiquibaseSplitting.Unsplit;
import dev.rollproof.verifier.migration.ScriptTransaction;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands behind the id on a changeset's line. As in Liquibase's AbstractFormattedChangeLogParser each is searched for
 * anywhere in the line, in any letter case, and the last one counts.
 */
record LiquibaseAttributes(String line, LiquibaseProperties properties) {

    private Optional<String> value(String name, String pattern) {
        Matcher matcher = Pattern.compile(".*" + name + ":(" + pattern + ").*", Pattern.CASE_INSENSITIVE)
                .matcher(line);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private boolean flag(String name, boolean otherwise) {
        return value(name, "\\w+").map(Boolean::parseBoolean).orElse(otherwise);
    }

    Optional<String> logicalFilePath() {
        return value("logicalFilePath", "\\S*").filter(path -> !path.isEmpty()).map(properties::expand);
    }

    boolean isIgnored() {
        return flag("ignore", false);
    }

    /** The databases that it is for. */
    Optional<String> dbms() {
        return value("dbms", "[^,][\\w!,]+").map(properties::expand);
    }

    /** As Liquibase's DatabaseList has it. */
    static boolean isForSqlite(Optional<String> dbms) {
        List<String> names = Arrays.stream(dbms.orElse("").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        if (names.isEmpty() || names.contains("all")) {
            return true;
        }
        return !names.contains("none")
                && !names.contains("!sqlite")
                && (names.contains("sqlite") || names.stream().allMatch(name -> name.startsWith("!")));
    }

    ScriptTransaction transaction() {
        return flag("runInTransaction", true) ? ScriptTransaction.ALWAYS : ScriptTransaction.NEVER;
    }

    /** Another program that is to run the SQL: sqlplus, psql. */
    Optional<String> runWith() {
        return value("runWith", "[\\w${}]+")
                .map(properties::expand)
                .filter(name -> !name.toLowerCase(Locale.ROOT).equals("jdbc"));
    }

    LiquibaseSplitting up() {
        Unsplit why = value("\\bsplitStatements", "\\w+").isPresent()
                ? new Unsplit(
                        "The changeset says splitStatements:false",
                        "Give each statement a changeset of its own, or say endDelimiter:// instead and write // after each.")
                : new Unsplit(
                        "Liquibase takes rollbackSplitStatements:false for splitStatements:false too",
                        "Say rollbackEndDelimiter:// instead.");
        return new LiquibaseSplitting(
                flag("splitStatements", true),
                value("\\bendDelimiter", "\\S*").filter(delimiter -> !delimiter.isEmpty()),
                flag("stripComments", true),
                why);
    }

    LiquibaseSplitting rollback() {
        return new LiquibaseSplitting(
                flag("rollbackSplitStatements", true),
                value("\\brollbackEndDelimiter", "\\S*").filter(delimiter -> !delimiter.isEmpty()),
                false,
                new Unsplit(
                        "The changeset says rollbackSplitStatements:false",
                        "Say rollbackEndDelimiter:// instead, and write // after each statement."));
    }
}
