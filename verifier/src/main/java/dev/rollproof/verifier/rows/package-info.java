/** What is in the tables: rows, counters and broken references, before and after. */
@NullMarked
package dev.rollproof.verifier.rows;

import org.jspecify.annotations.NullMarked;
