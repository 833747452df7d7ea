/** The SQL that turns one schema into another: rollbacks that are written for you. */
@NullMarked
package dev.rollproof.verifier.rewrite;

import org.jspecify.annotations.NullMarked;
