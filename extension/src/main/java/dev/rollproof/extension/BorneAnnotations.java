package dev.rollproof.extension;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The annotations of one repeatable type that an element bears itself, directly or through other annotations. JUnit's own search
 * mixes them with those of superclasses, and here the nearest must win.
 *
 * @param <A> the annotation
 * @param <C> its container
 */
record BorneAnnotations<A extends Annotation, C extends Annotation>(
        Class<A> type, Class<C> container, Function<C, A[]> contained) {

    /** In the order in which they are written. */
    List<A> on(AnnotatedElement element) {
        List<A> found = new ArrayList<>();
        collect(element, found, new HashSet<>());
        return found;
    }

    private void collect(AnnotatedElement element, List<A> found, Set<Class<?>> seen) {
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            Class<? extends Annotation> annotationType = annotation.annotationType();
            if (annotationType == type) {
                found.add(type.cast(annotation));
            } else if (annotationType == container) {
                found.addAll(Arrays.asList(contained.apply(container.cast(annotation))));
            } else if (!annotationType.getName().startsWith("java.") && seen.add(annotationType)) {
                collect(annotationType, found, seen);
            }
        }
    }

    /** The element itself; of a class then its superclass with all that is above it, then its interfaces. The nearest first. */
    static List<AnnotatedElement> line(AnnotatedElement element) {
        return element instanceof Class<?> type
                ? List.copyOf(ancestors(type, new LinkedHashSet<>()))
                : List.of(element);
    }

    private static Set<AnnotatedElement> ancestors(Class<?> type, Set<AnnotatedElement> line) {
        if (type != Object.class && line.add(type)) {
            Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
                    .forEach(above -> ancestors(above, line));
        }
        return line;
    }
}
