/** A database's whole schema as an immutable value: read from SQLite, and parsed from the SQL that SQLite stores. */
@NullMarked
package dev.rollproof.verifier.snapshot;

import org.jspecify.annotations.NullMarked;
