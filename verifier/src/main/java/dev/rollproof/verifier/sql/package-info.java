/** Text to statements and tokens, after SQLite's own rules. A leaf: it knows nothing of databases or files. */
@NullMarked
package dev.rollproof.verifier.sql;

import org.jspecify.annotations.NullMarked;
