@NullMarked
package dev.rollproof.verifier.migration;

import org.jspecify.annotations.NullMarked;
