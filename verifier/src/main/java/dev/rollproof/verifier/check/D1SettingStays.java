package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A setting that D1 keeps for later requests, although its documentation says that a PRAGMA holds for its transaction only. Tried
 * on a local workerd; {@code docs/d1.md}.
 */
final class D1SettingStays implements LintCheck {
    /** All are off on a new connection. */
    private static final Set<String> STAYING = Set.of(
            "legacy_alter_table",
            "ignore_check_constraints",
            "recursive_triggers",
            "case_sensitive_like",
            "reverse_unordered_selects");

    @Override
    public String id() {
        return "d1-setting-stays";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public List<Finding> lint(MigrationText text) {
        if (text.source().target() != Target.D1) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>(left(Written.inUp(text).toList()));
        findings.addAll(left(Written.inRollback(text).toList()));
        return findings;
    }

    private List<Finding> left(List<Written> statements) {
        Map<String, Written> on = new LinkedHashMap<>();
        for (Written written : statements) {
            STAYING.stream()
                    .filter(name -> PragmaSetting.sets(written.statement(), name))
                    .forEach(name -> {
                        if (PragmaSetting.isOff(written.statement())) {
                            on.remove(name);
                        } else {
                            on.put(name, written);
                        }
                    });
        }
        return on.entrySet().stream()
                .map(entry -> finding(
                        entry.getValue().location(),
                        "PRAGMA %s stays on for the requests that D1 serves after the migration"
                                .formatted(entry.getKey()),
                        "Write PRAGMA %s = OFF at the end of the script.".formatted(entry.getKey())))
                .toList();
    }
}
