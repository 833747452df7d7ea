@NullMarked
package dev.rollproof.verifier.project;

import org.jspecify.annotations.NullMarked;
