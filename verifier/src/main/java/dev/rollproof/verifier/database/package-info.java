/** The only place that opens SQLite: limits, time-outs, the guard against scripts that reach outside, whole images. */
@NullMarked
package dev.rollproof.verifier.database;

import org.jspecify.annotations.NullMarked;
