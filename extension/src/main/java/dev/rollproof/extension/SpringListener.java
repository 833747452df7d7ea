package dev.rollproof.extension;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Tells a Spring context which tests use it. Among Spring's own listeners it stands after the one that injects, so that the
 * context is there, and before the ones for transactions and {@code @Sql}, which open connections; after the test it is called
 * when they are done.
 */
final class SpringListener extends AbstractTestExecutionListener {
    /** {@code DependencyInjectionTestExecutionListener} has 2000, {@code TransactionalTestExecutionListener} 4000. */
    private static final int BETWEEN_INJECTION_AND_TRANSACTIONS = 3900;

    @Override
    public int getOrder() {
        return BETWEEN_INJECTION_AND_TRANSACTIONS;
    }

    @Override
    public void prepareTestInstance(TestContext test) {
        forDatabases(test, SpringDatabases::started);
    }

    @Override
    public void beforeTestMethod(TestContext test) {
        RunningContext.testOfThread().ifPresent(running -> forDatabases(test, databases -> databases.enter(running)));
    }

    @Override
    public void afterTestMethod(TestContext test) {
        RunningContext.testOfThread().ifPresent(running -> forDatabases(test, databases -> databases.leave(running)));
    }

    /** A context may stand below another; each has databases of its own. */
    private static void forDatabases(TestContext test, Consumer<SpringDatabases> action) {
        @Nullable ApplicationContext context = test.hasApplicationContext() ? test.getApplicationContext() : null;
        while (context != null) {
            if (context.containsLocalBean(SpringDatabases.BEAN)) {
                action.accept(context.getBean(SpringDatabases.BEAN, SpringDatabases.class));
            }
            context = context.getParent();
        }
    }
}
