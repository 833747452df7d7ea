package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.ScriptRemark;
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.sql.SourcePosition;
import dev.rollproof.verifier.sql.SqlComment;
import dev.rollproof.verifier.sql.SqlScript;
import dev.rollproof.verifier.sql.SqlStatement;
import dev.rollproof.verifier.sql.SqlSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A migration's text as Drizzle runs it (drizzle-orm 0.45 and 1.0, {@code migrator.js}): cut at each
 * {@code --> statement-breakpoint}, wherever that stands, and each part is one call of the driver. All of it is in one
 * transaction.
 *
 * <p>In the text that SQLite gets here a {@code ;} stands where a part ends without one, and no breakpoint: SQLite would take
 * what follows it on its line for a comment.
 */
final class DrizzleScript {
    static final String BREAKPOINT = "--> statement-breakpoint";
    /** All that {@code drizzle-kit generate --custom} writes, without a line end after it. */
    private static final String TEMPLATE = "-- Custom SQL migration file, put your code below! --";

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String file;
    private final String text;
    private final Supplier<DrizzleDriver> driver;

    private final StringBuilder run;
    private final List<Integer> cuts = new ArrayList<>();
    private final List<ScriptRemark> misreadings = new ArrayList<>();
    private Optional<ScriptRemark> refusal = Optional.empty();

    private DrizzleScript(String file, String text, Supplier<DrizzleDriver> driver) {
        this.file = file;
        this.text = text;
        this.driver = driver;
        this.run = new StringBuilder(text);
    }

    /**
     * What Drizzle makes of a file.
     *
     * @param driver asked only where drivers differ
     */
    static MigrationScript of(String file, String text, Supplier<DrizzleDriver> driver) {
        return new DrizzleScript(file, text, driver).script();
    }

    private MigrationScript script() {
        swallowedByTemplate().ifPresent(misreadings::add);
        int start = 0;
        for (int cut = text.indexOf(BREAKPOINT); cut >= 0; cut = text.indexOf(BREAKPOINT, start)) {
            part(start, cut, false);
            start = cut + BREAKPOINT.length();
            cuts.add(start);
        }
        part(start, text.length(), true);
        MigrationScript script = new MigrationScript(file, run.toString()).in(ScriptTransaction.ALWAYS);
        return refusal.or(this::cutInTwo)
                .map(why -> script.refused(why.position(), why.message(), why.help()))
                .orElseGet(() -> script.misread(misreadings));
    }

    private void part(int start, int end, boolean last) {
        String part = text.substring(start, end);
        Optional<List<SqlStatement>> statements = statements(part);
        if (statements.isEmpty()) {
            // A string that never ends: it is cut in two here, or else SQLite says what is wrong.
            if (!last) {
                refuse(cut(start));
            }
            return;
        }
        if (statements.get().isEmpty()) {
            refuse(empty(start, end));
            return;
        }
        if (statements.get().size() > 1) {
            several(start, statements.get());
        }
        if (!last) {
            end(start, end, part, statements.get());
        }
    }

    /** The statements of a part; empty where a string never ends. A comment may, as in SQLite. */
    private static Optional<List<SqlStatement>> statements(String part) {
        return Statements.of(part).or(() -> Statements.of(part + "*/"));
    }

    /** Ends the last statement of a part where the part ends, whatever comment stands before the breakpoint. */
    private void end(int start, int end, String part, List<SqlStatement> statements) {
        SqlStatement last = statements.get(statements.size() - 1);
        int from =
                start + openComment(part, last.offset() + last.text().length()).orElse(part.length());
        blank(from, end + BREAKPOINT.length());
        if (!last.text().endsWith(";")) {
            run.setCharAt(end, ';');
        }
    }

    /** Where a comment begins that would swallow what follows the part. */
    private static Optional<Integer> openComment(String part, int afterStatements) {
        String rest = part.substring(afterStatements);
        try {
            SqlScript.read(rest);
            List<SqlComment> comments = SqlComment.read(rest);
            return comments.stream()
                    .reduce((earlier, later) -> later)
                    .filter(comment -> comment.position().line()
                            == SourcePosition.of(rest, rest.length()).line())
                    .map(comment -> part.length() - comment.text().length() - 2);
        } catch (SqlSyntaxException e) {
            return Optional.of(afterStatements);
        }
    }

    private void blank(int from, int to) {
        String blanked = TextPart.blanking(run.toString(), from, to);
        run.setLength(0);
        run.append(blanked);
    }

    private void several(int start, List<SqlStatement> statements) {
        if (driver.get() == DrizzleDriver.LIBSQL) {
            statements.stream().skip(1).forEach(dropped -> {
                misreadings.add(new ScriptRemark(
                        position(start + dropped.offset()),
                        "libsql never runs this statement: Drizzle gives it what stands between two breakpoints in one"
                                + " call, and it runs the first statement of a call and drops the rest without a word",
                        "Put --> statement-breakpoint before it."));
                blank(
                        start + dropped.offset(),
                        start + dropped.offset() + dropped.text().length());
            });
            return;
        }
        String others = driver.get() == DrizzleDriver.UNKNOWN ? "; libsql would run the first and drop the rest" : "";
        refuse(new ScriptRemark(
                position(start + statements.get(1).offset()),
                "%s gets %d statements in one call, and refuses more than one%s"
                        .formatted("better-sqlite3", statements.size(), others),
                "Put --> statement-breakpoint before this statement, and before each further one: Drizzle gives the driver"
                        + " what stands between two of them in one call."));
    }

    private ScriptRemark empty(int start, int end) {
        boolean whole = start == 0 && end == text.length();
        if (whole && swallowedByTemplate().isPresent()) {
            return swallowedByTemplate().get();
        }
        String what = whole
                ? "the file holds no statement"
                : end == text.length()
                        ? "no statement follows the last --> statement-breakpoint"
                        : "no statement stands before this --> statement-breakpoint";
        boolean template = whole && withoutMark().strip().equals(TEMPLATE);
        return new ScriptRemark(
                position(whole ? 0 : end == text.length() ? start - BREAKPOINT.length() : end),
                (template ? "the file is drizzle-kit's empty template" : what)
                        + ", and the driver refuses a call without one",
                whole
                        ? "drizzle-kit migrate stops here and applies nothing. Write the statement below the comment, or take the"
                                + " migration out."
                        : "drizzle-kit migrate stops here and applies nothing. Delete the breakpoint.");
    }

    private Optional<ScriptRemark> swallowedByTemplate() {
        int line = withoutMark().indexOf('\n');
        String first = line < 0 ? withoutMark() : withoutMark().substring(0, line);
        if (!first.startsWith(TEMPLATE)
                || first.contains(BREAKPOINT)
                || first.substring(TEMPLATE.length()).isBlank()) {
            return Optional.empty();
        }
        return Optional.of(new ScriptRemark(
                new SourcePosition(1, TEMPLATE.length() + 1),
                "\"%s\" is never run: drizzle-kit's template ends without a line end, so it belongs to the comment"
                        .formatted(first.substring(TEMPLATE.length()).strip()),
                "Put it on the next line."));
    }

    private String withoutMark() {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private ScriptRemark cut(int statement) {
        return new ScriptRemark(
                position(statement + leadingBlanks(statement)),
                "Drizzle cuts this statement in two at the --> statement-breakpoint inside it",
                "SQLite gets half of it and fails. Put the breakpoint after the statement's end: after the END; of a trigger,"
                        + " and never into a string.");
    }

    private int leadingBlanks(int from) {
        int blanks = 0;
        while (from + blanks < text.length() && Character.isWhitespace(text.charAt(from + blanks))) {
            blanks++;
        }
        return blanks;
    }

    private Optional<ScriptRemark> cutInTwo() {
        return ToolCuts.cutInTwo(run.toString(), cuts).map(statement -> cut(statement.offset()));
    }

    private void refuse(ScriptRemark why) {
        refusal = refusal.or(() -> Optional.of(why));
    }

    private SourcePosition position(int offset) {
        return SourcePosition.of(text, offset);
    }
}
