package dev.rollproof.extension;

import dev.rollproof.verifier.snapshot.SchemaSnapshot;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** Parameters that take a test's database, in whichever of its forms. */
final class DatabaseParameter {
    private static final Set<Class<?>> OURS_ALONE = Set.of(TestDatabase.class, SchemaSnapshot.class);
    /** Others give out such too. */
    private static final Set<Class<?>> SHARED = Set.of(Connection.class, DataSource.class);

    /** What these say about a parameter is not who fills it. */
    private static final Set<String> NULLNESS = Set.of("Nullable", "NonNull", "Nonnull", "NotNull");

    private DatabaseParameter() {}

    /** Whether the parameter is ours: by its type, and by no other extension's annotation that claims it. */
    static boolean isOne(Parameter parameter) {
        return OURS_ALONE.contains(parameter.getType())
                || (SHARED.contains(parameter.getType()) && !isClaimedByOther(parameter));
    }

    /** Any annotation that we do not know may be a claim: {@code @Mock}, {@code @Autowired}, {@code @Qualifier}. */
    private static boolean isClaimedByOther(Parameter parameter) {
        Executable executable = parameter.getDeclaringExecutable();
        boolean onConstructor = executable instanceof Constructor<?>
                && Arrays.stream(executable.getAnnotations()).anyMatch(DatabaseParameter::isClaim);
        return onConstructor || Arrays.stream(parameter.getAnnotations()).anyMatch(DatabaseParameter::isClaim);
    }

    private static boolean isClaim(Annotation annotation) {
        Class<?> type = annotation.annotationType();
        return !type.getPackageName().startsWith("java.") && !NULLNESS.contains(type.getSimpleName());
    }

    /** The form of the database that the parameter takes. */
    static Object valueOf(Parameter parameter, TestDatabase database) {
        Class<?> type = parameter.getType();
        if (type == Connection.class) {
            return connection(database);
        }
        if (type == DataSource.class) {
            return database.dataSource();
        }
        return type == SchemaSnapshot.class ? database.schema() : database;
    }

    private static Connection connection(TestDatabase database) {
        try {
            return database.connection();
        } catch (SQLException e) {
            throw new ParameterResolutionException("the test's database cannot be opened: " + e.getMessage(), e);
        }
    }
}
