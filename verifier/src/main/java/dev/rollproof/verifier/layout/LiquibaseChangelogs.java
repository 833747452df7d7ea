package dev.rollproof.verifier.layout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollproof.verifier.layout.LiquibaseSplitting.Unsplit;
import dev.rollproof.verifier.migration.DirectoryProblem;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour;
import dev.rollproof.verifier.migration.DirectoryProblem.ToolBehaviour.Kind;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.ScriptTransaction;
import dev.rollproof.verifier.sql.SourcePosition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All changesets that a changelog and those it includes hold, in the order in which Liquibase runs them. */
final class LiquibaseChangelogs {
    private final ChangelogFiles files;
    private final LiquibaseProperties properties;
    private final List<LiquibaseChangeset> changesets = new ArrayList<>();
    private final List<DirectoryProblem> problems = new ArrayList<>();
    private final Set<String> identities = new HashSet<>();
    private final Set<String> elsewhere = new TreeSet<>();
    private final Deque<String> open = new ArrayDeque<>();

    LiquibaseChangelogs(ChangelogFiles files, ReadingOptions options) {
        this.files = files;
        this.properties = new LiquibaseProperties(options);
    }

    List<LiquibaseChangeset> changesets() {
        return changesets;
    }

    List<DirectoryProblem> problems() {
        return problems;
    }

    LiquibaseProperties properties() {
        return properties;
    }

    /** Whether a changeset is for SQLite; of what databases those are that are not is remembered. */
    boolean isForSqlite(Optional<String> dbms) {
        boolean forSqlite = LiquibaseAttributes.isForSqlite(dbms);
        if (!forSqlite) {
            elsewhere.add(dbms.orElse(""));
        }
        return forSqlite;
    }

    /** What the changesets that are not for SQLite say in dbms, each once. */
    Set<String> elsewhere() {
        return elsewhere;
    }

    ChangelogFiles files() {
        return files;
    }

    void problem(DirectoryProblem problem) {
        problems.add(problem);
    }

    /** Liquibase reads all changelogs before it applies anything: one mistake stops everything. */
    void stops(String file, SourcePosition position, String why, String help) {
        problem(ToolBehaviour.at(
                Kind.FILE_STOPS_TOOL,
                file,
                position,
                "Liquibase stops at this line and applies no changeset at all: " + why,
                help));
    }

    /** Reads one file, whatever it is; what is no changelog is passed over. */
    void read(String file) {
        if (open.contains(file)) {
            stops(
                    file,
                    new SourcePosition(1, 1),
                    "it includes itself",
                    "Take the include away that closes the circle.");
            return;
        }
        open.push(file);
        if (ChangelogFiles.isSql(file)) {
            String text = files.text(file);
            if (FormattedSqlFile.isFormatted(text)) {
                FormattedSqlFile.read(file, text, this);
            } else {
                rawFile(file, text);
            }
        } else if (ChangelogFiles.isStructured(file)) {
            JsonNode changelog = structured(file);
            if (changelog.has(StructuredChangelog.ROOT)) {
                new StructuredChangelog(file, files.text(file), this).read(changelog.get(StructuredChangelog.ROOT));
            }
        }
        open.pop();
    }

    private JsonNode structured(String file) {
        return ChangelogFiles.isXml(file)
                ? XmlChangelog.read(files.path(file).toString(), files.text(file))
                : DataFile.read(files.path(file));
    }

    /** Without the header the whole file is one changeset that is not split. */
    private void rawFile(String file, String text) {
        if (text.isBlank()) {
            stops(file, new SourcePosition(1, 1), "the file is empty", "Take it away, or write SQL into it.");
            return;
        }
        String normal = text.replace("\r\n", "\n").replace('\r', '\n');
        Unsplit why = new Unsplit(
                "%s does not begin with the line --liquibase formatted sql".formatted(file),
                "Write that line above all others, and --changeset AUTHOR:ID below it.");
        MigrationScript up =
                LiquibaseSql.script(file, normal, new LiquibaseSplitting(false, Optional.empty(), false, why));
        add(new LiquibaseChangeset(
                "raw",
                "includeAll",
                file,
                file,
                new SourcePosition(1, 1),
                "",
                up.in(ScriptTransaction.ALWAYS),
                Optional.empty()));
    }

    void add(LiquibaseChangeset changeset) {
        if (identities.add(changeset.identity())) {
            changesets.add(changeset);
            return;
        }
        stops(
                changeset.file(),
                changeset.position(),
                "a second changeset is %s".formatted(changeset.identity()),
                "Id, author and file together must be unique. Give this one another id.");
    }

    /** {@code changesetId:… changesetAuthor:…} in a rollback: that changeset's SQL is run again. */
    Optional<MigrationScript> again(LiquibaseChangeset own, LiquibaseRollbackText rollback) {
        Optional<String> id = rollback.word("changesetId");
        Optional<String> author = rollback.word("changesetAuthor");
        String path = rollback.word("changesetPath").orElse(own.path());
        return again(own, id.orElse(""), author.orElse(""), path, rollback.position());
    }

    Optional<MigrationScript> again(
            LiquibaseChangeset own, String id, String author, String path, SourcePosition position) {
        List<LiquibaseChangeset> known = new ArrayList<>(changesets);
        known.add(own);
        Optional<MigrationScript> found = known.stream()
                .filter(changeset -> changeset.id().equals(id)
                        && changeset.author().equals(author)
                        && isSamePath(changeset.path(), path))
                .findFirst()
                .map(LiquibaseChangeset::up);
        if (found.isEmpty()) {
            stops(
                    own.file(),
                    position,
                    "the rollback of %s:%s is changeset %s:%s, which is not in %s or stands further down"
                            .formatted(own.author(), own.id(), author, id, path),
                    "Name a changeset that stands before this one: changesetId:ID changesetAuthor:AUTHOR.");
        }
        return found;
    }

    /** Liquibase's search path may begin above or below the migrations folder. */
    private static boolean isSamePath(String a, String b) {
        return ("/" + a).endsWith("/" + b) || ("/" + b).endsWith("/" + a);
    }

    /** {@code --rollbackSqlFile path:… relativeToChangelogFile:…}, which Liquibase Pro has. */
    Optional<MigrationScript> rollbackFile(String from, String rest, LiquibaseAttributes attributes) {
        String path = word(rest, "path").orElse("");
        boolean relative = word(rest, "relativeToChangelogFile")
                .filter("true"::equalsIgnoreCase)
                .isPresent();
        return files.find(path, relative ? Optional.of(from) : Optional.empty())
                .filter(found -> files.path(found).toFile().isFile())
                .map(found -> LiquibaseSql.script(
                        found, properties.expand(files.text(found).replace("\r\n", "\n")), attributes.rollback()))
                .or(() -> {
                    missing(from, path);
                    return Optional.empty();
                });
    }

    void missing(String from, String path) {
        problem(ToolBehaviour.of(
                Kind.MIGRATION_FILE_MISSING,
                from,
                "Liquibase stops before the first changeset: %s names %s, which is not there".formatted(from, path),
                "It applies nothing at all. Rollproof looks in the folder of the migrations and in those above it,"
                        + " as far as the project reaches."));
    }

    private static Optional<String> word(String text, String name) {
        Matcher matcher = Pattern.compile("\\b" + name + ":\\s*(\\S+)", Pattern.CASE_INSENSITIVE)
                .matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
