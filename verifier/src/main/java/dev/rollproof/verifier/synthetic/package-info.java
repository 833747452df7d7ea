/** Rows that are made up for tables that have none, as their schema asks for them. */
@NullMarked
package dev.rollproof.verifier.synthetic;

import org.jspecify.annotations.NullMarked;
