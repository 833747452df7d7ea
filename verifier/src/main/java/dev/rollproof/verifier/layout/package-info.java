@NullMarked
package dev.rollproof.verifier.layout;

import org.jspecify.annotations.NullMarked;
