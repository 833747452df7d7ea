package dev.rollproof.extension;

import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** A parameter that takes a database, in one of its forms. */
record DatabaseParameter(Parameter parameter) {
    private static final Set<Class<?>> OURS_ALONE = Set.of(TestDatabase.class, SchemaSnapshot.class);
    /** Others give out such too. */
    private static final Set<Class<?>> SHARED = Set.of(Connection.class, DataSource.class);

    /** What these say about a parameter is not who fills it. */
    private static final Set<String> NULLNESS = Set.of("Nullable", "NonNull", "Nonnull", "NotNull");

    /** Whether it is ours: by {@link Database}, or by its type and no other extension's annotation that claims it. */
    boolean isOurs() {
        return parameter.isAnnotationPresent(Database.class)
                || OURS_ALONE.contains(parameter.getType())
                || (SHARED.contains(parameter.getType()) && !isClaimedByOther());
    }

    static Optional<DatabaseParameter> firstOf(Executable executable) {
        return Arrays.stream(executable.getParameters())
                .map(DatabaseParameter::new)
                .filter(DatabaseParameter::isOurs)
                .findFirst();
    }

    /** Any annotation that we do not know may be a claim: {@code @Mock}, {@code @Autowired}, {@code @Qualifier}. */
    private boolean isClaimedByOther() {
        Executable executable = parameter.getDeclaringExecutable();
        boolean onConstructor = executable instanceof Constructor<?> && bearsClaim(executable);
        return onConstructor || bearsClaim(parameter);
    }

    private static boolean bearsClaim(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations()).anyMatch(DatabaseParameter::isClaim);
    }

    private static boolean isClaim(Annotation annotation) {
        Class<?> type = annotation.annotationType();
        return !type.getPackageName().startsWith("java.") && !NULLNESS.contains(type.getSimpleName());
    }

    /** The database that it means, of those that there are. */
    DeclaredDatabase among(DeclaredDatabases databases) {
        Database named = parameter.getAnnotation(Database.class);
        return databases.named(named == null ? "" : named.value(), toString(), "@Database(\"%s\")");
    }

    /** The form of the database that it takes. */
    Object valueOf(TestDatabase database) {
        Class<?> type = parameter.getType();
        if (type == Connection.class) {
            return connection(database);
        }
        if (type == DataSource.class) {
            return database.dataSource();
        }
        if (type == SchemaSnapshot.class) {
            return database.schema();
        }
        if (type == Path.class) {
            return database.file()
                    .orElseThrow(() -> new ExtensionConfigurationException(
                            this + " asks for a file, and the database has storage = MEMORY; give it storage = FILE"));
        }
        if (type == TestDatabase.class) {
            return database;
        }
        throw new ExtensionConfigurationException(
                "%s bears @Database, and no database has that form: take a Connection,".formatted(this)
                        + " a DataSource, a TestDatabase, a SchemaSnapshot or a Path");
    }

    private static Connection connection(TestDatabase database) {
        try {
            return database.connection();
        } catch (SQLException e) {
            throw new ParameterResolutionException("the test's database cannot be opened: " + e.getMessage(), e);
        }
    }

    /** {@code the parameter Connection of OrderTest.findsOrders}. */
    @Override
    public String toString() {
        return "the parameter %s of %s"
                .formatted(parameter.getType().getSimpleName(), nameOf(parameter.getDeclaringExecutable()));
    }

    /** {@code OrderTest.findsOrders}, {@code the constructor of OrderTest}. */
    static String nameOf(Executable executable) {
        String type = executable.getDeclaringClass().getSimpleName();
        return executable instanceof Constructor<?> ? "the constructor of " + type : type + "." + executable.getName();
    }
}
