/** What differs between two snapshots, as values and in the user's words. */
@NullMarked
package dev.rollproof.verifier.diff;

import org.jspecify.annotations.NullMarked;
