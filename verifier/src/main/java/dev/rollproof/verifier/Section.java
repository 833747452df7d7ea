package dev.rollproof.verifier;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a history that is proven by itself: all that a proof finds out on its way and uses again later is found out
 * anew at its start. So it makes no difference whether one section is proven after the other, or all at once, each from an
 * image of its start.
 *
 * @param first the index of the first migration to prove; what lies before it in the first section is only applied
 * @param end the index after its last migration
 */
record Section(int first, int end) {
    /** More of them share the work better, and each costs the image of its start. */
    private static final int MOST = 16;

    /** What is gained by more threads on fewer migrations, starting a section takes again. */
    static final int LEAST_LENGTH = 16;

    /**
     * Cuts the migrations from {@code first} on into sections of the same length; the last may be shorter. Where they are cut
     * depends on nothing else, least of all on who proves them.
     *
     * @param count how many migrations there are, more than {@code first}
     * @param leastLength no section but the last has fewer migrations
     */
    static List<Section> of(int first, int count, int leastLength) {
        int length = Math.max(leastLength, (count - first + MOST - 1) / MOST);
        List<Section> sections = new ArrayList<>();
        for (int start = first; start < count; start += length) {
            sections.add(new Section(start, Math.min(start + length, count)));
        }
        return sections;
    }
}
