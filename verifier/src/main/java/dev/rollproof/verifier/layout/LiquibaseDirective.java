package dev.rollproof.verifier.layout;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a formatted SQL file that say something to Liquibase, in the order in which it tries them inside a changeset, and
 * the slips at which it stops. From its AbstractFormattedChangeLogParser and FormattedSqlChangeLogParser, 5.0.4.
 */
enum LiquibaseDirective {
    COMMENT("--\\s*comment:? (.*)", "-\\s*comment:? .*|--\\s*comments:? .*", "--comment TEXT"),
    VALID_CHECK_SUM("--\\s*validCheckSum:? (.*)", "-\\s*validCheckSum.*", "--validCheckSum SUM"),
    ROLLBACK("\\s*--\\s*rollback (.*)", "\\s*-\\s*rollback\\s.*", "--rollback SQL"),
    ROLLBACK_BLOCK("\\s*/\\*\\s*liquibase\\s*rollback\\s*", "", ""),
    PRECONDITIONS("\\s*--\\s*preconditions(.*)", "\\s*-\\s*preconditions\\s.*", "--preconditions onFail:HALT"),
    PRECONDITION(
            "\\s*--\\s*precondition-((?:sql-check|table-exists|view-exists) .*)",
            "\\s*-\\s*precondition.*|\\s*--\\s*precondition-[a-zA-Z0-9-]+( .*)?",
            "--precondition-sql-check expectedResult:0 SELECT …, --precondition-table-exists table:NAME or"
                    + " --precondition-view-exists view:NAME");

    /** A line that this is; its group 1 is the rest. */
    private final Pattern right;

    /** A line that looks like it, at which Liquibase stops. */
    private final Pattern wrong;

    private final String form;

    LiquibaseDirective(String right, String wrong, String form) {
        this.right = pattern(right);
        this.wrong = pattern(wrong);
        this.form = form;
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    /** As it is written rightly. */
    String form() {
        return form;
    }

    Matcher in(String line) {
        return right.matcher(line);
    }

    static Optional<LiquibaseDirective> of(String line) {
        // A slip of one is tried before the next one, as Liquibase does.
        return Arrays.stream(values())
                .filter(directive -> directive.in(line).matches()
                        || directive.wrong.matcher(line).matches())
                .findFirst()
                .filter(directive -> directive.in(line).matches());
    }

    static Optional<LiquibaseDirective> slip(String line) {
        return line.isBlank()
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(directive -> directive.in(line).matches()
                                || directive.wrong.matcher(line).matches())
                        .findFirst()
                        .filter(directive -> !directive.in(line).matches());
    }
}
