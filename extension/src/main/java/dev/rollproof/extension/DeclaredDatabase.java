package dev.rollproof.extension;

import dev.rollproof.verifier.migration.InvalidInputException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A {@link MigratedDatabase} and the class or method that it was found for.
 *
 * @param where for messages: {@code class OrderTest}, {@code OrderTest.findsOrders}
 */
record DeclaredDatabase(MigratedDatabase annotation, String where) {

    /**
     * Finds the nearest annotation: of the method, its class, the classes around that.
     *
     * @throws ExtensionConfigurationException when annotations for several databases apply
     */
    static Optional<DeclaredDatabase> nearest(ExtensionContext context) {
        Map<String, DeclaredDatabase> byName = allByName(context);
        if (byName.size() > 1) {
            List<DeclaredDatabase> declared = List.copyOf(byName.values());
            throw new ExtensionConfigurationException(
                    ("@MigratedDatabase on %s and on %s name two databases, \"%s\" and \"%s\","
                                    + " and a parameter cannot say which it means. Give both the same database")
                            .formatted(
                                    declared.get(0).where,
                                    declared.get(1).where,
                                    declared.get(0).annotation.database(),
                                    declared.get(1).annotation.database()));
        }
        return byName.values().stream().findFirst();
    }

    /** By the name of their database, the nearest first; a farther one of the same name does not count. */
    private static Map<String, DeclaredDatabase> allByName(ExtensionContext context) {
        Map<String, DeclaredDatabase> byName = new LinkedHashMap<>();
        Optional<ExtensionContext> level = Optional.of(context);
        while (level.isPresent()) {
            level.flatMap(ExtensionContext::getElement)
                    .flatMap(DeclaredDatabase::on)
                    .ifPresent(declared -> byName.putIfAbsent(declared.annotation.database(), declared));
            level = level.flatMap(ExtensionContext::getParent);
        }
        return byName;
    }

    private static Optional<DeclaredDatabase> on(AnnotatedElement element) {
        return AnnotationSupport.findAnnotation(element, MigratedDatabase.class)
                .map(annotation -> new DeclaredDatabase(annotation, nameOf(element)));
    }

    private static String nameOf(AnnotatedElement element) {
        if (element instanceof Method method) {
            return method.getDeclaringClass().getSimpleName() + "." + method.getName();
        }
        return element instanceof Class<?> type ? "class " + type.getSimpleName() : element.toString();
    }

    /** What {@code work} gives; a wrong use that it meets is told with the annotation that is to blame. */
    <T> T checked(Supplier<T> work) {
        try {
            return work.get();
        } catch (InvalidInputException e) {
            throw new ExtensionConfigurationException(
                    "@MigratedDatabase on %s: %s".formatted(where, e.getMessage()), e);
        }
    }
}
