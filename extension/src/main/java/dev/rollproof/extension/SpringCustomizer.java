package dev.rollproof.extension;

import java.util.Map;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Gives a Spring context the databases of its tests. Equal customizers make equal contexts, which Spring starts once: it says
 * nothing of versions, seeds or scope.
 *
 * @param databases by the name of the database
 */
record SpringCustomizer(Map<String, MigrationChoice> databases) implements ContextCustomizer {
    /** What would migrate or fill the test's database a second time, when the context starts; the names are Spring Boot's. */
    private static final Map<String, Object> NO_OTHER_MIGRATIONS = Map.of(
            "spring.flyway.enabled", "false", "spring.liquibase.enabled", "false", "spring.sql.init.mode", "never");

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("rollproof", NO_OTHER_MIGRATIONS));
        SpringDatabases reached = SpringDatabases.of(databases);
        DefaultListableBeanFactory factory = (DefaultListableBeanFactory) context.getBeanFactory();
        factory.registerSingleton(SpringDatabases.BEAN, reached);
        factory.registerDisposableBean(SpringDatabases.BEAN, reached::started);
        // It runs when all definitions are there, those of slices that would put an embedded database in their place
        // too.
        context.addBeanFactoryPostProcessor(
                ignored -> SpringDefinitions.in(factory).replaceBy(reached));
    }
}
