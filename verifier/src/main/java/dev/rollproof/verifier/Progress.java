package dev.rollproof.verifier;

import dev.rollproof.verifier.migration.Migration;

/** Somebody who is told how far a piece of work is, from whichever thread does it. */
public interface Progress {
    /** Nobody. */
    Progress UNTOLD = new Progress() {
        @Override
        public void begins(int migrations) {}

        @Override
        public void enters(Migration migration) {}

        @Override
        public void leaves(Migration migration) {}
    };

    /** So many migrations lie ahead; the work ends earlier where one fails. */
    void begins(int migrations);

    /** One of them is at work. */
    void enters(Migration migration);

    /** One of them is done. */
    void leaves(Migration migration);
}
