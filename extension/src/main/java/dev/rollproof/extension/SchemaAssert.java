package dev.rollproof.extension;

import dev.rollproof.verifier.diff.SchemaDiff;
import dev.rollproof.verifier.report.DiffText;
import dev.rollproof.verifier.snapshot.Column;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SnapshotJson;
import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Table;
import dev.rollproof.verifier.snapshot.View;
import dev.rollproof.verifier.snapshot.VirtualTable;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/** What can be asserted of whatever has a schema. */
abstract sealed class SchemaAssert<SELF extends SchemaAssert<SELF, ACTUAL>, ACTUAL> extends AbstractAssert<SELF, ACTUAL>
        permits SchemaSnapshotAssert, TestDatabaseAssert {
    SchemaAssert(ACTUAL actual, Class<?> selfType) {
        super(actual, selfType);
    }

    /** The schema to look at. */
    abstract SchemaSnapshot schema();

    /** Requires an ordinary or virtual table of this name. */
    public SELF hasTable(String name) {
        return has(AssertedKind.TABLE, name);
    }

    /** Requires that there is no ordinary or virtual table of this name. */
    public SELF doesNotHaveTable(String name) {
        return doesNotHave(AssertedKind.TABLE, name);
    }

    /** Requires that a table, virtual table or view is there and has this column. */
    public SELF hasColumn(String table, String column) {
        SchemaObject relation = relation(table);
        List<String> columns = columns(relation);
        if (find(columns, column).isEmpty()) {
            fail("%s has no column %s%s".formatted(named(relation), column, AssertedKind.instead(column, columns)));
        }
        return myself;
    }

    /** Requires that a table, virtual table or view is there and does not have this column. */
    public SELF doesNotHaveColumn(String table, String column) {
        SchemaObject relation = relation(table);
        find(columns(relation), column)
                .ifPresent(found -> fail("%s has a column %s; there should be none".formatted(named(relation), found)));
        return myself;
    }

    /** Requires an index that a CREATE INDEX made. */
    public SELF hasIndex(String name) {
        return has(AssertedKind.INDEX, name);
    }

    /** Requires that no CREATE INDEX made an index of this name. */
    public SELF doesNotHaveIndex(String name) {
        return doesNotHave(AssertedKind.INDEX, name);
    }

    /** Requires a view of this name. */
    public SELF hasView(String name) {
        return has(AssertedKind.VIEW, name);
    }

    /** Requires that there is no view of this name. */
    public SELF doesNotHaveView(String name) {
        return doesNotHave(AssertedKind.VIEW, name);
    }

    /** Requires a trigger of this name. */
    public SELF hasTrigger(String name) {
        return has(AssertedKind.TRIGGER, name);
    }

    /** Requires that there is no trigger of this name. */
    public SELF doesNotHaveTrigger(String name) {
        return doesNotHave(AssertedKind.TRIGGER, name);
    }

    /**
     * Requires the same schema, settings included, though it may be written differently: {@link SchemaDiff} says what is
     * the same. A failure lists what differs.
     */
    public SELF isEqualTo(SchemaSnapshot expected) {
        SchemaSnapshot schema = schema();
        SchemaDiff diff = SchemaDiff.between(expected, schema);
        if (!diff.isEmpty()) {
            throw different(
                    expected,
                    schema,
                    "the schema is not the expected one:\n" + DiffText.of("expected", "actual", diff));
        }
        return myself;
    }

    /** Requires another schema than this: at least one difference as {@link SchemaDiff} sees them. */
    public SELF isNotEqualTo(SchemaSnapshot other) {
        if (SchemaDiff.between(other, schema()).isEmpty()) {
            fail("the schema is the same as the other; there should be a difference");
        }
        return myself;
    }

    /**
     * Requires the schema that a file holds, as {@link #isEqualTo(SchemaSnapshot)} does. With
     * {@code -Drollproof.update-snapshots=true} the file is written instead, unless it holds this very schema, and a line on
     * standard error says so. Without it nothing is ever written.
     *
     * @param file where the snapshot is, {@link SnapshotJson}, relative to the working directory
     * @throws dev.rollproof.verifier.migration.InvalidInputException when the file is there and is no snapshot; it is then
     *     not written either
     */
    public SELF matchesSnapshot(String file) {
        SchemaSnapshot schema = schema();
        SnapshotFile snapshot = SnapshotFile.of(file);
        if (SnapshotFile.toBeUpdated()) {
            snapshot.update(schema);
            return myself;
        }
        if (!snapshot.exists()) {
            fail("there is no snapshot %s; %s writes it".formatted(snapshot.path(), SnapshotFile.UPDATE_COMMAND));
        }
        SchemaSnapshot expected = snapshot.read();
        SchemaDiff diff = SchemaDiff.between(expected, schema);
        if (!diff.isEmpty()) {
            throw different(
                    expected,
                    schema,
                    "the schema is not that of %s:\n%sif it should be as it is now, %s rewrites the file"
                            .formatted(file, DiffText.of(file, "actual", diff), SnapshotFile.UPDATE_COMMAND));
        }
        return myself;
    }

    /** The table, virtual table or view of this name; the assertion fails where there is none. */
    SchemaObject relation(String name) {
        SchemaSnapshot schema = schema();
        return schema.relation(name).orElseThrow(() -> failure("%s", AssertedKind.TABLE.missing(schema, name)));
    }

    static String named(SchemaObject relation) {
        return (relation instanceof View ? "view " : "table ") + relation.name();
    }

    void fail(String message) {
        throw failure("%s", message);
    }

    private SELF has(AssertedKind kind, String name) {
        SchemaSnapshot schema = schema();
        if (kind.find(schema, name).isEmpty()) {
            fail(kind.missing(schema, name));
        }
        return myself;
    }

    private SELF doesNotHave(AssertedKind kind, String name) {
        kind.find(schema(), name).ifPresent(found -> fail(kind.present(found)));
        return myself;
    }

    /** Beside the message the two schemas, which a development environment compares line by line. */
    private AssertionError different(SchemaSnapshot expected, SchemaSnapshot schema, String message) {
        return failureWithActualExpected(
                SnapshotJson.write(schema), SnapshotJson.write(expected), "%s", message.strip());
    }

    private static Optional<String> find(List<String> names, String name) {
        return names.stream().filter(known -> SqlName.same(known, name)).findFirst();
    }

    private static List<String> columns(SchemaObject relation) {
        if (relation instanceof Table table) {
            return table.columns().stream().map(Column::name).toList();
        }
        return relation instanceof View view ? view.columns() : ((VirtualTable) relation).columns();
    }
}
