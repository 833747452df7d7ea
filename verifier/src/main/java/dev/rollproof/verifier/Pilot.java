package dev.rollproof.verifier;

import dev.rollproof.verifier.migration.InvalidInputException;
import dev.rollproof.verifier.run.ScriptRun;
import dev.rollproof.verifier.seed.Seed;
import java.util.List;

/** Runs ahead through the first ups and the seeds between them, and nothing else, so that others can start further up. */
final class Pilot implements AutoCloseable {
    private final Verification verification;
    private final Lane lane;
    private final SownRows sown = new SownRows();
    private int height;

    Pilot(Verification verification) {
        this.verification = verification;
        this.lane = verification.bareLane();
    }

    /**
     * Run on.
     *
     * @param end how many first ups shall lie behind
     * @return where it stands then
     * @throws InvalidInputException when an up or a seed fails before; whoever climbs from the start before this one meets
     *     the same, so it is worth telling only where they do not
     */
    Start runTo(int end) {
        while (height < end) {
            ScriptRun up = lane.runUnread(
                    verification.source().migrations().get(height).up());
            if (!up.succeeded()) {
                throw Trail.ranOnlyOnce(up);
            }
            List<Seed> seeds = verification.seedsAfter(height);
            if (!seeds.isEmpty()) {
                lane.rereadSchema();
                sown.sow(seeds, lane, verification.engine().foreignKeys());
            }
            height++;
        }
        return new Start(height, lane.database().image(), sown.copy());
    }

    @Override
    public void close() {
        lane.close();
    }
}
