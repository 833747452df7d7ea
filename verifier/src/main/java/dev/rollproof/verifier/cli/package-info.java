/** Arguments, streams and exit codes; the only place that prints. */
@NullMarked
package dev.rollproof.verifier.cli;

import org.jspecify.annotations.NullMarked;
