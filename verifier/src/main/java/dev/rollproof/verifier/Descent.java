package dev.rollproof.verifier;

import dev.rollproof.verifier.check.Outcome;
import dev.rollproof.verifier.check.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The way down: every rollback that holds alone, one after the other from the latest version. */
final class Descent {
    private Descent() {}

    /**
     * Go down from where {@code trail} stands. Steps that do not hold alone are passed by what stood before them, so that one
     * broken rollback hides no other.
     *
     * @return the steps, each that holds alone with what its rollback did on the way
     */
    static List<Step> of(List<Step> steps, Trail trail) {
        List<Step> descended = new ArrayList<>();
        // How many ups the database still stands on; -1 when it stands on no known number of them.
        int standing = trail.height();
        int height = trail.height();
        List<Step> fromTheLatest = new ArrayList<>(steps);
        Collections.reverse(fromTheLatest);
        for (Step step : fromTheLatest) {
            if (!step.up().succeeded()) {
                standing = -1;
                descended.add(step);
                continue;
            }
            if (step.holdsAlone()) {
                if (standing != height) {
                    trail.returnTo(height);
                }
                Outcome down = trail.outcome(step.migration().rollback().get(), trail.schemaAt(height - 1));
                standing = down.asExpected() ? height - 1 : -1;
                descended.add(step.withDescent(down));
            } else {
                descended.add(step);
            }
            height--;
        }
        Collections.reverse(descended);
        return descended;
    }
}
