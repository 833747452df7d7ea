/** Proves that rollbacks restore what was there. Start with {@link dev.rollproof.verifier.RollbackVerifier}. */
@NullMarked
package dev.rollproof.verifier;

import org.jspecify.annotations.NullMarked;
