package dev.rollproof.extension;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What JUnit runs on a thread: a test, or a class around it.
 *
 * <p>The one static state of the extension: a Spring context is cached over tests and classes and knows nothing of JUnit's
 * stores, so only the thread can tell its {@code DataSource} whose database is meant. The store of the test or class takes it
 * back when it closes. For the two interfaces see {@link ProvidedDatabase}.
 *
 * @param outer what the thread was in when it came to this: the class around, or another test, since a thread that waits for
 *     others may run one in between
 */
@SuppressWarnings("deprecation")
record RunningContext(
        ExtensionContext context, Phase phase, @Nullable RunningContext outer)
        implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    private static final Namespace NAMESPACE = Namespace.create(RunningContext.class);
    private static final ThreadLocal<@Nullable RunningContext> OF_THREAD = new ThreadLocal<>();

    enum Phase {
        /** A class or a test template: no test yet, or not any more. */
        AROUND,
        /** The instance of a test is made; Spring's contexts start then. */
        CONSTRUCTION,
        TEST
    }

    /** From here on this thread runs that test or class; nothing where it does so already. */
    static void enter(ExtensionContext context) {
        enter(context, isTest(context) ? Phase.TEST : Phase.AROUND);
    }

    /** From here on this thread makes the instance of that test. Before JUnit 5.12 the context is the class's. */
    static void enterConstruction(ExtensionContext context) {
        if (isTest(context)) {
            enter(context, Phase.CONSTRUCTION);
        }
    }

    static Optional<RunningContext> ofThread() {
        return Optional.ofNullable(OF_THREAD.get());
    }

    /** The test that this thread runs. */
    static Optional<ExtensionContext> testOfThread() {
        return ofThread().filter(running -> running.phase == Phase.TEST).map(RunningContext::context);
    }

    /** A store finds what the stores around it hold: the key says what was entered. */
    private record Key(String uniqueId, Phase phase) {}

    private static void enter(ExtensionContext context, Phase phase) {
        context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        new Key(context.getUniqueId(), phase), key -> begin(context, phase), RunningContext.class);
    }

    private static RunningContext begin(ExtensionContext context, Phase phase) {
        RunningContext running = new RunningContext(context, phase, OF_THREAD.get());
        OF_THREAD.set(running);
        return running;
    }

    /** A test template is none: its invocations are. */
    static boolean isTest(ExtensionContext context) {
        boolean ofMethod = context.getTestMethod().isPresent();
        boolean ofInvocation =
                context.getParent().flatMap(ExtensionContext::getTestMethod).isPresent();
        return ofMethod
                && (ofInvocation || !AnnotationSupport.isAnnotated(context.getTestMethod(), TestTemplate.class));
    }

    @Override
    public void close() {
        if (outer == null) {
            OF_THREAD.remove();
        } else {
            OF_THREAD.set(outer);
        }
    }
}
