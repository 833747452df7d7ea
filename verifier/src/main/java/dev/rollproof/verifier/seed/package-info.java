/** Rows that the user wrote down: seed files of SQL, CSV and JSON, put into the tables they name. */
@NullMarked
package dev.rollproof.verifier.seed;

import org.jspecify.annotations.NullMarked;
