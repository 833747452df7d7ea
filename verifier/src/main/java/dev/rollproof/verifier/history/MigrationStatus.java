package dev.rollproof.verifier.history;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.history.MigrationHistory.Standing;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a database stands to the migrations of a directory.
 *
 * @param lines one for each migration, in the order of the directory, then those applied ones that it does not have
 */
public record MigrationStatus(List<Line> lines) {

    /** Keeps its own copy of the list. */
    public MigrationStatus {
        lines = List.copyOf(lines);
    }

    /**
     * What is to be said of one migration: at least one of both is there.
     *
     * @param migration the migration of the directory, if it has it
     * @param applied what the tracking table says of it, if it does
     * @param standing what becomes of it; empty when it is applied
     */
    public record Line(Optional<Migration> migration, Optional<AppliedMigration> applied, Optional<Standing> standing) {
        private Line unfinished(String why) {
            AppliedMigration row =
                    applied.orElseGet(() -> AppliedMigration.of(migration, name(), Optional.empty(), Optional.empty()));
            return new Line(migration, Optional.of(row.but(AppliedMigration.State.UNFINISHED, why)), Optional.empty());
        }

        /** What is to be said of it in a word. */
        public Kind kind() {
            if (standing.isPresent()) {
                return switch (standing.get()) {
                    case PENDING -> Kind.PENDING;
                    case LATE -> Kind.LATE;
                    case OUT_OF_ORDER -> Kind.OUT_OF_ORDER;
                    case PASSED_OVER -> Kind.PASSED_OVER;
                };
            }
            return switch (applied.orElseThrow().state()) {
                case UNFINISHED -> Kind.UNFINISHED;
                case EDITED -> migration.isPresent() ? Kind.EDITED : Kind.UNKNOWN;
                case APPLIED -> migration.isPresent() ? Kind.APPLIED : Kind.UNKNOWN;
            };
        }

        /** The name of the file, or else what the tracking table calls it. */
        public String name() {
            return migration
                    .map(Migration::name)
                    .orElseGet(() -> applied.map(AppliedMigration::name).orElseThrow());
        }
    }

    /** What there is to say of one migration. */
    public enum Kind {
        /** Applied, as its file is now. */
        APPLIED,
        /** Applied from another text, or under another name, than the file has now. */
        EDITED,
        /** Begun and not ended: part of it may be in the database. */
        UNFINISHED,
        /** Applied, and not among the migrations. */
        UNKNOWN,
        /** Applied in its turn. */
        PENDING,
        /** Applied next, though later ones are applied already. */
        LATE,
        /** A later one is applied already, and so none is applied before somebody decides. */
        OUT_OF_ORDER,
        /** A later one is applied already, and this one never is. */
        PASSED_OVER;

        /** Whether somebody has to look: the next run alone does not put it right. */
        public boolean isProblem() {
            return this != APPLIED && this != PENDING && this != LATE;
        }
    }

    /** Reads what {@code history} keeps in {@code database} and holds it against {@code migrations}. */
    public static MigrationStatus of(MigrationSet migrations, MigrationHistory history, SqliteDatabase database) {
        List<AppliedMigration> applied = history.read(database);
        Map<Migration, AppliedMigration> rows = new HashMap<>();
        applied.forEach(row -> row.migration().ifPresent(migration -> rows.put(migration, row)));
        List<Line> lines = new ArrayList<>();
        for (Migration migration : migrations.migrations()) {
            Optional<AppliedMigration> row = Optional.ofNullable(rows.get(migration));
            lines.add(new Line(
                    Optional.of(migration),
                    row,
                    row.isPresent() ? Optional.empty() : Optional.of(history.standing(migration, applied))));
        }
        applied.stream()
                .filter(row -> row.migration()
                        .filter(migrations.migrations()::contains)
                        .isEmpty())
                .forEach(row -> lines.add(new Line(Optional.empty(), Optional.of(row), Optional.empty())));
        return new MigrationStatus(lines);
    }

    /**
     * The same, and one migration that was begun and not ended, which the tracking table does not tell.
     *
     * @param name the migration's name
     * @param why what is known of it, as a sentence without its final stop
     */
    public MigrationStatus unfinished(String name, String why) {
        List<Line> told = new ArrayList<>(lines);
        told.replaceAll(line -> line.name().equals(name) ? line.unfinished(why) : line);
        if (told.equals(lines)) {
            AppliedMigration row = AppliedMigration.of(Optional.empty(), name, Optional.empty(), Optional.empty());
            told.add(new Line(Optional.empty(), Optional.of(row), Optional.empty()).unfinished(why));
        }
        return new MigrationStatus(told);
    }

    /** Whether the next run alone brings the database to where it should be. */
    public boolean isInOrder() {
        return lines.stream().noneMatch(line -> line.kind().isProblem());
    }

    /** The applied migrations of the directory, in its order. */
    public List<Migration> applied() {
        return lines.stream()
                .filter(line -> line.applied().isPresent())
                .flatMap(line -> line.migration().stream())
                .toList();
    }

    /** Whether the tracking table says that the migration of this name is applied, all of it. */
    public boolean records(String name) {
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .flatMap(line -> line.applied().stream())
                .anyMatch(row -> row.state() != AppliedMigration.State.UNFINISHED);
    }

    /** Those that are not applied and stand so. */
    public List<Migration> standing(Standing standing) {
        return lines.stream()
                .filter(line -> line.standing().filter(standing::equals).isPresent())
                .flatMap(line -> line.migration().stream())
                .toList();
    }

    /** What the tracking table says was begun and not ended. */
    public List<AppliedMigration> unfinished() {
        return lines.stream()
                .flatMap(line -> line.applied().stream())
                .filter(row -> row.state() == AppliedMigration.State.UNFINISHED)
                .toList();
    }
}
