/** Migrations on a real database: up, down, what was applied, safe against whatever ends the process. */
@NullMarked
package dev.rollproof.verifier.migrator;

import org.jspecify.annotations.NullMarked;
