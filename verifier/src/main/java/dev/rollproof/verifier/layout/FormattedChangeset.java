package dev.rollproof.verifier.layout;

import dev.rollproof.verifier.layout.FormattedSqlFile.Line;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.ScriptRemark;
import dev.rollproof.verifier.sql.SourcePosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One changeset of a formatted SQL file while its lines are gathered. */
final class FormattedChangeset {
    /** What a person takes for a rollback and Liquibase for a comment. */
    private static final Pattern NO_ROLLBACK =
            Pattern.compile("\\s*(--\\s*rollback\\b.*|/\\*\\s*liquibase\\s+rollback\\b.*)", Pattern.CASE_INSENSITIVE);

    private final String file;
    private final Line header;
    private final String id;
    private final String author;
    private final LiquibaseAttributes attributes;
    private final List<Line> up = new ArrayList<>();
    private final List<ScriptRemark> overlooked = new ArrayList<>();
    private final LiquibaseRollbackText rollback;
    private Optional<String> rollbackFile = Optional.empty();
    private String comment = "";

    FormattedChangeset(String file, Line header, String id, String author, LiquibaseAttributes attributes) {
        this.file = file;
        this.header = header;
        this.id = id;
        this.author = author;
        this.attributes = attributes;
        this.rollback = new LiquibaseRollbackText();
    }

    Line header() {
        return header;
    }

    LiquibaseAttributes attributes() {
        return attributes;
    }

    LiquibaseRollbackText rollback() {
        return rollback;
    }

    /** As its line names it. */
    String name() {
        return author + ":" + id;
    }

    boolean isEmpty() {
        return up.stream().allMatch(line -> line.text().isBlank());
    }

    void rollbackFile(String rest) {
        rollbackFile = Optional.of(rest);
    }

    void line(Line line) {
        Optional<LiquibaseDirective> directive = LiquibaseDirective.of(line.text());
        if (directive.isEmpty()) {
            up.add(line);
            if (NO_ROLLBACK.matcher(line.text()).matches()) {
                overlooked.add(overlooked(line));
            }
            return;
        }
        Matcher matcher = directive.get().in(line.text());
        if (!matcher.matches()) {
            return;
        }
        switch (directive.get()) {
            case COMMENT -> comment = matcher.group(1).strip();
            case ROLLBACK -> rollback.line(line.from(matcher.start(1)));
            default -> {}
        }
    }

    private ScriptRemark overlooked(Line line) {
        String written = line.text().strip();
        boolean block = written.startsWith("/*");
        boolean bare = written.toLowerCase(Locale.ROOT).endsWith("rollback");
        String why = block
                ? "the words \"liquibase rollback\" must stand alone on the comment's first line"
                : "a blank must follow the word rollback" + (bare ? ", and the SQL" : ", and nothing else");
        String next = bare ? " Lines of SQL that follow it are run with the changeset." : "";
        return new ScriptRemark(
                line.position(),
                "Liquibase takes \"%s\" for an ordinary comment: %s".formatted(written, why),
                "It is no rollback, and nothing says so.%s Write --rollback SQL, on each line of it.".formatted(next));
    }

    /**
     * The changeset as Liquibase runs it.
     *
     * @param before the one before it in the file, whose SQL Liquibase runs again where this one has none
     * @param last whether it is the last of the file
     */
    LiquibaseChangeset changeset(
            String path, LiquibaseChangelogs changelogs, Optional<LiquibaseChangeset> before, boolean last) {
        MigrationScript up = before.filter(previous -> isEmpty())
                .map(previous -> previous.up().misread(List.of(runsAnother(previous))))
                .orElseGet(() -> upScript(changelogs.properties(), last));
        String known = attributes.logicalFilePath().orElse(path);
        LiquibaseChangeset changeset = new LiquibaseChangeset(
                id, author, known, file, position(), comment, up.in(attributes.transaction()), Optional.empty());
        Optional<MigrationScript> script = isEmpty() ? Optional.empty() : rollbackScript(changeset, changelogs);
        return changeset.withRollback(script.map(found -> found.in(attributes.transaction())));
    }

    private SourcePosition position() {
        return header.position();
    }

    private MigrationScript upScript(LiquibaseProperties properties, boolean last) {
        MigrationScript script = LiquibaseSql.script(file, properties.expand(Line.inPlace(up)), splitting(last));
        List<ScriptRemark> misread = Stream.concat(overlooked.stream(), script.misreadings().stream())
                .sorted(Comparator.comparing(remark -> remark.position().line()))
                .toList();
        return script.misread(misread);
    }

    /** A slash on the last line of a file is the only delimiter of its last changeset then; Liquibase asks no other. */
    private LiquibaseSplitting splitting(boolean last) {
        LiquibaseSplitting splitting = attributes.up();
        String sql =
                up.stream().map(Line::text).collect(Collectors.joining("\n")).strip();
        return last && splitting.endDelimiter().isEmpty() && sql.endsWith("\n/")
                ? new LiquibaseSplitting(
                        splitting.split(), Optional.of("\n/$"), splitting.stripComments(), splitting.unsplit())
                : splitting;
    }

    private ScriptRemark runsAnother(LiquibaseChangeset previous) {
        return new ScriptRemark(
                position(),
                "Changeset %s is the last of the file and has no SQL, so Liquibase runs the SQL of %s:%s again"
                        .formatted(name(), previous.author(), previous.id()),
                "Give it SQL, or take it out.");
    }

    private Optional<MigrationScript> rollbackScript(LiquibaseChangeset own, LiquibaseChangelogs changelogs) {
        Optional<MigrationScript> ofFile =
                rollbackFile.flatMap(rest -> changelogs.rollbackFile(file, rest, attributes));
        if (ofFile.isPresent() || rollback.isEmpty()) {
            return ofFile;
        }
        if (rollback.isNoOperation()) {
            return Optional.of(new MigrationScript(file, ""));
        }
        if (rollback.namesChangeset()) {
            return changelogs.again(own, rollback);
        }
        MigrationScript script =
                LiquibaseSql.script(file, changelogs.properties().expand(rollback.sql()), attributes.rollback());
        return Optional.of(
                rollback.isGarbled()
                        ? script.misread(Stream.concat(Stream.of(rollback.garbled()), script.misreadings().stream())
                                .toList())
                        : script);
    }
}
