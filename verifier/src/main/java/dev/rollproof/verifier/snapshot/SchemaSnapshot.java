package dev.rollproof.verifier.snapshot;

import dev.rollproof.verifier.database.SqliteDatabase;
import dev.rollproof.verifier.sql.SqlStatement;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole schema of a database (its {@code main} schema) as an immutable value: tables, indexes, views, triggers, virtual
 * tables, {@code user_version} and {@code application_id}.
 *
 * <p>Not part of it is what SQLite makes for itself: {@code sqlite_sequence}, {@code sqlite_stat1} and its like, the
 * indexes of constraints, the shadow tables of virtual tables; nor the rowids of {@code sqlite_schema}, root pages and
 * {@code schema_version}.
 *
 * <p>The objects are parsed from their stored SQL when they are first asked for. The accessors throw
 * {@link UnreadableSchemaException} where that is not possible.
 */
public final class SchemaSnapshot {
    /** The schema of an empty database. */
    public static final SchemaSnapshot NOTHING = new SchemaSnapshot(new StoredObject[0], Set.of(), 0, 0);

    private final StoredObject[] rows;
    private final Set<String> shadows;
    private final long userVersion;
    private final long applicationId;
    /** Found again where memory is short: a report keeps the schemas of thousands of migrations. */
    private SoftReference<Map<String, StoredObject>> relations = new SoftReference<>(null);

    private SchemaSnapshot(StoredObject[] rows, Set<String> shadows, long userVersion, long applicationId) {
        this.rows = rows;
        this.shadows = shadows;
        this.userVersion = userVersion;
        this.applicationId = applicationId;
    }

    /**
     * Reads the whole schema.
     *
     * @throws UnreadableSchemaException when SQLite says that the schema is malformed
     */
    public static SchemaSnapshot capture(SqliteDatabase database) {
        return capture(database, NOTHING);
    }

    /**
     * Reads the whole schema. The result is the same as that of {@link #capture(SqliteDatabase)}, and shares with
     * {@code other}, which may be of any database, what stands in both: the two are compared in less time.
     *
     * @throws UnreadableSchemaException when SQLite says that the schema is malformed
     */
    public static SchemaSnapshot capture(SqliteDatabase database, SchemaSnapshot other) {
        return SchemaReader.readAll(database, other);
    }

    /**
     * Reads what {@code executed} may have changed. The result is the same as that of {@link #capture(SqliteDatabase)}; it
     * takes less time where the statements only create and drop, and the two snapshots share what did not change.
     *
     * @param previous a snapshot of the same database, or of the image that it was restored from, taken outside a
     *     transaction and with {@code writable_schema} off
     * @param executed all statements that ran since then, the one that failed too
     * @throws UnreadableSchemaException when SQLite says that the schema is malformed
     */
    public static SchemaSnapshot capture(
            SqliteDatabase database, SchemaSnapshot previous, List<SqlStatement> executed) {
        return SchemaReader.read(database, previous, executed);
    }

    /** A snapshot of rows that were read elsewhere; none of them is internal or a shadow table. */
    static SchemaSnapshot of(List<StoredObject> rows, long userVersion, long applicationId) {
        return new SchemaSnapshot(rows.toArray(StoredObject[]::new), Set.of(), userVersion, applicationId);
    }

    /** The ordinary tables, by name. */
    public List<Table> tables() {
        return objects(Table.class).toList();
    }

    /** The indexes of CREATE INDEX, by name. */
    public List<Index> indexes() {
        return objects(Index.class).toList();
    }

    /** The views, by name. */
    public List<View> views() {
        return objects(View.class).toList();
    }

    /** The triggers, by name. */
    public List<Trigger> triggers() {
        return objects(Trigger.class).toList();
    }

    /** The virtual tables, by name. */
    public List<VirtualTable> virtualTables() {
        return objects(VirtualTable.class).toList();
    }

    /** The header's {@code user_version}: a signed number of 32 bits, 0 where nobody set it. */
    public long userVersion() {
        return userVersion;
    }

    /** The header's {@code application_id}: a signed number of 32 bits, 0 where nobody set it. */
    public long applicationId() {
        return applicationId;
    }

    /** The table, virtual table or view that SQLite finds by this name. */
    public Optional<SchemaObject> relation(String name) {
        return Optional.ofNullable(stored(SqlName.fold(name))).map(StoredObject::parsed);
    }

    /** The table, virtual table or view by its folded name. */
    @Nullable
    StoredObject stored(String foldedName) {
        Map<String, StoredObject> byName = relations.get();
        if (byName == null) {
            byName = new HashMap<>();
            for (StoredObject row : rows) {
                if (row.isRelation() && isPart(row)) {
                    byName.put(row.foldedName(), row);
                }
            }
            relations = new SoftReference<>(byName);
        }
        return byName.get(foldedName);
    }

    /** The ordinary and virtual tables. */
    Stream<StoredObject> visibleTables() {
        return visible().filter(StoredObject::isTable);
    }

    /** The same schema but for the tables and views of these names, and for what belongs to them. */
    public SchemaSnapshot without(Predicate<String> named) {
        StoredObject[] others =
                Arrays.stream(rows).filter(row -> !named.test(row.table())).toArray(StoredObject[]::new);
        return with(others, shadows, userVersion, applicationId);
    }

    /** The same schema with other settings. */
    public SchemaSnapshot withSettings(long newUserVersion, long newApplicationId) {
        return with(rows, shadows, newUserVersion, newApplicationId);
    }

    /**
     * The objects whose stored SQL does not stand in {@code other} byte for byte, in the order in which they were made. For
     * two snapshots with the same SQL it is empty, and nothing is parsed.
     */
    public List<SchemaObject> objectsNotIn(SchemaSnapshot other) {
        if (!shadows.equals(other.shadows)) {
            Set<StoredObject> others = other.visible().collect(Collectors.toSet());
            return visible()
                    .filter(row -> !others.contains(row))
                    .map(StoredObject::parsed)
                    .toList();
        }
        return StoredObjects.missingFrom(other.rows, rows).stream()
                .filter(this::isPart)
                .map(StoredObject::parsed)
                .toList();
    }

    /** The rows that are part of the snapshot, in the order in which they were made. */
    Stream<StoredObject> visible() {
        return Arrays.stream(rows).filter(this::isPart);
    }

    private <T extends SchemaObject> Stream<T> objects(Class<T> kind) {
        return visible()
                .map(StoredObject::parsed)
                .filter(kind::isInstance)
                .map(kind::cast)
                .sorted(Comparator.comparing(object -> SqlName.fold(object.name())));
    }

    private boolean isPart(StoredObject row) {
        return !row.isInternal() && !(row.isTable() && shadows.contains(row.foldedName()));
    }

    StoredObject[] rows() {
        return rows;
    }

    Set<String> shadows() {
        return shadows;
    }

    SchemaSnapshot with(StoredObject[] newRows, Set<String> newShadows, long newUserVersion, long newApplicationId) {
        boolean same = newRows == rows
                && newShadows.equals(shadows)
                && newUserVersion == userVersion
                && newApplicationId == applicationId;
        return same ? this : new SchemaSnapshot(newRows, newShadows, newUserVersion, newApplicationId);
    }

    /** True when both hold the same SQL, byte for byte, and the same settings; the order does not matter. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof SchemaSnapshot that
                        && userVersion == that.userVersion
                        && applicationId == that.applicationId
                        && hasSameObjects(that));
    }

    private boolean hasSameObjects(SchemaSnapshot that) {
        return visible().collect(Collectors.toSet()).equals(that.visible().collect(Collectors.toSet()));
    }

    @Override
    public int hashCode() {
        return visible().mapToInt(StoredObject::hashCode).sum() * 31 + Long.hashCode(userVersion * 31 + applicationId);
    }

    @Override
    public String toString() {
        return visible().count() + " objects, user_version " + userVersion + ", application_id " + applicationId;
    }
}
