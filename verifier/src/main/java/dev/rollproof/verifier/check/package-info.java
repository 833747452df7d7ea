/** What is looked at: the facts of a step go in, findings come out. */
@NullMarked
package dev.rollproof.verifier.check;

import org.jspecify.annotations.NullMarked;
