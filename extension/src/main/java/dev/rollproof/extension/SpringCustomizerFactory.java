package dev.rollproof.extension;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;

/** Asked by Spring for each test class, as {@code META-INF/spring.factories} says; has an answer where there is a database. */
final class SpringCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configuration) {
        List<AnnotatedElement> elements = elements(testClass);
        Map<String, MigrationChoice> databases = new LinkedHashMap<>();
        elements.stream()
                .flatMap(element -> DeclaredDatabases.DATABASES.on(element).stream())
                .map(MigrationChoice::of)
                .forEach(choice -> databases.putIfAbsent(choice.database(), choice));
        elements.stream()
                .flatMap(element -> AnnotationSupport.findAnnotation(element, VersionTest.class).stream())
                .map(MigrationChoice::of)
                // One without a name runs on the database that there is.
                .filter(choice -> databases.isEmpty() || !choice.database().isEmpty())
                .forEach(choice -> databases.putIfAbsent(choice.database(), choice));
        return databases.isEmpty() ? null : new SpringCustomizer(databases);
    }

    /** What may bear the annotations, the nearest first; methods last, because a context serves all of them. */
    private static List<AnnotatedElement> elements(Class<?> testClass) {
        List<AnnotatedElement> elements = new ArrayList<>(BorneAnnotations.line(testClass));
        Class<?> level = testClass;
        while (level.getEnclosingClass() != null && !Modifier.isStatic(level.getModifiers())) {
            level = level.getEnclosingClass();
            elements.addAll(BorneAnnotations.line(level));
        }
        elements.addAll(ReflectionSupport.findMethods(testClass, method -> true, HierarchyTraversalMode.BOTTOM_UP));
        return elements;
    }
}
