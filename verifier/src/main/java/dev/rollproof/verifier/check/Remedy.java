package dev.rollproof.verifier.check;

import dev.rollproof.verifier.diff.SchemaChange;
import dev.rollproof.verifier.diff.SchemaChange.ColumnChanged;
import dev.rollproof.verifier.diff.SchemaChange.ColumnLeftBehind;
import dev.rollproof.verifier.diff.SchemaChange.ColumnMissing;
import dev.rollproof.verifier.diff.SchemaChange.ColumnOrder;
import dev.rollproof.verifier.diff.SchemaChange.ObjectChanged;
import dev.rollproof.verifier.diff.SchemaChange.ObjectLeftBehind;
import dev.rollproof.verifier.diff.SchemaChange.ObjectMissing;
import dev.rollproof.verifier.diff.SchemaChange.SettingChanged;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
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

    /** More remedies than these are no help in a line. */
    private static final int SHOWN = 4;

    private Remedy() {}

    /**
     * Says what to do.
     *
     * @param found the schema that the rollback finds: what is missing after it and stands there, the rollback took away itself
     */
    static String of(List<SchemaChange> changes, SchemaSnapshot found) {
        String statements = changes.stream()
                .limit(SHOWN)
                .map(Remedy::statement)
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        String more = changes.size() > SHOWN ? " And so on for the other differences." : "";
        String rest = changes.stream()
                .limit(SHOWN)
                .filter(change -> statement(change).isEmpty())
                .map(change -> inWords(change, found))
                .distinct()
                .collect(Collectors.joining("; "));
        if (rest.isEmpty()) {
            return "In the rollback: " + statements + more;
        }
        return "In the rollback, " + rest + (statements.isEmpty() ? "." : "; and: " + statements) + more;
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
        if (change instanceof ObjectMissing gone
                && !isTable(gone.missing())
                && isShort(gone.missing().sql())) {
            return Optional.of(gone.missing().sql().strip() + ";");
        }
        return Optional.empty();
    }

    private static String inWords(SchemaChange change, SchemaSnapshot found) {
        if (change instanceof ObjectMissing missing) {
            String object = described(missing.missing());
            return (found.relation(missing.missing().name()).isPresent()
                            ? "do not drop " + object + ", or create it again"
                            : "create " + object + " again")
                    + (missing.missing() instanceof Table ? ", with its indexes and triggers" : "");
        }
        if (change instanceof ObjectChanged changed) {
            return "create " + described(changed.was()) + " as it was";
        }
        if (change instanceof ColumnChanged changed) {
            return "declare " + changed.before().orElse("") + " in "
                    + changed.table().name();
        }
        if (change instanceof ColumnMissing missing) {
            return "put " + missing.before().orElse("") + " back into "
                    + missing.table().name();
        }
        if (change instanceof ColumnOrder order) {
            return "build " + order.was().name() + " with its columns in the old order";
        }
        return change.before()
                .map(constraint -> "give " + change.object() + " its " + constraint + " back")
                .orElseGet(() -> "build " + change.object() + " without "
                        + change.after().orElse(""));
    }

    private static String described(SchemaObject object) {
        return keyword(object).toLowerCase(Locale.ROOT) + " " + object.name();
    }

    private static boolean isShort(String sql) {
        return sql.length() <= LONGEST_STATEMENT && !sql.contains("\n") && !sql.contains("--");
    }

    private static String keyword(SchemaObject object) {
        if (isTable(object)) {
            return "TABLE";
        }
        return object instanceof View
                ? "VIEW"
                : object.getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }

    private static boolean isTable(SchemaObject object) {
        return object instanceof Table || object instanceof VirtualTable;
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
