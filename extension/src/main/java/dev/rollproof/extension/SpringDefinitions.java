package dev.rollproof.extension;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

/** The {@code DataSource} definitions of a context that is about to start. */
record SpringDefinitions(DefaultListableBeanFactory factory, List<String> names) {

    static SpringDefinitions in(DefaultListableBeanFactory factory) {
        return new SpringDefinitions(factory, List.of(factory.getBeanNamesForType(DataSource.class, true, false)));
    }

    /**
     * Puts the tests' databases in their place; what stands for no database stays, and a context without any gets none.
     *
     * @throws ExtensionConfigurationException when it is not clear which stands for a database
     */
    void replaceBy(SpringDatabases databases) {
        if (names.isEmpty()) {
            return;
        }
        for (String database : databases.names()) {
            replace(beanOf(database, databases.names()), databases.dataSource(database));
        }
    }

    private String beanOf(String database, List<String> databases) {
        if (names.contains(database)) {
            return database;
        }
        List<String> candidates = databases.size() > 1 ? List.of() : candidates();
        if (candidates.size() != 1) {
            throw new ExtensionConfigurationException(
                    ("the Spring context has the DataSource beans %s, and it is not clear which of them is the test's database%s:"
                                    + " give both one name, @MigratedDatabase(database = \"%s\")%s")
                            .formatted(
                                    names.stream()
                                            .map(SpringDefinitions::quoted)
                                            .collect(Collectors.joining(", ")),
                                    database.isEmpty() ? "" : " " + quoted(database),
                                    names.get(0),
                                    databases.size() > 1 ? "" : ", or make the bean @Primary"));
        }
        return candidates.get(0);
    }

    /** Those that Spring itself would take where only the type is asked for. */
    private List<String> candidates() {
        List<String> injected = having(names, BeanDefinition::isAutowireCandidate);
        List<String> primary = having(injected, BeanDefinition::isPrimary);
        return primary.isEmpty() ? injected : primary;
    }

    private List<String> having(List<String> some, Predicate<BeanDefinition> property) {
        return some.stream()
                .filter(name -> property.test(factory.getMergedBeanDefinition(name)))
                .toList();
    }

    /** Under the same name and with the same qualifiers, so that whoever asks for the one gets the other. */
    private void replace(String name, DataSource dataSource) {
        RootBeanDefinition ours = new RootBeanDefinition(DataSource.class, () -> dataSource);
        BeanDefinition theirs = factory.getMergedBeanDefinition(name);
        ours.setPrimary(theirs.isPrimary());
        ours.setAutowireCandidate(theirs.isAutowireCandidate());
        if (theirs instanceof AbstractBeanDefinition definition) {
            ours.copyQualifiersFrom(definition);
        }
        if (theirs instanceof RootBeanDefinition definition) {
            ours.setQualifiedElement(definition.getResolvedFactoryMethod());
        }
        factory.removeBeanDefinition(name);
        factory.registerBeanDefinition(name, ours);
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }
}
