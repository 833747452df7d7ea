/** What proving costs, against running the same statements bare and against another tool. */
@NullMarked
package dev.rollproof.verifier.benchmark;

import org.jspecify.annotations.NullMarked;
