package dev.rollproof.extension;

import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** What is kept in JUnit's stores: migrations, templates and their folder a run, plans a class, databases a test or a class. */
final class Databases {
    private static final Namespace NAMESPACE = Namespace.create(Databases.class);

    private Databases() {}

    static Store storeOf(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    /** The migrations that an annotation means; their files are read once a run. */
    static ChosenMigrations migrations(ExtensionContext context, MigrationChoice choice) {
        return storeOf(context.getRoot()).getOrComputeIfAbsent(choice, MigrationChoice::read, ChosenMigrations.class);
    }

    /** The plan of a database; made once for each class, or method that says something of its own. */
    static DatabasePlan plan(DeclaredDatabase declared) {
        ExtensionContext level = declared.level();
        return declared.checked(() -> storeOf(level)
                .getOrComputeIfAbsent(
                        new PlanKey(declared.name(), declared.settings().stop(), level.getUniqueId()),
                        key -> DatabasePlan.of(
                                migrations(level, declared.settings().migrations()),
                                declared.settings(),
                                declared.seeds()),
                        DatabasePlan.class));
    }

    /** The template of a database, built once a run for each content, however many threads ask. */
    static Template template(DeclaredDatabase declared) {
        DatabasePlan plan = plan(declared);
        Store store = storeOf(declared.level().getRoot());
        Function<ContentKey, Optional<Template>> known = key -> Optional.ofNullable(store.get(key, Template.class));
        return declared.checked(
                () -> store.getOrComputeIfAbsent(plan.key(), key -> Template.of(plan, known), Template.class));
    }

    /** The database for the test or class that {@code context} is of; made when it is asked for first. */
    static TestDatabase provide(DeclaredDatabase declared, ExtensionContext context) {
        ExtensionContext holder = declared.isOfClass() ? declared.owner() : context;
        return storeOf(holder)
                .getOrComputeIfAbsent(DatabaseKey.of(declared), key -> create(declared, holder), ProvidedDatabase.class)
                .database();
    }

    /** Something failed that had these databases, as far as they were made. */
    static void markFailed(DeclaredDatabase declared, ExtensionContext context) {
        ProvidedDatabase provided = storeOf(context).get(DatabaseKey.of(declared), ProvidedDatabase.class);
        if (provided != null) {
            provided.markFailed();
        }
    }

    static ProvidedDatabase create(DeclaredDatabase declared, ExtensionContext context) {
        Keep.of(context); // A wrong setting is told before there is anything to keep.
        DatabasePlan plan = plan(declared);
        Template template = template(declared);
        return declared.checked(
                () -> ProvidedDatabase.create(context, declared.name(), plan, store(plan, template, context)));
    }

    private static StoredDatabase store(DatabasePlan plan, Template template, ExtensionContext context) {
        Store store = storeOf(context.getRoot());
        if (plan.storage() == Storage.MEMORY) {
            return store.getOrComputeIfAbsent(
                            new InMemoryKey(plan.key()), key -> CopiedInMemory.of(template), CopiedInMemory.class)
                    .copy(plan.foreignKeys());
        }
        return store.getOrComputeIfAbsent(Workspace.class, key -> Workspace.create(), Workspace.class)
                .newDatabase(template, plan.foreignKeys());
    }

    private record InMemoryKey(ContentKey content) {}

    /** A {@link VersionTest} has several of one name at one level. */
    private record PlanKey(String name, VersionChoice stop, String uniqueId) {}

    /**
     * A test finds the databases of its class too.
     *
     * @param ofClass the unique id of the class whose database it is; empty for a test's own
     */
    record DatabaseKey(String name, String ofClass) {
        static DatabaseKey of(DeclaredDatabase declared) {
            return new DatabaseKey(
                    declared.name(), declared.isOfClass() ? declared.owner().getUniqueId() : "");
        }
    }
}
