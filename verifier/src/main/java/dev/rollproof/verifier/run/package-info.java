/** Migrations on a database: each script as its tool would run it. */
@NullMarked
package dev.rollproof.verifier.run;

import org.jspecify.annotations.NullMarked;
