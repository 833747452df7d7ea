package dev.rollproof.verifier.diff;

import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.Constraint;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.Table;
import java.util.Optional;

/**
 * One difference between the schema that should have come back and the one that is there.
 *
 * <p>{@code was} is what should have come back, {@code is} what is there now; <em>missing</em> is what was and is not,
 * <em>left behind</em> what is and was not.
 */
public sealed interface SchemaChange {
    /** What happened to what, in kebab case: {@code index-missing}, {@code column-changed}, {@code setting-changed}. */
    String kind();

    /** The object's name: {@code idx_tasks_status}, {@code users.email}; of a constraint, its table's. */
    String object();

    /** The table or view that it is about, or that its object belongs to and goes with; of a setting, its name. */
    default String relation() {
        return object();
    }

    /** Its SQL, definition or value as it should have come back; empty for what is left behind. */
    default Optional<String> before() {
        return Optional.empty();
    }

    /** Its SQL, definition or value as it is; empty for what is missing. */
    default Optional<String> after() {
        return Optional.empty();
    }

    /** One line in the user's words: {@code index idx_tasks_status on tasks(status) is missing}. */
    String describe();

    /** What it is about, for those who say themselves on which side it is what: {@code index idx_tasks_status on tasks(status)}. */
    String marked();

    /** A table, virtual table, index, view or trigger that is not there; what belongs to a table goes with it unsaid. */
    record ObjectMissing(SchemaObject missing) implements SchemaChange {
        @Override
        public String kind() {
            return Wording.type(missing) + "-missing";
        }

        @Override
        public String object() {
            return missing.name();
        }

        @Override
        public Optional<String> before() {
            return Optional.of(missing.sql());
        }

        @Override
        public String relation() {
            return Wording.relation(missing);
        }

        @Override
        public String marked() {
            return Wording.named(missing);
        }

        @Override
        public String describe() {
            return marked() + " is missing";
        }
    }

    /** A table, virtual table, index, view or trigger that should not be there; what belongs to a table is unsaid. */
    record ObjectLeftBehind(SchemaObject left) implements SchemaChange {
        @Override
        public String kind() {
            return Wording.type(left) + "-left-behind";
        }

        @Override
        public String object() {
            return left.name();
        }

        @Override
        public Optional<String> after() {
            return Optional.of(left.sql());
        }

        @Override
        public String relation() {
            return Wording.relation(left);
        }

        @Override
        public String marked() {
            return Wording.named(left);
        }

        @Override
        public String describe() {
            return marked() + " is left behind";
        }
    }

    /**
     * An object that is made otherwise. Of a table, only its options: its columns and constraints are changes of their own.
     *
     * @param difference in words, to follow the name: {@code is STRICT, was not}
     */
    record ObjectChanged(SchemaObject was, SchemaObject is, String difference) implements SchemaChange {
        @Override
        public String kind() {
            return Wording.type(was) + "-changed";
        }

        @Override
        public String object() {
            return was.name();
        }

        @Override
        public Optional<String> before() {
            return Optional.of(was.sql());
        }

        @Override
        public Optional<String> after() {
            return Optional.of(is.sql());
        }

        @Override
        public String relation() {
            return Wording.relation(was);
        }

        @Override
        public String marked() {
            return Wording.changed(was);
        }

        @Override
        public String describe() {
            return marked() + " " + difference;
        }
    }

    /** A column that is not there. */
    record ColumnMissing(Table table, Column column) implements SchemaChange {
        @Override
        public String kind() {
            return "column-missing";
        }

        @Override
        public String object() {
            return table.name() + "." + column.name();
        }

        @Override
        public Optional<String> before() {
            return Optional.of(Wording.definition(column));
        }

        @Override
        public String relation() {
            return table.name();
        }

        @Override
        public String marked() {
            return "column " + object();
        }

        @Override
        public String describe() {
            return marked() + " is missing";
        }
    }

    /** A column that should not be there. */
    record ColumnLeftBehind(Table table, Column column) implements SchemaChange {
        @Override
        public String kind() {
            return "column-left-behind";
        }

        @Override
        public String object() {
            return table.name() + "." + column.name();
        }

        @Override
        public Optional<String> after() {
            return Optional.of(Wording.definition(column));
        }

        @Override
        public String relation() {
            return table.name();
        }

        @Override
        public String marked() {
            return "column " + object();
        }

        @Override
        public String describe() {
            return marked() + " is left behind";
        }
    }

    /** A column that is declared differently. */
    record ColumnChanged(Table table, Column was, Column is) implements SchemaChange {
        @Override
        public String kind() {
            return "column-changed";
        }

        @Override
        public String object() {
            return table.name() + "." + was.name();
        }

        @Override
        public Optional<String> before() {
            return Optional.of(Wording.definition(was));
        }

        @Override
        public Optional<String> after() {
            return Optional.of(Wording.definition(is));
        }

        @Override
        public String relation() {
            return table.name();
        }

        @Override
        public String marked() {
            return "column " + object();
        }

        @Override
        public String describe() {
            return marked() + Wording.columns(was, is);
        }
    }

    /** The columns that both have stand in another order. */
    record ColumnOrder(Table was, Table is) implements SchemaChange {
        @Override
        public String kind() {
            return "column-order";
        }

        @Override
        public String object() {
            return was.name();
        }

        @Override
        public Optional<String> before() {
            return Optional.of(Wording.columnNames(was));
        }

        @Override
        public Optional<String> after() {
            return Optional.of(Wording.columnNames(is));
        }

        @Override
        public String marked() {
            return "order of the columns of " + was.name();
        }

        @Override
        public String describe() {
            return "columns of " + was.name() + " stand in another order: " + Wording.order(was, is);
        }
    }

    /** A constraint that is not there. */
    record ConstraintMissing(Table table, Constraint constraint) implements SchemaChange {
        @Override
        public String kind() {
            return "constraint-missing";
        }

        @Override
        public String object() {
            return table.name();
        }

        @Override
        public Optional<String> before() {
            return Optional.of(constraint.definition());
        }

        @Override
        public String marked() {
            return Wording.constraint(constraint) + " of table " + table.name();
        }

        @Override
        public String describe() {
            return marked() + " is missing";
        }
    }

    /** A constraint that should not be there. */
    record ConstraintLeftBehind(Table table, Constraint constraint) implements SchemaChange {
        @Override
        public String kind() {
            return "constraint-left-behind";
        }

        @Override
        public String object() {
            return table.name();
        }

        @Override
        public Optional<String> after() {
            return Optional.of(constraint.definition());
        }

        @Override
        public String marked() {
            return Wording.constraint(constraint) + " of table " + table.name();
        }

        @Override
        public String describe() {
            return marked() + " is left behind";
        }
    }

    /** A constraint on the same columns, or the same CHECK, that says something else. */
    record ConstraintChanged(Table table, Constraint was, Constraint is) implements SchemaChange {
        @Override
        public String kind() {
            return "constraint-changed";
        }

        @Override
        public String object() {
            return table.name();
        }

        @Override
        public Optional<String> before() {
            return Optional.of(was.definition());
        }

        @Override
        public Optional<String> after() {
            return Optional.of(is.definition());
        }

        @Override
        public String marked() {
            return "constraint of table " + table.name();
        }

        @Override
        public String describe() {
            return "table " + table.name() + Wording.constraints(was, is);
        }
    }

    /** A setting in the database's header that has another value. */
    record SettingChanged(String setting, long was, long is) implements SchemaChange {
        @Override
        public String kind() {
            return "setting-changed";
        }

        @Override
        public String object() {
            return setting;
        }

        @Override
        public Optional<String> before() {
            return Optional.of(Long.toString(was));
        }

        @Override
        public Optional<String> after() {
            return Optional.of(Long.toString(is));
        }

        @Override
        public String marked() {
            return setting;
        }

        @Override
        public String describe() {
            return setting + " is " + is + ", was " + was;
        }
    }
}
