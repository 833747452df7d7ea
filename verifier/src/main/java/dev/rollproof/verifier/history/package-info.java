/** What was applied to a database, kept in it as each migration tool keeps it. */
@NullMarked
package dev.rollproof.verifier.history;

import org.jspecify.annotations.NullMarked;
