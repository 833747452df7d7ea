package dev.rollproof.verifier;

import dev.rollproof.verifier.check.Checks;
import dev.rollproof.verifier.check.Step;
import dev.rollproof.verifier.migration.Migration;
import dev.rollproof.verifier.verdict.MigrationVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
        List<Part> parts = new ArrayList<>();
        int height = first;
        for (Stage stage : stages) {
            int end = height + stage.steps().size();
            parts.add(new Part(stage.trail(), height, steps.subList(height - first, end - first), new ArrayList<>()));
            height = end;
        }
        // A schema is read as far as it is asked for, and not for several threads: so each part has one.
        Queue<Part> waiting = new ConcurrentLinkedQueue<>(parts);
        Crew.run(Math.min(verification.options().jobs(), parts.size()), () -> {
            for (Part part = waiting.poll(); part != null; part = waiting.poll()) {
                part.judge(checks);
            }
        });
        List<Migration> migrations = verification.source().migrations();
        int reached = stages.get(stages.size() - 1).reached();
        return Stream.concat(
                        parts.stream().flatMap(part -> part.verdicts().stream()),
                        migrations.subList(reached, migrations.size()).stream().map(MigrationVerdict::unverified))
                .toList();
    }

    /** The steps of one stage, of which the first begins at {@code height}. */
    private record Part(Trail trail, int height, List<Step> steps, List<MigrationVerdict> verdicts) {
        void judge(Checks checks) {
            for (int i = 0; i < steps.size(); i++) {
                Step step = steps.get(i);
                verdicts.add(
                        Suggestion.beside(MigrationVerdict.of(step, checks.examine(step)), step, trail, height + i));
            }
        }
    }
}
