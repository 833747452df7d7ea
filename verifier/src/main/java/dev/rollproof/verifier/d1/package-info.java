/** What Cloudflare D1 allows a statement: its rules on top of SQLite's own. */
@NullMarked
package dev.rollproof.verifier.d1;

import org.jspecify.annotations.NullMarked;
