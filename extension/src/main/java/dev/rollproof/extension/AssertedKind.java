package dev.rollproof.extension;

import dev.rollproof.verifier.migration.NearestName;
import dev.rollproof.verifier.snapshot.SchemaObject;
import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import dev.rollproof.verifier.snapshot.SqlName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A kind of objects that a schema has by name, and what assertions say of those that are there and are not. */
enum AssertedKind {
    /** Ordinary and virtual tables. */
    TABLE("a table"),
    INDEX("an index"),
    VIEW("a view"),
    TRIGGER("a trigger");

    /** More names would not be read in a message. */
    private static final int MOST_NAMES = 12;

    private final String article;

    AssertedKind(String article) {
        this.article = article;
    }

    /** The name as the schema has it, where there is an object of this kind and name. */
    Optional<String> find(SchemaSnapshot schema, String name) {
        return names(schema).stream().filter(known -> SqlName.same(known, name)).findFirst();
    }

    /** {@code there is no table order; did you mean orders?}. */
    String missing(SchemaSnapshot schema, String name) {
        String noun = article.substring(article.indexOf(' ') + 1);
        Optional<AssertedKind> other = Stream.of(values())
                .filter(kind -> kind.find(schema, name).isPresent())
                .findFirst();
        return "there is no %s %s%s"
                .formatted(
                        noun,
                        name,
                        other.map(kind -> ", but %s of that name".formatted(kind.article))
                                .orElseGet(() -> instead(name, names(schema))));
    }

    /** {@code there is a table orders; there should be none}. */
    String present(String name) {
        return "there is %s %s; there should be none".formatted(article, name);
    }

    /** What may be meant by a name that is not there, to follow its mention. */
    static String instead(String name, Collection<String> known) {
        if (known.isEmpty()) {
            return ", nor any other";
        }
        Optional<String> slip = NearestName.closeTo(name, known);
        if (slip.isPresent()) {
            return "; did you mean %s?".formatted(slip.get());
        }
        int more = known.size() - MOST_NAMES;
        String shown = known.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return ", only " + (more > 0 ? "%s and %d more".formatted(shown, more) : shown);
    }

    private List<String> names(SchemaSnapshot schema) {
        Stream<? extends SchemaObject> objects = switch (this) {
            case TABLE -> Stream.concat(schema.tables().stream(), schema.virtualTables().stream());
            case INDEX -> schema.indexes().stream();
            case VIEW -> schema.views().stream();
            case TRIGGER -> schema.triggers().stream();
        };
        return objects.map(SchemaObject::name).toList();
    }
}
