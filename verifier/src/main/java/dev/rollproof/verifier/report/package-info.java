/** A report value to a document. No document is built anywhere else. */
@NullMarked
package dev.rollproof.verifier.report;

import org.jspecify.annotations.NullMarked;
