/** What is said of each migration, and of all of them together. */
@NullMarked
package dev.rollproof.verifier.verdict;

import org.jspecify.annotations.NullMarked;
