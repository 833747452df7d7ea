/** A JUnit extension: a private database at a version for each test, and a test for each rollback. */
@NullMarked
package dev.rollproof.extension;

import org.jspecify.annotations.NullMarked;
