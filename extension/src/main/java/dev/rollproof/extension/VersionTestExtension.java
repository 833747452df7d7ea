package dev.rollproof.extension;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.migration.MigrationSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link VersionTest} does: gives out a test for each version, with the databases of that version. */
final class VersionTestExtension implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), VersionTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        VersionTest annotation = AnnotationSupport.findAnnotation(context.getTestMethod(), VersionTest.class)
                .orElseThrow();
        DeclaredDatabases databases = DeclaredDatabases.of(context);
        DeclaredDatabase declared = databases.named(annotation.database(), "@VersionTest");
        Map<String, DeclaredDatabases> byDisplayName = declared.checked(() -> {
            MigrationSet migrations = Databases.migrations(
                            context, declared.settings().migrations())
                    .migrations();
            Map<String, DeclaredDatabases> byName = new LinkedHashMap<>();
            for (Migration migration : range(annotation, migrations)) {
                byName.put(DisplayName.of(migration), databases.replacing(at(migration, declared, migrations)));
            }
            return byName;
        });
        Databases.storeOf(context).put(VersionInvocations.class, new VersionInvocations(byDisplayName));
        return byDisplayName.keySet().stream().map(VersionTestExtension::invocation);
    }

    private static List<Migration> range(VersionTest annotation, MigrationSet migrations) {
        int first = annotation.from().isEmpty()
                ? 0
                : VersionChoice.named(annotation.from()).placeIn(migrations) - 1;
        int end = VersionChoice.named(annotation.to()).placeIn(migrations);
        List<Migration> range = migrations.migrations().stream()
                .filter(migration -> migrations.all().indexOf(migration) >= first)
                .filter(migration -> migrations.all().indexOf(migration) < end)
                .toList();
        if (range.isEmpty()) {
            throw new InvalidInputException("from = \"%s\" and to = \"%s\" leave none of the %d migrations in %s"
                    .formatted(
                            annotation.from(),
                            annotation.to(),
                            migrations.migrations().size(),
                            migrations.directory()));
        }
        return range;
    }

    /** The database at a version; rows that are younger are not in it. */
    private static DeclaredDatabase at(Migration migration, DeclaredDatabase declared, MigrationSet migrations) {
        VersionChoice stop = VersionChoice.named(migration.version().text());
        List<DeclaredSeed> older = declared.seeds().stream()
                .filter(seed -> !seed.isEarly() || seed.version().placeIn(migrations) <= stop.placeIn(migrations))
                .toList();
        return new DeclaredDatabase(
                declared.settings().upTo(stop), declared.where(), declared.owner(), declared.level(), older);
    }

    private static TestTemplateInvocationContext invocation(String displayName) {
        return new TestTemplateInvocationContext() {
            @Override
            public String getDisplayName(int invocationIndex) {
                return displayName;
            }
        };
    }
}
