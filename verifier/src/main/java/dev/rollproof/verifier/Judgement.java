package dev.rollproof.verifier;

import dev.rollproof.verifier.check.Checks;
import dev.rollproof.verifier.check.Step;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is said of each migration once all ways up and down are gone. */
final class Judgement {
    private Judgement() {}

    /**
     * The verdicts, in the order of the migrations from {@code first} on; those that no stage reached are unverified.
     *
     * @param stages from the lowest on
     */
    static List<MigrationVerdict> of(List<Stage> stages, Verification verification, int first, Checks checks) {
        List<Step> steps = Ascent.settle(
                stages.stream().flatMap(stage -> stage.ascents().stream()).toList(),
                stages.stream().flatMap(stage -> stage.steps().stream()).toList());
        List<Trail> trails = new ArrayList<>();
        stages.forEach(stage -> stage.steps().forEach(step -> trails.add(stage.trail())));
        Stream<MigrationVerdict> reached = IntStream.range(0, steps.size())
                .mapToObj(i -> Suggestion.beside(
                        MigrationVerdict.of(steps.get(i), checks.examine(steps.get(i))),
                        steps.get(i),
                        trails.get(i),
                        first + i));
        List<Migration> migrations = verification.source().migrations();
        return Stream.concat(
                        reached,
                        migrations.subList(stages.get(stages.size() - 1).reached(), migrations.size()).stream()
                                .map(MigrationVerdict::unverified))
                .toList();
    }
}
