package dev.rollproof.verifier.check;

import dev.rollproof.verifier.d1.D1Rules;
import dev.rollproof.verifier.migration.MigrationScript;
import dev.rollproof.verifier.migration.Target;
import dev.rollproof.verifier.sql.SqlScript;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A statement that did not run, and that Cloudflare D1 refuses whatever the schema. Of one that ran statement-refused says so. */
final class D1Refused implements LintCheck {
    @Override
    public String id() {
        return "d1-refused";
    }

    @Override
    public Severity severity() {
        return Severity.ERROR;
    }

    @Override
    public List<Finding> lint(MigrationText text) {
        if (text.source().target() != Target.D1) {
            return List.of();
        }
        return Stream.concat(
                        findings(text.migration().up(), text.up().isEmpty(), text),
                        text.migration().rollback().stream()
                                .flatMap(script ->
                                        findings(script, text.rollback().isEmpty(), text)))
                .toList();
    }

    private Stream<Finding> findings(MigrationScript script, boolean unreadable, MigrationText text) {
        if (unreadable) {
            return Stream.empty();
        }
        SqlScript sql = SqlScript.read(script.text());
        return IntStream.range(0, sql.statements().size())
                .filter(i -> new Written(script, sql.statements().get(i)).isNotRun(text))
                .mapToObj(
                        i -> D1Rules.refusalInAnySchema(sql, i).stream()
                                .map(
                                        message -> finding(
                                                Location.of(
                                                        script.file(),
                                                        sql.statements().get(i).position()),
                                                message,
                                                "It was not run here: a statement before it stops the file, or nothing runs it. D1 would stop here and"
                                                        + " roll the file back. Where the migrations are not for D1, say --target sqlite.")))
                .flatMap(found -> found);
    }
}
