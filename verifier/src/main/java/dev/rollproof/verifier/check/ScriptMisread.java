package dev.rollproof.verifier.check;

import dev.rollproof.verifier.migration.MigrationScript;
import java.util.List;
import java.util.stream.Stream;

/** The tool runs something else than what is written in the script. */
final class ScriptMisread implements Check {
    @Override
    public String id() {
        return "script-misread";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> examine(Step step) {
        return Stream.concat(Stream.of(step.migration().up()), step.migration().rollback().stream())
                .flatMap(this::findings)
                .toList();
    }

    private Stream<Finding> findings(MigrationScript script) {
        return script.misreadings().stream()
                .map(remark -> finding(Location.of(script.file(), remark.position()), remark.message(), remark.help()));
    }
}
