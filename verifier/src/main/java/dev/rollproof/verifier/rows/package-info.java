/** What is in the tables: rows that are made, and rows before and after. */
@NullMarked
package dev.rollproof.verifier.rows;

import org.jspecify.annotations.NullMarked;
