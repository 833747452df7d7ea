package dev.rollproof.extension;

import org.junit.jupiter.api.extension.ExtensionContext;

/** What a user must be told although no test fails by it. */
final class Notice {
    private Notice() {}

    /** Publishes a report entry, which Surefire prints nowhere, and so a line on standard error too. */
    static void publish(ExtensionContext context, String key, String value, String line) {
        context.publishReportEntry(key, value);
        print(line);
    }

    static void print(String line) {
        System.err.println("rollproof: " + line);
    }

    /** {@code OrderTest.findsOrders}; of a test that runs several times also which time: {@code OrderTest.ships (0003 add_status)}. */
    static String runOf(ExtensionContext context) {
        boolean several =
                context.getParent().flatMap(ExtensionContext::getTestMethod).isPresent();
        return several ? "%s (%s)".formatted(nameOf(context), context.getDisplayName()) : nameOf(context);
    }

    /** {@code OrderTest.findsOrders}, or the class alone. */
    static String nameOf(ExtensionContext context) {
        String type = context.getTestClass().map(Class::getSimpleName).orElse(context.getDisplayName());
        return context.getTestMethod()
                .map(method -> type + "." + method.getName())
                .orElse(type);
    }
}
