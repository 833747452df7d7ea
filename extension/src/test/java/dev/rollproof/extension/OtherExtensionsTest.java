package dev.rollproof.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Parameters that bear another extension's annotation are that extension's. */
class OtherExtensionsTest {
    @Retention(RetentionPolicy.RUNTIME)
    @interface Other {}

    @Retention(RetentionPolicy.RUNTIME)
    @interface NotNull {}

    static final class OtherExtension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.isAnnotated(Other.class)
                    || parameter.getDeclaringExecutable().isAnnotationPresent(Other.class);
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return Proxy.newProxyInstance(
                    OtherExtension.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> "the other's");
        }
    }

    @Test
    void anAnnotatedParameterIsLeftToThem() {
        TestRun.green(ParameterTestCase.class, 2);
    }

    @MigratedDatabase(migrations = MigratedDatabaseTest.SHOP)
    @ExtendWith(OtherExtension.class)
    static class ParameterTestCase {
        @Test
        void both(Connection ours, @Other Connection theirs) throws SQLException {
            assertThat(Sql.tables(ours)).isEqualTo("customers,orders");
            assertThat(theirs).hasToString("the other's");
        }

        @Test
        void whatSaysOnlyThatItIsNotNullIsOurs(@NotNull Connection ours) throws SQLException {
            assertThat(Sql.tables(ours)).isEqualTo("customers,orders");
        }
    }

    @Test
    void anAnnotatedConstructorIsLeftToThem() {
        TestRun.green(ConstructorTestCase.class, 1);
    }

    @MigratedDatabase(migrations = MigratedDatabaseTest.SHOP)
    @ExtendWith(OtherExtension.class)
    static class ConstructorTestCase {
        private final Connection theirs;

        @Other
        ConstructorTestCase(Connection theirs) {
            this.theirs = theirs;
        }

        @Test
        void both(Connection ours) throws SQLException {
            assertThat(Sql.tables(ours)).isEqualTo("customers,orders");
            assertThat(theirs).hasToString("the other's");
        }
    }
}
