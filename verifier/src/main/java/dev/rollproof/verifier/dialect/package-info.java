/** What other databases, and older releases of SQLite, write or know otherwise: tables of knowledge, read from tokens. */
@NullMarked
package dev.rollproof.verifier.dialect;

import org.jspecify.annotations.NullMarked;
