package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange;
import dev.rollproof.verifier.diff.SchemaChange.ColumnLeftBehind;
import dev.rollproof.verifier.diff.SchemaChange.ObjectLeftBehind;
import dev.rollproof.verifier.diff.SchemaChange.ObjectMissing;
import dev.rollproof.verifier.diff.SchemaChange.SettingChanged;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.snapshot.View;
import dev.rollproof.verifier.snapshot.VirtualTable;
import dev.rollproof.verifier.sql.SqlToken;
import dev.rollproof.verifier.sql.SqlTokens;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What to write into a rollback that leaves differences: statements where one mends it, else what to put back. */
final class Remedy {
    /** A longer statement is not read in a line; the finding's change holds it whole. */
    private static final int LONGEST_STATEMENT = 120;

    private Remedy() {}

    static String of(List<SchemaChange> changes) {
        String statements = changes.stream()
                .map(Remedy::statement)
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        String rest = changes.stream()
                .filter(change -> statement(change).isEmpty())
                .map(Remedy::inWords)
                .distinct()
                .collect(Collectors.joining(", "));
        if (rest.isEmpty()) {
            return "In the rollback: " + statements;
        }
        return "In the rollback " + rest + (statements.isEmpty() ? "." : ". And: " + statements);
    }

    /** Empty where no single statement mends it: SQLite changes most of a table only by building it anew. */
    private static Optional<String> statement(SchemaChange change) {
        if (change instanceof SettingChanged setting) {
            return Optional.of("PRAGMA " + setting.setting() + " = " + setting.was() + ";");
        }
        if (change instanceof ColumnLeftBehind left) {
            return Optional.of("ALTER TABLE " + name(left.table()) + " DROP COLUMN "
                    + written(left.table().sql(), left.column().name()) + ";");
        }
        if (change instanceof ObjectLeftBehind left) {
            return Optional.of("DROP " + keyword(left.left()) + " " + name(left.left()) + ";");
        }
        if (change instanceof ObjectMissing missing && isShort(missing.missing().sql())) {
            return Optional.of(missing.missing().sql().strip() + ";");
        }
        return Optional.empty();
    }

    private static String inWords(SchemaChange change) {
        if (change instanceof ObjectMissing missing) {
            return "create " + keyword(missing.missing()).toLowerCase(Locale.ROOT) + " "
                    + missing.missing().name() + " again";
        }
        if (change instanceof SchemaChange.ObjectChanged changed && !(changed.was() instanceof Table)) {
            return "create " + keyword(changed.was()).toLowerCase(Locale.ROOT) + " "
                    + changed.was().name() + " as it was";
        }
        return "make table " + tableOf(change) + " what it was";
    }

    private static String tableOf(SchemaChange change) {
        int dot = change.object().lastIndexOf('.');
        return dot < 0 ? change.object() : change.object().substring(0, dot);
    }

    private static boolean isShort(String sql) {
        return sql.length() <= LONGEST_STATEMENT && !sql.contains("\n") && !sql.contains("--");
    }

    private static String keyword(SchemaObject object) {
        if (object instanceof Table || object instanceof VirtualTable) {
            return "TABLE";
        }
        return object instanceof View
                ? "VIEW"
                : object.getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }

    private static String name(SchemaObject object) {
        return written(object.sql(), object.name());
    }

    /** The name as the SQL that made it writes it, with the quotes that it may need. */
    private static String written(String sql, String name) {
        return SqlTokens.read(sql).stream()
                .filter(token -> token.name().equals(name))
                .map(SqlToken::text)
                .findFirst()
                .orElse(name);
    }
}
