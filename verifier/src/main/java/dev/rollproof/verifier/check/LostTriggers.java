package dev.rollproof.verifier.check;

import dev.rollproof.verifier.snapshot.SqlName;
import dev.rollproof.verifier.snapshot.Trigger;
import java.util.stream.Stream;

/** The triggers that are gone though their table or view still stands, and that another could not have replaced. */
final class LostTriggers {
    private LostTriggers() {}

    /** In the order of their names. */
    static Stream<Trigger> of(Reshaping up) {
        return up.gone(Trigger.class)
                .filter(trigger -> up.after().relation(trigger.table()).isPresent())
                .filter(trigger -> up.come(Trigger.class).noneMatch(other -> firesLike(trigger, other)))
                .filter(trigger -> !couldNotStay(up, trigger));
    }

    private static boolean firesLike(Trigger trigger, Trigger other) {
        return SqlName.same(trigger.table(), other.table()) && trigger.event() == other.event();
    }

    private static boolean couldNotStay(Reshaping up, Trigger trigger) {
        return up.speaksOfGone(trigger.body())
                || trigger.when().filter(up::speaksOfGone).isPresent();
    }
}
