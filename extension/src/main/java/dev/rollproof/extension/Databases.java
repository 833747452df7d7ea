package dev.rollproof.extension;

import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** What is kept in JUnit's stores: plans a class, templates and their folder a run, databases a test. */
final class Databases {
    private static final Namespace NAMESPACE = Namespace.create(Databases.class);

    private Databases() {}

    /** The plan of an annotation; its files are read once a class. */
    static DatabasePlan plan(ExtensionContext context, DeclaredDatabase declared) {
        Store store = classOf(context).getStore(NAMESPACE);
        return declared.checked(
                () -> store.getOrComputeIfAbsent(declared.annotation(), DatabasePlan::read, DatabasePlan.class));
    }

    /** The template of a plan, built once a run for each content, however many threads ask. */
    static Template template(ExtensionContext context, DeclaredDatabase declared, DatabasePlan plan) {
        Store store = context.getRoot().getStore(NAMESPACE);
        return declared.checked(() -> store.getOrComputeIfAbsent(plan.key(), key -> Template.of(plan), Template.class));
    }

    /** The database of the test that {@code context} is of; made when it is asked for first. */
    static TestDatabase ofTest(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(DatabaseOfTest.class, key -> create(context), DatabaseOfTest.class)
                .database();
    }

    /** A dynamic test threw: keep the database that it had, if there is one. */
    static void failed(ExtensionContext dynamicTest, Throwable thrown) {
        DatabaseOfTest ofFactory = dynamicTest.getStore(NAMESPACE).get(DatabaseOfTest.class, DatabaseOfTest.class);
        if (ofFactory != null) {
            ofFactory.dynamicTestThrew(thrown);
        }
    }

    private static DatabaseOfTest create(ExtensionContext context) {
        DeclaredDatabase declared = DeclaredDatabase.nearest(context)
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "%s has no @MigratedDatabase".formatted(context.getDisplayName())));
        DatabasePlan plan = plan(context, declared);
        Template template = template(context, declared, plan);
        Workspace workspace = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Workspace.class, key -> Workspace.create(), Workspace.class);
        return DatabaseOfTest.create(context, plan, template, workspace);
    }

    private static ExtensionContext classOf(ExtensionContext context) {
        ExtensionContext level = context;
        while (level.getTestMethod().isPresent() && level.getParent().isPresent()) {
            level = level.getParent().get();
        }
        return level;
    }
}
