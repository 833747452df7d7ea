package dev.rollproof.verifier.cli;

import dev.rollproof.verifier.RollbackScaffold;
import dev.rollproof.verifier.ScaffoldedRollback;
import dev.rollproof.verifier.ScaffoldedRollback.Proven;
import dev.rollproof.verifier.VerificationOptions;
import dev.rollproof.verifier.migration.Declarations;
import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.MigrationSet;
import dev.rollproof.verifier.migration.MigrationVersion;
import dev.rollproof.verifier.project.Project;
import dev.rollproof.verifier.project.ProjectDatabase;
import dev.rollproof.verifier.report.ScaffoldText;
import dev.rollproof.verifier.sql.SqlScript;
import dev.rollproof.verifier.sql.SqlSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code scaffold}: write the rollbacks that are missing. */
@Command(
        name = "scaffold",
        description = "Write the rollbacks that are missing, each proven on real SQLite before it is written.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ScaffoldCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private MigrationChoice choice = new MigrationChoice();

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "VERSION",
            description =
                    "Only for these migrations: a version, a name or a file (default: every one without a rollback).")
    private List<String> versions = List.of();

    ScaffoldCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Project project = choice.project(surroundings);
        List<ProjectDatabase> databases = choice.databases(project);
        if (databases.size() > 1 && !versions.isEmpty()) {
            throw new InvalidInputException("a version may be another migration in each of the databases "
                    + databases.stream().map(ProjectDatabase::name).collect(Collectors.joining(", "))
                    + "; say which one with --database");
        }
        List<ScaffoldedRollback> rollbacks = new ArrayList<>();
        int migrations = 0;
        // Each is read after the one before is written: two may share migrations.
        for (ProjectDatabase database : databases) {
            MigrationSet set = choice.migrations(database);
            migrations += set.migrations().size();
            rollbacks.addAll(write(set));
        }
        surroundings
                .out()
                .println(
                        rollbacks.isEmpty()
                                ? "nothing to write: "
                                        + (migrations == 1
                                                ? "the migration"
                                                : "each of the " + migrations + " migrations")
                                        + " has its rollback or is declared irreversible"
                                : ScaffoldText.summary(rollbacks));
        return rollbacks.stream().allMatch(Proven.class::isInstance) ? ExitCode.HOLDS : ExitCode.ERRORS;
    }

    private List<ScaffoldedRollback> write(MigrationSet migrations) {
        List<Migration> wanted = versions.isEmpty() ? missing(migrations) : named(migrations);
        String shown = surroundings.shown(migrations.directory());
        String folder = shown.equals(".") ? "" : shown + "/";
        List<ScaffoldedRollback> rollbacks = RollbackScaffold.of(migrations, wanted, VerificationOptions.DEFAULT);
        for (ScaffoldedRollback rollback : rollbacks) {
            if (rollback instanceof Proven proven && proven.isFile()) {
                proven.writeInto(migrations.directory());
            }
            surroundings.out().println(ScaffoldText.line(folder, rollback));
            if (rollback instanceof Proven proven && !proven.isFile()) {
                surroundings.out().println(proven.section());
            }
        }
        return rollbacks;
    }

    private static List<Migration> missing(MigrationSet migrations) {
        return migrations.migrations().stream()
                .filter(migration ->
                        isUnwritten(migration) && !Declarations.of(migration).irreversible())
                .toList();
    }

    /** Some tools ask for the section's heading in every file: nothing below it is no rollback. */
    private static boolean isUnwritten(Migration migration) {
        return migration
                .rollback()
                .map(rollback -> migration.rollbackPlace().heading().isPresent() && holdsNothing(rollback))
                .orElse(true);
    }

    private static boolean holdsNothing(MigrationScript script) {
        try {
            return script.refusal().isEmpty()
                    && Declarations.of(script).all().isEmpty()
                    && SqlScript.read(script.text()).statements().isEmpty();
        } catch (SqlSyntaxException e) {
            return false;
        }
    }

    private List<Migration> named(MigrationSet migrations) {
        Set<MigrationVersion> asked = versions.stream().map(migrations::version).collect(Collectors.toSet());
        List<Migration> named = migrations.migrations().stream()
                .filter(migration -> asked.remove(migration.version()))
                .toList();
        if (!asked.isEmpty()) {
            throw new InvalidInputException("version " + asked.iterator().next()
                    + " is not among the migrations that --include, --exclude and --to leave");
        }
        for (Migration migration : named) {
            if (!isUnwritten(migration)) {
                throw new InvalidInputException(migration.name() + " has its rollback, "
                        + migrations
                                .directory()
                                .resolve(migration.rollbackPlace().file())
                        + ", which is not overwritten; move it away to have it written");
            }
            migration.whyNoRollback().ifPresent(why -> {
                throw new InvalidInputException("%s needs no rollback: %s".formatted(migration.name(), why));
            });
            if (Declarations.of(migration).irreversible()) {
                throw new InvalidInputException(migration.name()
                        + " is declared irreversible; take the declaration out to have its rollback written");
            }
        }
        return named;
    }
}
