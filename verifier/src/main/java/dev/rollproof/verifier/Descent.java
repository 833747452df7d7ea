package dev.rollproof.verifier;

import dev.rollproof.verifier.check.Outcome;
import dev.rollproof.verifier.check.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way down: every rollback that holds alone, one after the other from the latest version. It is one way, however many
 * trails lead up: where it passes from one to the next it takes the database along as the later rollbacks left it.
 */
final class Descent {
    /** The trail that the database stands on; null before the first. */
    private @Nullable Trail trail;
    /** How many ups the database still stands on; -1 when it stands on no known number of them. */
    private int standing = -1;

    /**
     * Go down where {@code next} leads. Steps that do not hold alone are passed by what stood before them, so that one broken
     * rollback hides no other.
     *
     * @param steps up to where {@code next} ends
     * @param next the trail that stands at its end; later than the first, one that ends where the one before begins
     * @return the steps, each that holds alone with what its rollback did on the way
     */
    List<Step> through(List<Step> steps, Trail next) {
        Trail above = trail;
        int height = next.height();
        if (above == null) {
            standing = height;
        } else if (standing == height) {
            next.takeOver(above);
        }
        trail = next;
        List<Step> descended = new ArrayList<>();
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
                    next.returnTo(height);
                }
                Outcome down = next.outcome(step.migration().rollback().get(), next.schemaAt(height - 1));
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
