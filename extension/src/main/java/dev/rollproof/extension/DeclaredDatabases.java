package dev.rollproof.extension;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * All databases that annotations give a test or a class: its own, and those of the classes around it. Immutable.
 *
 * @param byName the nearest ones first
 * @param waiting seeds of a class that has no database yet; its methods may
 */
record DeclaredDatabases(Map<String, DeclaredDatabase> byName, List<DeclaredSeed> waiting) {
    static final BorneAnnotations<MigratedDatabase, MigratedDatabases> DATABASES =
            new BorneAnnotations<>(MigratedDatabase.class, MigratedDatabases.class, MigratedDatabases::value);
    private static final BorneAnnotations<Seed, Seeds> SEEDS =
            new BorneAnnotations<>(Seed.class, Seeds.class, Seeds::value);
    private static final DeclaredDatabases NONE = new DeclaredDatabases(Map.of(), List.of());

    /** Keeps its own copies. */
    DeclaredDatabases {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
        waiting = List.copyOf(waiting);
    }

    /**
     * Reads the annotations; once for each class and method.
     *
     * @throws ExtensionConfigurationException when they contradict each other
     */
    static DeclaredDatabases of(ExtensionContext context) {
        Optional<DeclaredDatabases> ofInvocation = VersionInvocations.databasesOf(context);
        if (ofInvocation.isPresent()) {
            return ofInvocation.get();
        }
        Optional<ExtensionContext> parent = context.getParent();
        Optional<AnnotatedElement> element = context.getElement();
        // An invocation of a template has the template's element, a dynamic test has none.
        if (element.isEmpty() || parent.flatMap(ExtensionContext::getElement).equals(element)) {
            return parent.map(DeclaredDatabases::of).orElse(NONE);
        }
        return Databases.storeOf(context)
                .getOrComputeIfAbsent(
                        new LevelKey(context.getUniqueId()),
                        key -> parent.map(DeclaredDatabases::of).orElse(NONE).and(element.get(), context),
                        DeclaredDatabases.class);
    }

    /** A store finds what the stores around it hold: the key must say which level's databases these are. */
    private record LevelKey(String uniqueId) {}

    Collection<DeclaredDatabase> all() {
        return byName.values();
    }

    /** The one of this name; without a name the only one. What asks is for messages: {@code @RollbackTest on OrderTest.rollbacks}. */
    DeclaredDatabase named(String name, String asking) {
        return named(name, asking, "database = \"%s\"");
    }

    /**
     * The one of this name; without a name the only one.
     *
     * @param asking for messages: {@code the parameter Connection of OrderTest.findsOrders}
     * @param naming how it would say which it means, with {@code %s} for the name
     */
    DeclaredDatabase named(String name, String asking, String naming) {
        DeclaredDatabase exact = byName.get(name);
        if (exact != null) {
            return exact;
        }
        if (byName.isEmpty()) {
            throw new ExtensionConfigurationException(
                    "%s has no database: there is no @MigratedDatabase on the test, on its class or around it"
                            .formatted(asking));
        }
        if (!name.isEmpty()) {
            throw new ExtensionConfigurationException(
                    "%s asks for the database \"%s\", and there is only %s".formatted(asking, name, names()));
        }
        if (byName.size() > 1) {
            throw new ExtensionConfigurationException("%s does not say which database it means, %s: %s"
                    .formatted(
                            asking,
                            names(),
                            naming.formatted(byName.keySet().iterator().next())));
        }
        return byName.values().iterator().next();
    }

    /** A class's seeds may be for the databases of its methods and nested classes; when none has one, they are for nothing. */
    void requireHomeForSeeds(Class<?> testClass) {
        if (!waiting.isEmpty() && !bringsDatabase(testClass)) {
            throw homeless(waiting.get(0));
        }
    }

    private static boolean bringsDatabase(Class<?> type) {
        return BorneAnnotations.line(type).stream().anyMatch(DeclaredDatabases::saysDatabase)
                || !ReflectionSupport.findMethods(
                                type, DeclaredDatabases::saysDatabase, HierarchyTraversalMode.BOTTOM_UP)
                        .isEmpty()
                || ReflectionSupport.findNestedClasses(type, inner -> true).stream()
                        .anyMatch(DeclaredDatabases::bringsDatabase);
    }

    private static boolean saysDatabase(AnnotatedElement element) {
        return !DATABASES.on(element).isEmpty() || AnnotationSupport.isAnnotated(element, VersionTest.class);
    }

    private static ExtensionConfigurationException homeless(DeclaredSeed seed) {
        return new ExtensionConfigurationException(
                "%s: there is no @MigratedDatabase that it could be for".formatted(seed));
    }

    /** These, with one of them in place of that of the same name. */
    DeclaredDatabases replacing(DeclaredDatabase one) {
        Map<String, DeclaredDatabase> replaced = new LinkedHashMap<>(byName);
        replaced.put(one.name(), one);
        return new DeclaredDatabases(replaced, waiting);
    }

    private String names() {
        return byName.keySet().stream()
                .map(name -> name.isEmpty() ? "one without a name" : '"' + name + '"')
                .collect(Collectors.joining(", "));
    }

    /** These, seen from a class or method inside, and what that bears itself. */
    private DeclaredDatabases and(AnnotatedElement element, ExtensionContext context) {
        Map<String, DeclaredDatabase> found = new LinkedHashMap<>();
        List<DeclaredSeed> seeds = new ArrayList<>();
        for (AnnotatedElement borne : BorneAnnotations.line(element)) {
            databasesOn(borne, context).forEach(found::putIfAbsent);
            List<DeclaredSeed> farther = SEEDS.on(borne).stream()
                    .map(seed -> DeclaredSeed.of(seed, nameOf(borne)))
                    .toList();
            seeds.addAll(0, farther);
        }
        Optional<VersionTest> versions = AnnotationSupport.findAnnotation(element, VersionTest.class);
        if (found.isEmpty() && seeds.isEmpty() && versions.isEmpty()) {
            return this;
        }
        byName.forEach(
                (name, outer) -> found.merge(name, outer, (own, replaced) -> own.with(replaced.seeds(), context)));
        seeds.addAll(0, waiting);
        DeclaredDatabases databases = new DeclaredDatabases(found, List.of());
        return versions.map(
                        annotation -> databases.andVersions(annotation, "@VersionTest on " + nameOf(element), context))
                .orElse(databases)
                .sown(seeds, context);
    }

    /** These, and what a {@link VersionTest} on the method says of one of them. */
    private DeclaredDatabases andVersions(VersionTest annotation, String where, ExtensionContext context) {
        MigrationChoice own = MigrationChoice.of(annotation);
        Optional<DeclaredDatabase> base = optional(own.database(), where);
        DatabaseSettings settings = base.map(DeclaredDatabase::settings)
                .map(outer -> outer.forTest(own.completedBy(outer.migrations())))
                .orElseGet(() -> DatabaseSettings.of(own));
        List<DeclaredSeed> seeds = base.map(DeclaredDatabase::seeds).orElse(List.of());
        return replacing(new DeclaredDatabase(settings, where, context, context, seeds));
    }

    /** The one of this name, if there is one; without a name the only one. */
    Optional<DeclaredDatabase> optional(String name, String asking) {
        boolean none = name.isEmpty() ? byName.isEmpty() : !byName.containsKey(name);
        return none ? Optional.empty() : Optional.of(named(name, asking));
    }

    private static Map<String, DeclaredDatabase> databasesOn(AnnotatedElement element, ExtensionContext context) {
        Map<String, DeclaredDatabase> byName = new LinkedHashMap<>();
        String where = "@MigratedDatabase on " + nameOf(element);
        for (MigratedDatabase annotation : DATABASES.on(element)) {
            DatabaseSettings settings = DatabaseSettings.of(annotation);
            if (settings.scope() == Scope.CLASS && element instanceof Method) {
                throw new ExtensionConfigurationException(where
                        + ": scope = CLASS is one database for a whole class, and a method cannot ask for it; move the"
                        + " annotation to the class, or leave scope out");
            }
            if (byName.put(settings.database(), new DeclaredDatabase(settings, where, context, context, List.of()))
                    != null) {
                throw new ExtensionConfigurationException("%s stands there twice %s; give each another database = \"…\""
                        .formatted(
                                where,
                                settings.database().isEmpty()
                                        ? "without a name"
                                        : "for the database \"%s\"".formatted(settings.database())));
            }
        }
        return byName;
    }

    private DeclaredDatabases sown(List<DeclaredSeed> seeds, ExtensionContext context) {
        if (byName.isEmpty()) {
            if (context.getTestMethod().isPresent()) {
                throw homeless(seeds.get(0));
            }
            return new DeclaredDatabases(byName, seeds);
        }
        DeclaredDatabases result = this;
        for (DeclaredSeed seed : seeds) {
            DeclaredDatabase meant = result.named(seed.annotation().database(), seed.toString());
            if (meant.isOfClass() && !meant.owner().getUniqueId().equals(context.getUniqueId())) {
                throw new ExtensionConfigurationException(
                        "%s comes too late: %s makes one database for the whole class, scope = CLASS; move the seed there"
                                .formatted(seed, meant.where()));
            }
            List<DeclaredSeed> all = new ArrayList<>(meant.seeds());
            all.add(seed);
            result = result.replacing(meant.with(all, context));
        }
        return result;
    }

    private static String nameOf(AnnotatedElement element) {
        if (element instanceof Method method) {
            return method.getDeclaringClass().getSimpleName() + "." + method.getName();
        }
        return element instanceof Class<?> type ? "class " + type.getSimpleName() : element.toString();
    }
}
