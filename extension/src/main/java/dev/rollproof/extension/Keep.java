package dev.rollproof.extension;

import dev.rollproof.verifier.migration.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Of which tests the databases are kept: the configuration parameter {@code rollproof.keep}. */
enum Keep {
    ON_FAILURE,
    ALWAYS,
    NEVER;

    private static final String PARAMETER = "rollproof.keep";

    /** @throws ExtensionConfigurationException when it is set to something else */
    static Keep of(ExtensionContext context) {
        return context.getConfigurationParameter(PARAMETER).map(Keep::named).orElse(ON_FAILURE);
    }

    private static Keep named(String text) {
        return Arrays.stream(values())
                .filter(keep -> keep.text().equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> known = Arrays.stream(values()).map(Keep::text).toList();
                    return new ExtensionConfigurationException("%s = %s is none of %s; perhaps %s"
                            .formatted(PARAMETER, text, String.join(", ", known), NearestName.of(text, known)));
                });
    }

    boolean keeps(boolean failed) {
        return this == ALWAYS || (this == ON_FAILURE && failed);
    }

    private String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
